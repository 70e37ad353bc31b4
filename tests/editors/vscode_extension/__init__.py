"""The VS Code extension without VS Code: its own tests, its manifest, and what `make vsix` packs."""
