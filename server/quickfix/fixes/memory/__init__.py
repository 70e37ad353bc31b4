"""The fixes of the family memory."""
