"""One file a rule, found by its path; a rule knows no other rule."""
