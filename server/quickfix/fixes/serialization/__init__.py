"""The fixes of the family serialization."""
