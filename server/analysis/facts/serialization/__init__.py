"""JSON and archives: what is read of them, and what it could be read into."""
