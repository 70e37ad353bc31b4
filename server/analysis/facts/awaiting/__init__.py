"""Futures: where they are awaited, what they carry along, and what is lost with them."""
