"""Names of methods by which code is read where the type is not known, or does not matter: whoever declares them.

This is a reading list, not knowledge about one library: a name here says the same in nearly all code that uses it.
"""

from __future__ import annotations

# Functions and methods that hand their closure to a thread or pool. A name with `blocking` in it is taken for one as
# well. `spawn` is that of threads, scopes and pools: an executor's is given a future, and what stands inside an async
# block is told by that.
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

# The closure runs once, at whoever comes first.
ONCE_METHODS: frozenset[str] = frozenset({"get_or_init", "get_or_try_init", "call_once", "call_once_force"})

# Calls that run a future to its end on the thread they stand on, and those that queue it for that thread.
BLOCK_ONS: frozenset[str] = frozenset({"block_on", "block_on_all", "run_until", "run_until_exit", "try_run_until"})
LOCAL_SPAWNS: frozenset[str] = frozenset({"spawn_local", "spawn_local_scoped", "spawn_local_on"})

# Methods that give back what they are called on, wrapped.
WRAPPING_METHODS: frozenset[str] = frozenset(
    {
        "boxed", "boxed_local", "instrument", "in_current_span", "with_subscriber", "with_current_subscriber", "fuse",
        "shared", "catch_unwind", "clone", "into_future",
    }
)  # fmt: skip

# Methods that turn the wrapping of a guard into another one, by what they leave it in.
UNWRAPPING: dict[str, str] = {
    "unwrap": "guard", "expect": "guard", "unwrap_or_else": "guard", "unwrap_unchecked": "guard",
    "into_inner": "guard", "ok": "option", "ok_or": "result", "ok_or_else": "result", "map_err": "result",
    "context": "result", "with_context": "result", "wrap_err": "result", "inspect_err": "result",
    "or_else": "result",
}  # fmt: skip

# Names that methods which hand out a guard of a lock inside often have, beside those of the locks.
GUARD_HELPERS: tuple[str, ...] = (
    "acquire", "borrow_inner", "conn", "connection", "data", "db", "get_conn", "get_connection", "get_inner",
    "get_lock", "get_state", "guard", "inner", "inner_mut", "lock_conn", "lock_data", "lock_db",
    "lock_inner", "lock_map", "lock_state", "locked", "read_inner", "read_lock", "read_state", "shared", "state",
    "state_mut", "try_guard", "try_lock_inner", "write_inner", "write_lock", "write_state",
)  # fmt: skip

# Methods that cost no more than the closure that would put them off.
CHEAP_METHODS: frozenset[str] = frozenset(
    {
        "len", "is_empty", "is_some", "is_none", "is_ok", "is_err", "abs", "min", "max", "clamp", "signum", "is_null",
        "saturating_add", "saturating_sub", "saturating_mul", "wrapping_add", "wrapping_sub", "wrapping_mul",
        "checked_add", "checked_sub", "checked_mul", "rem_euclid", "div_euclid", "to_bits", "count_ones",
        "leading_zeros", "trailing_zeros", "borrow", "deref", "by_ref", "copied", "iter", "ip", "port", "kind",
    }
)  # fmt: skip

# Methods that change what they are called on, so that it matters whether they run.
CHANGING_METHODS: frozenset[str] = frozenset(
    {
        "next", "next_back", "nth", "pop", "pop_front", "pop_back", "push", "insert", "remove", "take", "replace",
        "recv", "try_recv", "read", "read_line", "write", "write_all", "flush", "send", "fetch_add", "fetch_sub",
        "fetch_or", "fetch_and", "fetch_max", "swap", "advance", "bump", "drain", "clear", "truncate", "set",
        "swap_remove", "split_off", "next_id", "next_u32", "next_u64", "gen", "gen_range", "random", "random_range",
    }
)  # fmt: skip

# Of methods whose result is an `Option` or a `Result`, those that leave no doubt which; and those that keep it.
GIVING_OPTIONS: frozenset[str] = frozenset(
    {
        "ok", "err", "next", "next_back", "nth", "first", "last", "first_mut", "last_mut", "peek", "find_map", "find",
        "rfind", "position", "rposition", "max_by", "max_by_key", "min_by", "min_by_key", "reduce", "split_once",
        "rsplit_once", "split_first", "split_last", "checked_add", "checked_sub", "checked_mul", "checked_div",
        "checked_rem", "file_name", "file_stem", "extension", "pop", "pop_front", "pop_back", "as_str", "as_u64",
        "as_i64", "as_f64", "as_bool", "as_array", "as_object", "filter", "xor", "zip", "to_digit", "get_index",
        "get_key_value", "strip_suffix", "front", "back", "take", "then", "then_some", "parent", "first_key_value",
        "last_key_value", "upgrade",
    }
)  # fmt: skip
GIVING_RESULTS: frozenset[str] = frozenset(
    {
        "map_err", "ok_or", "ok_or_else", "parse", "try_into", "recv", "try_recv", "recv_timeout", "context",
        "with_context", "wrap_err", "wrap_err_with", "inspect_err", "or_else_err", "try_lock", "send", "try_send",
    }
)  # fmt: skip
KEEPING_EITHER: frozenset[str] = frozenset(
    {
        "map", "and_then", "cloned", "copied", "as_ref", "as_deref", "as_mut", "as_deref_mut", "inspect", "clone", "or",
        "or_else", "and",
    }
)  # fmt: skip
