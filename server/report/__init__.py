"""What `check` found, written for people and for tools."""
