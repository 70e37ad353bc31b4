"""How often code runs, and who has it run: callers, handlers, loops, start-up, cold paths."""
