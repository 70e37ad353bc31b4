"""Findings in, edits out."""
