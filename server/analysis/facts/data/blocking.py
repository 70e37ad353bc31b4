"""Calls that enter the kernel and wait for a disk, and their twins in the async runtimes.

Sources: the documentation of `std::fs`, `std::path::Path`, `fs_err`, `tokio::fs`, `async_std::fs` and `smol::fs`.
"""

from __future__ import annotations

# Calls that put the thread to sleep.
SLEEPS = ("std::thread::sleep", "std::thread::sleep_ms", "std::thread::sleep_until", "spin_sleep::sleep")

# Functions of `std::fs` with a twin of the same name, arguments and result in `tokio::fs`.
SAME_IN_TOKIO: frozenset[str] = frozenset(
    {
        "canonicalize", "copy", "create_dir", "create_dir_all", "hard_link", "metadata", "read", "read_link",
        "read_to_string", "remove_dir", "remove_dir_all", "remove_file", "rename", "set_permissions",
        "symlink_metadata", "write",
    }
)  # fmt: skip

# Those whose twin has another name or gives back something else: a `ReadDir` that is no iterator.
OTHER_IN_TOKIO: frozenset[str] = frozenset({"read_dir", "exists"})

# `async_std::path` has types of its own, which these take or give.
OTHER_PATHS_IN_ASYNC_STD: frozenset[str] = frozenset({"canonicalize", "read_link", "try_exists"})

FILE_CONSTRUCTORS: frozenset[str] = frozenset({"open", "create", "create_new", "open_buffered", "create_buffered"})

# The methods of `Path` that ask the disk.
PATH_METHODS: frozenset[str] = frozenset(
    {
        "exists", "try_exists", "metadata", "symlink_metadata", "canonicalize", "read_link", "read_dir", "is_file",
        "is_dir", "is_symlink",
    }
)  # fmt: skip

FILE_METHODS: frozenset[str] = frozenset(
    {
        "set_len",
        "sync_all",
        "sync_data",
        "set_permissions",
        "set_times",
        "set_modified",
        "lock_shared",
        "lock_exclusive",
    }
)

FS_CALLS: tuple[str, ...] = (
    *(f"std::fs::{name}" for name in sorted(SAME_IN_TOKIO | OTHER_IN_TOKIO)),
    "std::fs::soft_link",
    *(f"std::fs::File::{name}" for name in sorted(FILE_CONSTRUCTORS)),
    *(f"std::path::Path::{name}" for name in sorted(PATH_METHODS)),
    "std::os::unix::fs::symlink",
    "std::os::unix::fs::chown",
    "std::os::unix::fs::lchown",
    "std::os::windows::fs::symlink_file",
    "std::os::windows::fs::symlink_dir",
)

# Methods that give a path when they are called on one.
PATH_MAKERS: frozenset[str] = frozenset(
    {
        "as_ref", "as_path", "clone", "to_path_buf", "borrow", "deref", "to_owned", "join", "with_extension",
        "with_file_name", "as_deref", "unwrap", "expect", "unwrap_or_default",
    }
)  # fmt: skip

# Where the kernel answers out of memory.
IN_MEMORY = ("/proc/", "/sys/", "/dev/")

PATH_TYPES: frozenset[str] = frozenset(
    {"std::path::Path", "std::path::PathBuf", "camino::Utf8Path", "camino::Utf8PathBuf"}
)
