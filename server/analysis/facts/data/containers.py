"""Growing collections of the standard library and their like: how they are filled, emptied and told of a size.

Sources: the documentation of std, hashbrown, indexmap and ahash.
"""

from __future__ import annotations

# What adds one element, by the type; a `String` is asked for its characters only.
FILLS: dict[str, frozenset[str]] = {
    "std::vec::Vec": frozenset({"push"}),
    "std::string::String": frozenset({"push"}),
    "std::collections::VecDeque": frozenset({"push_back", "push_front"}),
    "std::collections::BinaryHeap": frozenset({"push"}),
    "std::collections::HashMap": frozenset({"insert"}),
    "std::collections::HashSet": frozenset({"insert"}),
    "hashbrown::HashMap": frozenset({"insert"}),
    "hashbrown::HashSet": frozenset({"insert"}),
    "indexmap::IndexMap": frozenset({"insert"}),
    "indexmap::IndexSet": frozenset({"insert"}),
    "ahash::AHashMap": frozenset({"insert"}),
    "ahash::AHashSet": frozenset({"insert"}),
}

# Methods that only look.
READS: frozenset[str] = frozenset(
    {
        "len", "is_empty", "iter", "contains", "contains_key", "get", "first", "last", "capacity", "as_slice", "as_str",
        "binary_search", "binary_search_by", "binary_search_by_key", "starts_with", "ends_with", "keys", "values",
        "join", "concat", "as_bytes", "chars", "bytes", "get_mut", "last_mut", "iter_mut", "values_mut", "windows",
        "chunks", "front", "back", "peek", "clone", "to_vec", "first_mut",
    }
)  # fmt: skip
