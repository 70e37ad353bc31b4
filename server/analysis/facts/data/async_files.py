"""Files behind a pool of threads, and the runtimes that hand files to the kernel's ring instead."""

from __future__ import annotations

from .schema import Known, below, known, known_crates

_TOKIO = "https://docs.rs/tokio/latest/tokio/fs"

# Calls of `tokio::fs` that a request's data goes through, by way of the blocking pool.
POOLED: tuple[Known[str], ...] = (
    known("opens", f"{_TOKIO}/struct.File.html", *below("tokio::fs::File", "open create create_new")),
    known("opens", f"{_TOKIO}/struct.OpenOptions.html", "tokio::fs::OpenOptions::open"),
    known("moves data", f"{_TOKIO}/index.html", *below("tokio::fs", "read read_to_string write")),
    known(
        "moves data",
        f"{_TOKIO}/struct.File.html",
        *below("tokio::fs::File", "read read_exact read_to_end read_to_string read_buf write write_all write_all_buf"),
        *below("tokio::fs::File", "sync_all sync_data flush seek"),
    ),
)

URING: tuple[Known[str], ...] = known_crates(
    "files through io_uring", "tokio_uring monoio glommio compio nuclei ringbahn io_uring"
)
