"""The reference catalog: one Markdown page a rule, and the reader of those pages."""
