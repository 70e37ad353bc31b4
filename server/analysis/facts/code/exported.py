"""What other projects can name of a library, as far as its own words tell."""

from __future__ import annotations

import re

from tree_sitter import Node

from .nodes import is_public
from .paths import owner_type
from .rust_file import RustFile

_PUBLIC = re.compile(rb"(^|\n|\])\s*(//[^\n]*\n\s*)*pub\s")
_LISTED = ("struct_item", "union_item", "trait_item")


def is_exported(member: Node, file: RustFile) -> bool:
    """Whether an item that is the unit, or a field in it, may be named by other projects; those use libraries only."""
    unit = file.unit
    if any(frame.kind != "impl_item" and not _PUBLIC.search(frame.head) for frame in unit.frames):
        return False
    in_trait = bool(unit.frames) and unit.frames[-1].kind == "trait_item"
    if not in_trait and not is_public(unit.node):
        return False
    if unit.node.type in _LISTED and member != unit.node and not is_public(member):
        return False
    return _owner_is_public(file) and _is_of_library(file)


def _owner_is_public(file: RustFile) -> bool:
    """Whether the type of the block around can be named itself."""
    owner = owner_type(file) if file.unit.frames and file.unit.frames[-1].kind == "impl_item" else None
    units = file.names.items(file.unit.modules, owner) if owner is not None else ()
    return not units or any(is_public(unit.node) for unit in units)


def _is_of_library(file: RustFile) -> bool:
    if file.path.endswith("main.rs"):
        return False
    home = file.names.home()
    if home is None:
        return True
    return file.names.is_library(home.target) is not False
