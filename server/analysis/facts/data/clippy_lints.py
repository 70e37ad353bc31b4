"""The lints of clippy whose names rules bear, each with the group that it is in.

`disallowed_types` says nothing until somebody lists types: who allows its whole group has not thought of it, so that
only its own name counts.
"""

from __future__ import annotations

from .schema import Known, known

_LINTS = "https://rust-lang.github.io/rust-clippy/stable/index.html"

LINTS: tuple[Known[str], ...] = (
    known(
        "perf",
        f"{_LINTS}?groups=perf",
        "clippy::box_collection",
        "clippy::expect_fun_call",
        "clippy::large_enum_variant",
        "clippy::manual_memcpy",
        "clippy::map_entry",
        "clippy::readonly_write_lock",
        "clippy::unnecessary_to_owned",
        "clippy::useless_vec",
    ),
    known("style", f"{_LINTS}?groups=style", "clippy::ptr_arg"),
    known("by its name alone", f"{_LINTS}#disallowed_types", "clippy::disallowed_types"),
    known("pedantic", f"{_LINTS}?groups=pedantic", "clippy::single_char_pattern"),
    known(
        "nursery",
        f"{_LINTS}?groups=nursery",
        "clippy::needless_collect",
        "clippy::or_fun_call",
        "clippy::redundant_clone",
    ),
)
