"""Functions that take `impl AsRef<..>` or `impl Borrow<..>`: they only look at what they are given, by value or not."""

from __future__ import annotations

from .schema import Known, below, known

_FS = (
    "canonicalize create_dir create_dir_all metadata read read_dir read_link read_to_string remove_dir",
    "remove_dir_all remove_file set_permissions symlink_metadata exists try_exists",
)

# By the argument that is looked at; a method's arguments are counted without its receiver.
LOOKED_AT: tuple[Known[tuple[int, ...]], ...] = (
    known((0,), "https://doc.rust-lang.org/std/fs/index.html", *below("std::fs", *_FS)),
    known((0,), "https://docs.rs/tokio/latest/tokio/fs/index.html", *below("tokio::fs", *_FS)),
    known((0, 1), "https://doc.rust-lang.org/std/fs/fn.copy.html", *below("std::fs tokio::fs", "copy rename hard_link write")),
    known((0,), "https://doc.rust-lang.org/std/fs/struct.File.html", *below("std::fs::File", "open create create_new")),
    known((0,), "https://docs.rs/tokio/latest/tokio/fs/struct.File.html", *below("tokio::fs::File", "open create")),
    known(
        (0,), "https://doc.rust-lang.org/std/path/struct.Path.html",
        *below(
            "std::path::PathBuf std::path::Path",
            "join push starts_with ends_with strip_prefix with_extension with_file_name set_extension set_file_name",
        ),
    ),
    known(
        (0,), "https://doc.rust-lang.org/std/process/struct.Command.html",
        *below("std::process::Command", "new arg args current_dir env env_remove"),
    ),
    known((0,), "https://docs.rs/tokio/latest/tokio/process/struct.Command.html",
          *below("tokio::process::Command", "new arg args current_dir env env_remove")),
    known((0, 1), "https://doc.rust-lang.org/std/env/fn.set_var.html", "std::env::set_var"),
    known((0,), "https://doc.rust-lang.org/std/env/fn.var.html", *below("std::env", "var var_os remove_var set_current_dir")),
)  # fmt: skip
