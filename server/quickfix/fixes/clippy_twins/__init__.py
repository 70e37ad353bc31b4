"""The fixes of the family clippy_twins."""
