"""Errors: where their texts and boxes are made, converted and dropped."""
