"""Methods of collections and their like that take `&self`: a shared borrow is enough to call them.

Methods that every type may have by a trait whose method takes `&self` stand in `OF_ALL`.
"""

from __future__ import annotations

from .schema import Known, below, known

_MAP = (
    "get", "get_key_value", "contains_key", "iter", "keys", "values", "len", "is_empty", "capacity", "hasher",
)  # fmt: skip
_ORDERED_MAP = (
    "get", "get_key_value", "contains_key", "iter", "keys", "values", "len", "is_empty", "range",
    "first_key_value", "last_key_value",
)  # fmt: skip
_SET = (
    "get", "contains", "iter", "len", "is_empty", "capacity", "difference", "intersection", "is_disjoint", "is_subset",
    "is_superset", "symmetric_difference", "union", "hasher",
)  # fmt: skip
_ORDERED_SET = (
    "get", "contains", "iter", "len", "is_empty", "range", "first", "last", "difference", "intersection",
    "is_disjoint", "is_subset", "is_superset", "symmetric_difference", "union",
)  # fmt: skip
_SLICE = (
    "get", "first", "last", "iter", "len", "is_empty", "contains", "starts_with", "ends_with", "binary_search",
    "binary_search_by", "binary_search_by_key", "chunks", "chunks_exact", "rchunks", "windows", "concat", "join",
    "to_vec", "split_at", "split_first", "split_last", "partition_point", "repeat", "is_sorted", "as_ptr",
)  # fmt: skip
_STR = (
    "len", "is_empty", "as_bytes", "as_str", "as_ptr", "chars", "char_indices", "bytes", "contains", "starts_with",
    "ends_with", "find", "rfind", "split", "rsplit", "splitn", "rsplitn", "split_once", "rsplit_once", "lines",
    "trim", "trim_start", "trim_end", "trim_matches", "strip_prefix", "strip_suffix", "parse", "repeat", "replace",
    "replacen", "to_lowercase", "to_uppercase", "to_ascii_lowercase", "to_ascii_uppercase", "eq_ignore_ascii_case",
    "split_whitespace", "get", "is_char_boundary", "matches", "capacity",
)  # fmt: skip
_STD = "https://doc.rust-lang.org/std"

SHARED: tuple[Known[str], ...] = (
    known("&self", f"{_STD}/collections/struct.HashMap.html", *below("std::collections::HashMap", *_MAP)),
    known("&self", f"{_STD}/collections/struct.BTreeMap.html", *below("std::collections::BTreeMap", *_ORDERED_MAP)),
    known("&self", f"{_STD}/collections/struct.HashSet.html", *below("std::collections::HashSet", *_SET)),
    known("&self", f"{_STD}/collections/struct.BTreeSet.html", *below("std::collections::BTreeSet", *_ORDERED_SET)),
    known("&self", f"{_STD}/vec/struct.Vec.html", *below("std::vec::Vec", *_SLICE, "as_slice", "capacity")),
    known(
        "&self",
        f"{_STD}/collections/struct.VecDeque.html",
        *below(
            "std::collections::VecDeque",
            "get",
            "front",
            "back",
            "iter",
            "len",
            "is_empty",
            "capacity",
            "contains",
            "as_slices",
            "range",
            "binary_search",
            "binary_search_by",
            "binary_search_by_key",
            "partition_point",
        ),
    ),
    known(
        "&self",
        f"{_STD}/collections/struct.BinaryHeap.html",
        *below("std::collections::BinaryHeap", "peek", "iter", "len", "is_empty", "capacity", "as_slice"),
    ),
    known("&self", f"{_STD}/string/struct.String.html", *below("std::string::String", *_STR)),
    known("&self", f"{_STD}/primitive.str.html", *below("std::primitive::str", *_STR)),
    known("&self", f"{_STD}/primitive.slice.html", *below("std::primitive::slice", *_SLICE)),
    known(
        "&self",
        f"{_STD}/option/enum.Option.html",
        *below(
            "std::option::Option",
            "is_some",
            "is_none",
            "as_ref",
            "as_deref",
            "iter",
            "as_slice",
        ),
    ),
    known(
        "&self",
        f"{_STD}/result/enum.Result.html",
        *below("std::result::Result", "is_ok", "is_err", "as_ref", "as_deref", "iter"),
    ),
    known(
        "&self",
        f"{_STD}/path/struct.Path.html",
        *below(
            "std::path::PathBuf",
            "as_path",
            "join",
            "display",
            "exists",
            "parent",
            "file_name",
            "extension",
            "file_stem",
            "to_str",
            "to_string_lossy",
            "starts_with",
            "ends_with",
            "is_file",
            "is_dir",
            "to_path_buf",
            "components",
            "with_extension",
            "with_file_name",
            "is_absolute",
            "strip_prefix",
        ),
    ),
    known(
        "&self",
        "https://docs.rs/hashbrown/latest/hashbrown/struct.HashMap.html",
        *below("hashbrown::HashMap", *_MAP),
        *below("rustc_hash::FxHashMap", *_MAP),
        *below("ahash::AHashMap", *_MAP),
        *below("fnv::FnvHashMap", *_MAP),
    ),
    known(
        "&self",
        "https://docs.rs/hashbrown/latest/hashbrown/struct.HashSet.html",
        *below("hashbrown::HashSet", *_SET),
        *below("rustc_hash::FxHashSet", *_SET),
        *below("ahash::AHashSet", *_SET),
        *below("fnv::FnvHashSet", *_SET),
    ),
    known(
        "&self",
        "https://docs.rs/indexmap/latest/indexmap/map/struct.IndexMap.html",
        *below("indexmap::IndexMap", *_MAP, "get_index", "get_full", "get_index_of", "first", "last", "as_slice"),
    ),
    known(
        "&self",
        "https://docs.rs/indexmap/latest/indexmap/set/struct.IndexSet.html",
        *below("indexmap::IndexSet", *_SET, "get_index", "get_full", "get_index_of", "first", "last", "as_slice"),
    ),
    known(
        "&self",
        "https://docs.rs/slab/latest/slab/struct.Slab.html",
        *below("slab::Slab", "get", "contains", "iter", "len", "is_empty", "capacity", "vacant_key"),
    ),
    known(
        "&self",
        "https://docs.rs/lru/latest/lru/struct.LruCache.html",
        *below("lru::LruCache", "peek", "peek_lru", "contains", "iter", "len", "is_empty", "cap"),
        note="`get` moves the entry to the front and takes `&mut self`",
    ),
)

OF_ALL: tuple[Known[str], ...] = (
    known("&self", f"{_STD}/clone/trait.Clone.html", "std::clone::Clone::clone"),
    known("&self", f"{_STD}/string/trait.ToString.html", "std::string::ToString::to_string"),
    known("&self", f"{_STD}/borrow/trait.ToOwned.html", "std::borrow::ToOwned::to_owned"),
    known("&self", f"{_STD}/cmp/trait.PartialEq.html", *below("std::cmp::PartialEq", "eq", "ne")),
    known("&self", f"{_STD}/cmp/trait.Ord.html", "std::cmp::Ord::cmp", "std::cmp::PartialOrd::partial_cmp"),
    known("&self", f"{_STD}/hash/trait.Hash.html", "std::hash::Hash::hash"),
)
