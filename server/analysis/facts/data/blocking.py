"""Calls that put the thread to sleep or wait for a disk, and their twins in the async runtimes."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_TOKIO_FS = "https://docs.rs/tokio/latest/tokio/fs/index.html"

SLEEPS: tuple[Known[Blocks], ...] = (
    known(Blocks.SLEEP, f"{_STD}/thread/index.html", *below("std::thread", "sleep sleep_ms sleep_until")),
    known(Blocks.SLEEP, "https://docs.rs/spin_sleep/latest/spin_sleep/", "spin_sleep::sleep"),
)

FS_FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.FS, f"{_STD}/fs/index.html",
        *below(
            "std::fs",
            "canonicalize copy create_dir create_dir_all exists hard_link metadata read read_dir read_link",
            "read_to_string remove_dir remove_dir_all remove_file rename set_permissions soft_link",
            "symlink_metadata write",
        ),
    ),
    known(
        Blocks.FS, f"{_STD}/fs/struct.File.html",
        *below("std::fs::File", "open create create_new open_buffered create_buffered"),
    ),
    known(Blocks.FS, f"{_STD}/os/unix/fs/index.html", *below("std::os::unix::fs", "symlink chown lchown")),
    known(Blocks.FS, f"{_STD}/os/windows/fs/index.html", *below("std::os::windows::fs", "symlink_file symlink_dir")),
)  # fmt: skip

# The methods of `Path` that ask the disk.
PATH_METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.FS, f"{_STD}/path/struct.Path.html",
        *below(
            "std::path::Path",
            "canonicalize exists is_dir is_file is_symlink metadata read_dir read_link symlink_metadata try_exists",
        ),
    ),
)  # fmt: skip

FILE_METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.FS, f"{_STD}/fs/struct.File.html",
        *below("std::fs::File", "set_len set_modified set_permissions set_times sync_all sync_data lock_shared"),
    ),
    known(Blocks.FS, "https://docs.rs/fs2/latest/fs2/trait.FileExt.html", "fs2::FileExt::lock_exclusive"),
)  # fmt: skip

# The module with a function of the same name, arguments and result. That of `read_dir` gives a `ReadDir` that is no
# iterator, and that of `exists` has another name.
SAME_IN_TOKIO: tuple[Known[str], ...] = (
    known(
        "tokio::fs", _TOKIO_FS,
        *below(
            "std::fs",
            "canonicalize copy create_dir create_dir_all hard_link metadata read read_link read_to_string remove_dir",
            "remove_dir_all remove_file rename set_permissions symlink_metadata write",
        ),
    ),
)  # fmt: skip

# The module whose paths a twin takes or gives instead of those of `std::path`.
OTHER_PATHS: tuple[Known[str], ...] = (
    known(
        "async_std::path", "https://docs.rs/async-std/latest/async_std/path/index.html",
        *below("async_std::fs", "canonicalize read_link try_exists"),
    ),
)  # fmt: skip

# Types of paths, by the type that they lend.
PATH_TYPES: tuple[Known[str], ...] = (
    known("std::path::Path", f"{_STD}/path/index.html", *below("std::path", "Path PathBuf")),
    known("std::path::Path", "https://docs.rs/camino/latest/camino/", *below("camino", "Utf8Path Utf8PathBuf")),
)
