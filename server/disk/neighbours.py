"""The names under which rust-analyzer, which may run beside us, keeps its settings."""

RUST_ANALYZER = "rust-analyzer"
"""The name of its settings in an editor; it may run clippy beside us."""
RUST_ANALYZER_FILE, VSCODE_FILE = "rust-analyzer.toml", ".vscode/settings.json"
"""Where they stand in a folder."""
