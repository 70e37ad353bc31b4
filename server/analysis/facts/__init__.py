"""What the rules share: names, types, execution contexts, guards, loops, awaits."""
