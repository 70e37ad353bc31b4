"""The rules of the family serialization."""
