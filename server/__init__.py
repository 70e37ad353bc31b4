"""rust-perf-analyzer: shows Rust performance anti-patterns while the code is being typed."""

__version__ = "0.1.0"
