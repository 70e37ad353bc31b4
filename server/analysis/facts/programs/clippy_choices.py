"""What a crate chose for clippy, key by key; a value of the wrong type counts as not said."""

from __future__ import annotations

from ...workspace.clippy_settings import clippy_settings
from ..code.rust_file import RustFile


def clippy_number(key: str, default: int, file: RustFile) -> int:
    """A number of `clippy.toml`."""
    value = clippy_settings(file.crate.root).get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def clippy_flag(key: str, default: bool, file: RustFile) -> bool:
    """A switch of `clippy.toml`."""
    value = clippy_settings(file.crate.root).get(key)
    return value if isinstance(value, bool) else default


def clippy_paths(key: str, file: RustFile) -> frozenset[str]:
    """The paths of a list in `clippy.toml`, each written alone or in a table with a reason."""
    value = clippy_settings(file.crate.root).get(key)
    listed: list[object] = value if isinstance(value, list) else []
    paths = [each.get("path") if isinstance(each, dict) else each for each in listed]
    return frozenset(path for path in paths if isinstance(path, str))
