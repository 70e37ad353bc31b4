"""Growing collections of the standard library and their like: how they are filled and looked into."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_COLLECTIONS = f"{_STD}/collections"
_DOCS = "https://docs.rs"

# What adds one element; a `String` is asked for its characters only.
FILLS: tuple[Known[str], ...] = (
    known("one more", f"{_STD}/vec/struct.Vec.html", "std::vec::Vec::push"),
    known("one more", f"{_STD}/string/struct.String.html", "std::string::String::push"),
    known(
        "one more", f"{_COLLECTIONS}/struct.VecDeque.html",
        *below("std::collections::VecDeque", "push_back push_front"),
    ),
    known("one more", f"{_COLLECTIONS}/struct.BinaryHeap.html", "std::collections::BinaryHeap::push"),
    known("one more", f"{_COLLECTIONS}/index.html", *below("std::collections", "HashMap::insert HashSet::insert")),
    known("one more", f"{_DOCS}/hashbrown/latest/hashbrown/", *below("hashbrown", "HashMap::insert HashSet::insert")),
    known("one more", f"{_DOCS}/indexmap/latest/indexmap/", *below("indexmap", "IndexMap::insert IndexSet::insert")),
    known("one more", f"{_DOCS}/ahash/latest/ahash/", *below("ahash", "AHashMap::insert AHashSet::insert")),
    known(
        "one more", f"{_DOCS}/rustc-hash/latest/rustc_hash/",
        *below("rustc_hash", "FxHashMap::insert FxHashSet::insert"),
    ),
    known("one more", f"{_DOCS}/fxhash/latest/fxhash/", *below("fxhash", "FxHashMap::insert FxHashSet::insert")),
)  # fmt: skip

# Methods that only look.
READS: tuple[Known[str], ...] = (
    known(
        "looks", f"{_STD}/vec/struct.Vec.html",
        *below(
            "std::vec::Vec",
            "as_slice binary_search binary_search_by binary_search_by_key capacity chunks clone concat contains",
            "ends_with first first_mut get get_mut is_empty iter iter_mut join last last_mut len starts_with to_vec",
            "windows",
        ),
    ),
    known("looks", f"{_STD}/string/struct.String.html", *below("std::string::String", "as_bytes as_str bytes chars")),
    known(
        "looks", f"{_COLLECTIONS}/struct.HashMap.html",
        *below("std::collections::HashMap", "contains_key keys values values_mut"),
    ),
    known("looks", f"{_COLLECTIONS}/index.html", *below("std::collections", "VecDeque::front VecDeque::back")),
    known("looks", f"{_COLLECTIONS}/struct.BinaryHeap.html", "std::collections::BinaryHeap::peek"),
)  # fmt: skip

# Types whose `clone_from` copies into the allocation that they have; the `Clone` that is derived does not.
KEEPS_BUFFER: tuple[Known[str], ...] = (
    known("keeps its buffer", f"{_STD}/string/struct.String.html#impl-Clone-for-String", "std::string::String"),
    known("keeps its buffer", f"{_STD}/vec/struct.Vec.html#method.clone_from", "std::vec::Vec"),
    known("keeps its buffer", f"{_STD}/path/struct.PathBuf.html#method.clone_from", "std::path::PathBuf"),
    known("keeps its buffer", f"{_STD}/ffi/struct.OsString.html#method.clone_from", "std::ffi::OsString"),
    known("keeps its buffer", f"{_COLLECTIONS}/struct.VecDeque.html#method.clone_from", "std::collections::VecDeque"),
    known(
        "keeps its buffer", f"{_COLLECTIONS}/struct.BinaryHeap.html#method.clone_from", "std::collections::BinaryHeap"
    ),
    known("keeps its buffer", f"{_COLLECTIONS}/struct.HashMap.html#method.clone_from", "std::collections::HashMap"),
    known("keeps its buffer", f"{_COLLECTIONS}/struct.HashSet.html#method.clone_from", "std::collections::HashSet"),
    known("keeps its buffer", f"{_DOCS}/hashbrown/latest/hashbrown/", *below("hashbrown", "HashMap HashSet")),
)  # fmt: skip
