"""What is known of well-known functions, methods and fields, by the names under which types are looked up."""

from __future__ import annotations

from ..data import (
    signatures_crates,
    signatures_runtimes,
    signatures_std,
    signatures_streams,
    signatures_text,
    signatures_values,
)
from ..data.schema import Known, facts_by_name

CONSTRUCTORS = frozenset({"new", "default", "with_capacity", "from_std", "with_hasher", "with_capacity_and_hasher"})
UNWRAPS = frozenset({"unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default", "unwrap_unchecked"})

# Receivers that have no path of their own, or any: slices, iterators, `impl Trait`, every type.
_RECEIVERS = {
    "std::primitive::slice": "[]",
    "std::primitive::str": "str",
    "std::iter::Iterator": "iter",
    "std::convert::AsRef": "impl",
    "std::convert::Into": "impl",
    "std::string::ToString": "*",
    "std::iter::ExactSizeIterator": "*",
}


def _members(*tables: tuple[Known[str], ...]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for name, result in facts_by_name(*tables).items():
        owner, _, member = name.rpartition("::")
        found[_RECEIVERS.get(owner, owner), member] = result
    return found


# Functions by their paths, methods and public fields by the type they belong to; what each of them gives.
RETURNS: dict[str, str] = facts_by_name(
    signatures_std.RETURNS, signatures_runtimes.RETURNS, signatures_crates.RETURNS, signatures_streams.FUNCTIONS
)
METHODS = _members(
    signatures_std.METHODS,
    signatures_text.METHODS,
    signatures_runtimes.METHODS,
    signatures_crates.METHODS,
    signatures_streams.METHODS,
    signatures_values.METHODS,
)
FIELDS = _members(signatures_std.FIELDS)
# Types by the argument that is the type of what their constructors take.
HELD: dict[str, int] = facts_by_name(signatures_std.SAME, signatures_runtimes.SAME, signatures_crates.SAME)
