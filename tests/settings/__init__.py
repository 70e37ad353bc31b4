"""What users may choose."""
