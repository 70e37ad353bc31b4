"""The fixes of the family errors."""
