"""Who runs the closure or future that a function is given. Sources: the documentation of each crate."""

from __future__ import annotations

OFFLOAD_FUNCTIONS: dict[str, str] = {
    "tokio::task::spawn_blocking": "BLOCKING_POOL",
    "tokio::spawn_blocking": "BLOCKING_POOL",
    "tokio::task::block_in_place": "BLOCKING_POOL",
    "async_std::task::spawn_blocking": "BLOCKING_POOL",
    "async_global_executor::spawn_blocking": "BLOCKING_POOL",
    "smol::unblock": "BLOCKING_POOL",
    "blocking::unblock": "BLOCKING_POOL",
    "actix_web::web::block": "BLOCKING_POOL",
    "actix_threadpool::run": "BLOCKING_POOL",
    "actix_rt::task::spawn_blocking": "BLOCKING_POOL",
    "actix_rt::Arbiter::spawn_fn": "OWN_THREAD",
    "std::thread::spawn": "OWN_THREAD",
    "std::thread::scope": "OWN_THREAD",
    "std::thread::Builder::spawn": "OWN_THREAD",
    "crossbeam::thread::scope": "OWN_THREAD",
    "crossbeam::scope": "OWN_THREAD",
    "rayon::spawn": "COMPUTE_POOL",
    "rayon::spawn_fifo": "COMPUTE_POOL",
    "rayon::join": "COMPUTE_POOL",
    "rayon::scope": "COMPUTE_POOL",
    "rayon::in_place_scope": "COMPUTE_POOL",
    "tokio_rayon::spawn": "COMPUTE_POOL",
    "tokio_rayon::spawn_fifo": "COMPUTE_POOL",
}

# Last names of functions and methods that hand their closure to a thread or pool, whoever declares them. A name
# with `blocking` in it is taken for one as well. `spawn` is that of threads, scopes and pools: an executor's is
# given a future, and what stands inside an async block is told by that.
OFFLOAD_METHODS: dict[str, str] = {
    "block_in_place": "BLOCKING_POOL",
    "unblock": "BLOCKING_POOL",
    "asyncify": "BLOCKING_POOL",
    "interact": "BLOCKING_POOL",
    "offload": "BLOCKING_POOL",
    "spawn_pinned": "BLOCKING_POOL",
    "spawn": "OWN_THREAD",
    "spawn_unchecked": "OWN_THREAD",
    "spawn_scoped": "OWN_THREAD",
    "spawn_thread": "OWN_THREAD",
    "execute": "OWN_THREAD",
    "install": "COMPUTE_POOL",
    "spawn_broadcast": "COMPUTE_POOL",
    "spawn_fifo": "COMPUTE_POOL",
    "run_cpu_intensive": "COMPUTE_POOL",
}

# The iterators of rayon: closures further down such a chain run on its pool.
PARALLEL = ("par_", "into_par_iter")

INLINE_FUNCTIONS: frozenset[str] = frozenset(
    {
        "std::iter::from_fn", "std::iter::repeat_with", "std::iter::successors", "std::array::from_fn",
        "scopeguard::guard", "std::panic::catch_unwind", "std::future::poll_fn", "futures::future::poll_fn",
        "futures::future::lazy", "futures::stream::poll_fn", "futures::stream::unfold",
        "tracing::subscriber::with_default", "tokio::task::unconstrained", "stacker::maybe_grow", "stacker::grow",
    }
)  # fmt: skip

# Methods of iterators, Option, Result, slices, maps and futures' combinators: the closure runs where they stand.
INLINE_METHODS: frozenset[str] = frozenset(
    {
        "map", "map_err", "map_or", "map_or_else", "and_then", "or_else", "unwrap_or_else", "ok_or_else", "filter",
        "filter_map", "flat_map", "for_each", "try_for_each", "fold", "try_fold", "any", "all", "find", "find_map",
        "position", "inspect", "inspect_err", "take_while", "skip_while", "map_while", "scan", "partition", "zip",
        "max_by", "max_by_key", "min_by", "min_by_key", "sort_by", "sort_by_key", "sort_by_cached_key",
        "sort_unstable_by", "sort_unstable_by_key", "retain", "retain_mut", "dedup_by", "dedup_by_key",
        "or_insert_with", "or_insert_with_key", "and_modify", "with_context", "is_some_and", "is_ok_and", "is_none_or",
        "then", "get_or_insert_with", "in_scope", "then_with", "reduce", "group_by", "chunk_by", "binary_search_by",
        "binary_search_by_key", "rposition", "wrap_err_with", "filter_ok", "sorted_by", "sorted_by_key", "split",
        "try_find", "with", "tap", "tap_err", "tap_ok", "modify", "resize_with", "partition_point", "is_sorted_by",
        "map_ok", "map_ok_or_else", "map_into", "inspect_ok", "unwrap_or_else_log", "try_filter", "try_filter_map",
        "chunks_by", "extract_if", "drain_filter", "flat_map_ok", "update", "or_try_insert_with", "zip_with",
        "send_if_modified", "send_modify", "fetch_update", "rcu", "pipe", "try_reduce", "splitn", "rsplit",
    }
)  # fmt: skip

# The closure runs once, at whoever comes first: no cost of the path it is written on.
ONCE_FUNCTIONS: frozenset[str] = frozenset(
    {
        "std::sync::LazyLock::new", "std::cell::LazyCell::new", "once_cell::unsync::Lazy::new",
        "std::sync::Once::call_once",
    }
)  # fmt: skip
ONCE_METHODS: frozenset[str] = frozenset({"get_or_init", "get_or_try_init", "call_once", "call_once_force"})

# Calls that run a future to its end on the thread they stand on, and those that queue it for that thread.
BLOCK_ONS: frozenset[str] = frozenset({"block_on", "block_on_all", "run_until", "run_until_exit", "try_run_until"})
LOCAL_SPAWNS: frozenset[str] = frozenset({"spawn_local", "spawn_local_scoped", "spawn_local_on"})

# Functions and methods that give back what they are given, wrapped.
WRAPPERS: frozenset[str] = frozenset(
    {
        "std::boxed::Box::new", "std::boxed::Box::pin", "std::sync::Arc::new", "std::rc::Rc::new",
        "std::option::Option::Some", "std::panic::AssertUnwindSafe", "std::pin::Pin::new",
        "std::mem::ManuallyDrop::new", "boxed", "boxed_local", "instrument", "in_current_span", "with_subscriber",
        "with_current_subscriber", "fuse", "shared", "catch_unwind", "clone", "into_future",
    }
)  # fmt: skip
