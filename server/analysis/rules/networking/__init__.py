"""The rules of the family networking."""
