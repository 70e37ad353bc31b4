"""`check` and its kin, as a person or a tool uses them."""
