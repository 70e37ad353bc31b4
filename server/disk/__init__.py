"""Files as they lie on the disk: which of them are looked at, with which settings, and what is found in one."""
