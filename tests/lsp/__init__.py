"""The language server as an editor sees it."""
