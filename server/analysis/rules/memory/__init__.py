"""The rules of the family memory."""
