"""What the words of the command line do. Nothing here speaks LSP."""
