"""What a crate says of unsafe code: `#![deny(unsafe_code)]`, or the tables `[lints]` of its manifests."""

from __future__ import annotations

from ...syntax.lint_attributes import UNSAFE_CODE, last_level
from ..code.rust_file import RustFile

_NAMES = frozenset({UNSAFE_CODE})


def unsafe_level(file: RustFile) -> str | None:
    """The level of the lint in the file, by its manifests, its crate, the modules around it and its own head."""
    return last_level((*file.crate.lints, *file.names.lint_levels()), _NAMES)


def manifest_level(file: RustFile) -> str | None:
    """What the tables of the manifests say alone."""
    return last_level(file.crate.lints, _NAMES)
