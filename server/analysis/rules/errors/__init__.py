"""The rules of the family errors."""
