"""The rules of the family manifest."""
