"""Knowledge about libraries: tables, no code."""
