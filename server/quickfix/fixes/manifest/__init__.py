"""The fixes of the family manifest."""
