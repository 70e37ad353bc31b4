"""What a crate chose for clippy, key by key; a value of the wrong type counts as not said."""

from __future__ import annotations

from ..workspace.clippy_settings import clippy_settings
from .rust_file import RustFile


def clippy_number(key: str, default: int, file: RustFile) -> int:
    """A number of `clippy.toml`."""
    value = clippy_settings(file.crate.root).get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else default


def clippy_flag(key: str, default: bool, file: RustFile) -> bool:
    """A switch of `clippy.toml`."""
    value = clippy_settings(file.crate.root).get(key)
    return value if isinstance(value, bool) else default
