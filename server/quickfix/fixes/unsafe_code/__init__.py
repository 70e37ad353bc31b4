"""The fixes of the family unsafe_code."""
