"""The fixes of the family io."""
