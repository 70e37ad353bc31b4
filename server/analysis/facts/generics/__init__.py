"""What a generic function is compiled for, and how much of it needs to be."""
