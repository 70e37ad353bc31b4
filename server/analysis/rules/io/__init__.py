"""The rules of the family io."""
