"""The engine: suppressions, settings, bad input."""
