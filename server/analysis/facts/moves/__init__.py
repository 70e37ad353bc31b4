"""Who owns a value, what is done with it, where it goes, and what a copy of it costs."""
