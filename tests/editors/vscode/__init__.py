"""Real VS Code: a server of it, a browser that shows it, and a probe in its extension host."""
