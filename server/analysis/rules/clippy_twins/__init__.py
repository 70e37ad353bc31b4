"""The rules of the family clippy_twins."""
