"""Clippy's lints about performance."""

from __future__ import annotations

from .schema import Known, known

_LINTS = "https://rust-lang.github.io/rust-clippy/master/index.html"


def _lints(fact: str, names: str) -> tuple[Known[str], ...]:
    return tuple(known(fact, f"{_LINTS}#{name}", f"clippy::{name}") for name in names.split())


# Off unless asked for: they are pedantic, for other reasons than doubt, or still being tried.
OFF_BY_DEFAULT: tuple[Known[str], ...] = _lints(
    "off by default",
    "needless_collect or_fun_call redundant_clone single_char_pattern assigning_clones format_collect format_push_string"
    " large_futures large_stack_arrays unused_async inefficient_to_string implicit_clone",
)

# The group `perf`, which warns by default.
ON_BY_DEFAULT: tuple[Known[str], ...] = _lints(
    "on by default",
    "box_collection boxed_local cmp_owned collapsible_str_replace double_ended_iterator_last drain_collect"
    " expect_fun_call extend_with_drain format_in_format_args iter_overeager_cloned large_const_arrays"
    " large_enum_variant manual_contains manual_ignore_case_cmp manual_memcpy manual_retain manual_str_repeat"
    " manual_try_fold map_entry missing_const_for_thread_local missing_spin_loop readonly_write_lock"
    " redundant_allocation redundant_iter_cloned regex_creation_in_loops replace_box result_large_err"
    " sliced_string_as_bytes slow_vector_initialization to_string_in_format_args unbuffered_bytes"
    " unnecessary_to_owned useless_vec vec_init_then_push waker_clone_wake",
)

# Groups by which all of these are switched at once.
GROUPS: tuple[Known[str], ...] = (
    known("perf", f"{_LINTS}?groups=perf", "clippy::perf"),
    known("perf", "https://doc.rust-lang.org/clippy/lints.html", "clippy::all"),
)
