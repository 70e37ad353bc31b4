"""Parsing: trees, chunks, units, the structural query, macro arguments."""
