"""Crates and manifests; the only part of the analysis that reads files."""
