"""Methods that slices, texts and paths have themselves, so that the owner of the memory is not needed to call them."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"

SLICE_METHODS: tuple[Known[str], ...] = (
    known(
        "[]",
        f"{_STD}/primitive.slice.html",
        *below(
            "slice",
            "binary_search binary_search_by binary_search_by_key chunk_by chunk_by_mut chunks chunks_exact",
            "chunks_exact_mut chunks_mut concat contains copy_from_slice clone_from_slice copy_within ends_with fill",
            "fill_with first first_chunk first_mut get get_mut is_sorted is_sorted_by is_sorted_by_key iter iter_mut",
            "join last last_chunk last_mut partition_point rchunks rchunks_exact repeat reverse rotate_left",
            "rotate_right rsplit rsplitn select_nth_unstable sort sort_by sort_by_cached_key sort_by_key",
            "sort_unstable sort_unstable_by sort_unstable_by_key split split_at split_at_mut split_first",
            "split_first_mut split_inclusive split_last split_last_mut splitn starts_with strip_prefix strip_suffix",
            "swap swap_with_slice to_vec windows to_ascii_lowercase to_ascii_uppercase is_ascii eq_ignore_ascii_case",
            "make_ascii_lowercase make_ascii_uppercase trim_ascii escape_ascii as_chunks array_windows",
        ),
    ),
)

STR_METHODS: tuple[Known[str], ...] = (
    known(
        "str",
        f"{_STD}/primitive.str.html",
        *below(
            "str",
            "bytes char_indices chars contains encode_utf16 ends_with eq_ignore_ascii_case escape_debug escape_default",
            "find get get_mut is_ascii is_char_boundary lines make_ascii_lowercase make_ascii_uppercase match_indices",
            "matches parse repeat replace replacen rfind rmatch_indices rmatches rsplit rsplit_once rsplit_terminator",
            "rsplitn split split_ascii_whitespace split_at split_at_checked split_inclusive split_once",
            "split_terminator split_whitespace splitn starts_with strip_prefix strip_suffix to_ascii_lowercase",
            "to_ascii_uppercase to_lowercase to_uppercase trim trim_end trim_end_matches trim_matches trim_start",
            "trim_start_matches",
        ),
    ),
)

PATH_METHODS: tuple[Known[str], ...] = (
    known(
        "std::path::Path",
        f"{_STD}/path/struct.Path.html",
        *below(
            "std::path::Path",
            "ancestors as_os_str canonicalize components display ends_with exists extension file_name file_prefix",
            "file_stem has_root is_absolute is_dir is_file is_relative is_symlink iter join metadata parent read_dir",
            "read_link starts_with strip_prefix symlink_metadata to_path_buf to_str to_string_lossy try_exists",
            "with_extension with_file_name",
        ),
    ),
)
