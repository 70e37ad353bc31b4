"""The rules of the family asynchrony."""
