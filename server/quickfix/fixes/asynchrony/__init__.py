"""The fixes of the family asynchrony."""
