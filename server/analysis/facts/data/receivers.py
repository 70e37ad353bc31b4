"""How methods of the standard library take what they are called on: `&`, `&mut` or `self`, as their pages write it."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_MAPS = "std::collections::HashMap std::collections::BTreeMap"
_SETS = "std::collections::HashSet std::collections::BTreeSet"
_SEQUENCES = "std::vec::Vec std::primitive::slice std::collections::VecDeque"

RECEIVERS: tuple[Known[str], ...] = (
    known(
        "&", f"{_STD}/primitive.str.html",
        *below(
            "std::string::String std::primitive::str",
            "len is_empty as_str as_bytes chars bytes char_indices lines split splitn rsplit rsplitn split_once",
            "rsplit_once split_at split_whitespace split_terminator split_inclusive split_ascii_whitespace trim",
            "trim_start trim_end trim_matches trim_start_matches trim_end_matches starts_with ends_with contains find",
            "rfind matches match_indices strip_prefix strip_suffix to_lowercase to_uppercase to_ascii_lowercase",
            "to_ascii_uppercase replace replacen repeat parse eq_ignore_ascii_case is_char_boundary get capacity",
            "encode_utf16 escape_debug escape_default escape_unicode is_ascii as_ptr",
        ),
    ),
    known(
        "&mut", f"{_STD}/string/struct.String.html",
        *below(
            "std::string::String",
            "push push_str clear insert insert_str truncate pop remove retain drain reserve extend as_mut_str",
            "make_ascii_lowercase make_ascii_uppercase shrink_to_fit as_mut_vec replace_range write_str write_fmt",
        ),
    ),
    known(
        "self", f"{_STD}/string/struct.String.html",
        *below("std::string::String", "into_bytes into_boxed_str into_string leak"),
    ),
    known(
        "&", f"{_STD}/vec/struct.Vec.html",
        *below(
            _SEQUENCES,
            "len is_empty as_slice iter get first last contains starts_with ends_with to_vec chunks chunks_exact windows",
            "split_at split_first split_last split splitn rsplit binary_search binary_search_by binary_search_by_key",
            "concat join capacity as_ptr is_sorted partition_point repeat front back",
        ),
    ),
    known(
        "&mut", f"{_STD}/vec/struct.Vec.html",
        *below(
            _SEQUENCES,
            "push pop insert remove swap_remove clear extend extend_from_slice append truncate retain retain_mut drain",
            "resize resize_with reserve dedup dedup_by dedup_by_key sort sort_by sort_by_key sort_unstable",
            "sort_unstable_by sort_unstable_by_key reverse swap fill iter_mut get_mut first_mut last_mut split_off",
            "as_mut_slice chunks_mut copy_from_slice clone_from_slice rotate_left rotate_right shrink_to_fit splice",
            "push_back push_front pop_back pop_front make_contiguous split_at_mut",
        ),
    ),
    known("self", f"{_STD}/vec/struct.Vec.html", *below("std::vec::Vec", "into_boxed_slice into_iter leak")),
    known(
        "&", f"{_STD}/collections/struct.HashMap.html",
        *below(_MAPS, "len is_empty get get_key_value contains_key iter keys values range first_key_value last_key_value"),
    ),
    known(
        "&mut", f"{_STD}/collections/struct.HashMap.html",
        *below(
            _MAPS,
            "insert remove remove_entry clear entry get_mut iter_mut values_mut retain drain extend append reserve",
            "split_off pop_first pop_last shrink_to_fit",
        ),
    ),
    known("self", f"{_STD}/collections/struct.HashMap.html", *below(_MAPS, "into_iter into_keys into_values")),
    known(
        "&", f"{_STD}/collections/struct.HashSet.html",
        *below(
            _SETS,
            "len is_empty get contains iter is_subset is_superset is_disjoint union difference intersection",
            "symmetric_difference range first last",
        ),
    ),
    known(
        "&mut", f"{_STD}/collections/struct.HashSet.html",
        *below(
            _SETS,
            "insert remove take clear retain drain extend append reserve split_off pop_first pop_last replace",
            "shrink_to_fit",
        ),
    ),
    known("self", f"{_STD}/collections/struct.HashSet.html", *below(_SETS, "into_iter")),
    known(
        "&", f"{_STD}/path/struct.Path.html",
        *below(
            "std::path::PathBuf std::path::Path",
            "as_path join display exists is_file is_dir is_symlink metadata symlink_metadata read_dir read_link parent",
            "file_name file_stem extension to_str to_string_lossy to_path_buf with_extension with_file_name components",
            "iter ancestors starts_with ends_with strip_prefix canonicalize is_absolute is_relative has_root as_os_str",
            "try_exists as_mut_os_str",
        ),
    ),
    known(
        "&mut", f"{_STD}/path/struct.PathBuf.html",
        *below("std::path::PathBuf", "push pop set_file_name set_extension clear as_mut_os_string"),
    ),
    known("self", f"{_STD}/path/struct.PathBuf.html", *below("std::path::PathBuf", "into_os_string into_boxed_path")),
    known(
        "&", f"{_STD}/ffi/struct.OsStr.html",
        *below(
            "std::ffi::OsString std::ffi::OsStr", "len is_empty as_os_str to_str to_string_lossy to_os_string as_bytes"
        ),
    ),
    known("&mut", f"{_STD}/ffi/struct.OsString.html", *below("std::ffi::OsString", "push clear reserve")),
    known("self", f"{_STD}/ffi/struct.OsString.html", *below("std::ffi::OsString", "into_string into_boxed_os_str")),
    known(
        "&", f"{_STD}/option/enum.Option.html",
        *below("std::option::Option", "is_some is_none as_deref as_slice iter"),
        *below("std::result::Result", "is_ok is_err as_deref iter"),
    ),
    known(
        "&mut", f"{_STD}/option/enum.Option.html",
        *below(
            "std::option::Option", "take replace insert get_or_insert get_or_insert_with as_deref_mut iter_mut take_if"
        ),
        *below("std::result::Result", "as_deref_mut iter_mut"),
    ),
    known(
        "self", f"{_STD}/option/enum.Option.html",
        *below(
            "std::option::Option std::result::Result",
            "unwrap expect unwrap_or unwrap_or_else unwrap_or_default map map_or map_or_else and and_then or or_else",
            "into_iter cloned copied transpose flatten unwrap_unchecked inspect is_some_and is_none_or is_ok_and",
            "is_err_and",
        ),
        *below("std::option::Option", "ok_or ok_or_else filter xor zip unzip"),
        *below("std::result::Result", "ok err map_err expect_err unwrap_err inspect_err"),
    ),
)  # fmt: skip

# Methods of traits that every type may have. What a type has of its own by such a name goes before.
OF_ALL: tuple[Known[str], ...] = (
    known("&", f"{_STD}/clone/trait.Clone.html", "std::clone::Clone::clone"),
    known("&", f"{_STD}/borrow/trait.ToOwned.html", "std::borrow::ToOwned::to_owned"),
    known("&", f"{_STD}/string/trait.ToString.html", "std::string::ToString::to_string"),
    known("&", f"{_STD}/cmp/index.html", *below("std::cmp::PartialEq", "eq ne"), *below("std::cmp::Ord", "cmp")),
    known("&", f"{_STD}/cmp/index.html", *below("std::cmp::PartialOrd", "partial_cmp lt le gt ge")),
    known("&", f"{_STD}/hash/trait.Hash.html", "std::hash::Hash::hash"),
    known("&", f"{_STD}/convert/trait.AsRef.html", "std::convert::AsRef::as_ref"),
    known("&", f"{_STD}/borrow/trait.Borrow.html", "std::borrow::Borrow::borrow"),
    known("&", f"{_STD}/ops/trait.Deref.html", "std::ops::Deref::deref"),
    known("&mut", f"{_STD}/convert/trait.AsMut.html", "std::convert::AsMut::as_mut"),
    known("&mut", f"{_STD}/ops/trait.DerefMut.html", "std::ops::DerefMut::deref_mut"),
    known("&mut", f"{_STD}/clone/trait.Clone.html", "std::clone::Clone::clone_from"),
    known("self", f"{_STD}/convert/trait.Into.html", "std::convert::Into::into"),
    known("self", f"{_STD}/convert/trait.TryInto.html", "std::convert::TryInto::try_into"),
)  # fmt: skip
