"""The rules of the family unsafe_code."""
