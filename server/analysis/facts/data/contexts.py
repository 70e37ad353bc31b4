"""Who runs the closure that a function is given. Sources: the documentation of each crate."""

from __future__ import annotations

OFFLOAD_FUNCTIONS: dict[str, str] = {
    "tokio::task::spawn_blocking": "BLOCKING_POOL",
    "tokio::spawn_blocking": "BLOCKING_POOL",
    "tokio::task::block_in_place": "BLOCKING_POOL",
    "async_std::task::spawn_blocking": "BLOCKING_POOL",
    "smol::unblock": "BLOCKING_POOL",
    "blocking::unblock": "BLOCKING_POOL",
    "actix_web::web::block": "BLOCKING_POOL",
    "actix_threadpool::run": "BLOCKING_POOL",
    "actix_rt::task::spawn_blocking": "BLOCKING_POOL",
    "std::thread::spawn": "OWN_THREAD",
    "std::thread::scope": "OWN_THREAD",
    "crossbeam::thread::scope": "OWN_THREAD",
    "crossbeam::scope": "OWN_THREAD",
    "rayon::spawn": "COMPUTE_POOL",
    "rayon::join": "COMPUTE_POOL",
    "rayon::scope": "COMPUTE_POOL",
    "tokio_rayon::spawn": "COMPUTE_POOL",
}

# Last names of functions and methods that hand their closure to a thread or pool, whoever declares them.
OFFLOAD_METHODS: dict[str, str] = {
    "spawn_blocking": "BLOCKING_POOL",
    "spawn_blocking_on": "BLOCKING_POOL",
    "block_in_place": "BLOCKING_POOL",
    "spawn_blocking_task": "BLOCKING_POOL",
    "run_blocking": "BLOCKING_POOL",
    "unblock": "BLOCKING_POOL",
    "asyncify": "BLOCKING_POOL",
    "interact": "BLOCKING_POOL",
    "run_cpu_intensive": "COMPUTE_POOL",
    "par_iter": "COMPUTE_POOL",
}

INLINE_FUNCTIONS: frozenset[str] = frozenset(
    {
        "std::iter::from_fn", "std::iter::repeat_with", "std::iter::successors", "std::array::from_fn",
        "tracing::debug_span::in_scope", "scopeguard::guard", "std::panic::catch_unwind", "std::future::poll_fn",
        "futures::future::poll_fn",
    }
)  # fmt: skip

# Methods of iterators, Option, Result, slices, maps and futures' combinators: the closure runs where they stand.
INLINE_METHODS: frozenset[str] = frozenset(
    {
        "map", "map_err", "map_or", "map_or_else", "and_then", "or_else", "unwrap_or_else", "ok_or_else", "filter",
        "filter_map", "flat_map", "for_each", "try_for_each", "fold", "try_fold", "any", "all", "find", "find_map",
        "position", "inspect", "inspect_err", "take_while", "skip_while", "map_while", "scan", "partition", "zip",
        "max_by", "max_by_key", "min_by", "min_by_key", "sort_by", "sort_by_key", "sort_unstable_by",
        "sort_unstable_by_key", "retain", "dedup_by_key", "or_insert_with", "and_modify", "with_context",
        "is_some_and", "is_ok_and", "is_none_or", "then", "unwrap_or_default", "get_or_insert_with",
        "get_or_init", "in_scope", "then_with", "reduce", "sum", "chain", "group_by", "binary_search_by",
        "unzip", "rposition", "max", "extend", "wrap_err_with", "filter_ok", "sorted_by", "sorted_by_key",
        "into_iter", "split", "try_find", "with", "tap", "or_insert_with_key", "modify", "entry",
    }
)  # fmt: skip
