"""Channels: their ends, what is sent into them, and whether they need a bound."""
