"""The fixes of the family networking."""
