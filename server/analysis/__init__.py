"""Text in, findings out. No LSP, and no I/O outside `workspace`."""
