"""What waits for other work of rayon's pool while it keeps its own thread, and stealing that work meanwhile."""

from __future__ import annotations

from .schema import Known, below, known

_RAYON = "https://docs.rs/rayon/latest/rayon"

# Functions that run parts on the pool and wait for all of them.
FORKS: tuple[Known[str], ...] = (
    known("waits for both", f"{_RAYON}/fn.join.html", *below("rayon", "join join_context")),
    known("waits for its jobs", f"{_RAYON}/fn.scope.html", *below("rayon", "scope scope_fifo")),
    known(
        "waits for its jobs", f"{_RAYON}/fn.in_place_scope.html", *below("rayon", "in_place_scope in_place_scope_fifo")
    ),
)

# Methods that start a parallel iterator, or sort in parallel; what ends the chain waits for all items.
STARTS: tuple[Known[str], ...] = (
    known(
        "iterates", f"{_RAYON}/iter/index.html",
        *below("rayon::iter::IntoParallelIterator", "into_par_iter"),
        *below("rayon::iter::IntoParallelRefIterator", "par_iter"),
        *below("rayon::iter::IntoParallelRefMutIterator", "par_iter_mut"),
        *below("rayon::iter::ParallelBridge", "par_bridge"),
        *below("rayon::iter::ParallelExtend", "par_extend"),
        *below("rayon::iter::ParallelDrainRange", "par_drain"),
    ),
    known(
        "iterates", f"{_RAYON}/slice/trait.ParallelSlice.html",
        *below("rayon::slice::ParallelSlice", "par_chunks par_chunks_exact par_rchunks par_split par_windows"),
        *below("rayon::slice::ParallelSliceMut", "par_chunks_mut par_chunks_exact_mut par_split_mut"),
    ),
    known(
        "sorts", f"{_RAYON}/slice/trait.ParallelSliceMut.html",
        *below(
            "rayon::slice::ParallelSliceMut",
            "par_sort par_sort_by par_sort_by_key par_sort_by_cached_key par_sort_unstable par_sort_unstable_by",
            "par_sort_unstable_by_key",
        ),
    ),
)  # fmt: skip

# Jobs that are put on the pool without waiting for them.
SPAWNS: tuple[Known[str], ...] = (
    known("queues", f"{_RAYON}/fn.spawn.html", *below("rayon", "spawn spawn_fifo")),
    known("queues", f"{_RAYON}/struct.ThreadPool.html", *below("rayon::ThreadPool", "spawn spawn_fifo")),
    known("queues", f"{_RAYON}/struct.Scope.html", *below("rayon::Scope rayon::ScopeFifo", "spawn spawn_fifo")),
)

# Waits that the pool does not know of: it steals nothing meanwhile, and what is waited for may be queued behind.
BLOCKS: tuple[Known[str], ...] = (
    known("waits for others", "https://doc.rust-lang.org/std/sync/struct.Barrier.html", "std::sync::Barrier::wait"),
    known(
        "waits for a message", "https://doc.rust-lang.org/std/sync/mpsc/struct.Receiver.html",
        "std::sync::mpsc::Receiver::recv",
    ),
    known(
        "waits for a message", "https://docs.rs/crossbeam-channel/latest/crossbeam_channel/struct.Receiver.html",
        "crossbeam::channel::Receiver::recv",
    ),
    known("waits for a message", "https://docs.rs/flume/latest/flume/struct.Receiver.html", "flume::Receiver::recv"),
)  # fmt: skip
