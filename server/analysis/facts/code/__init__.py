"""What is written: nodes, names and what they stand for, calls, loops, and the ways through a function."""
