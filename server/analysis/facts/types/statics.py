"""Statics that are declared where the index of names does not look: in functions, and by `lazy_static!`."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.parser import parse
from ...syntax.units import Unit
from ..code.rust_file import RustFile
from ..code.type_model import Type
from .written_types import type_from

_LAZY = re.compile(rb"static\s+ref\s+(\w+)\s*:(.*?[^=<>!])=[^=>]", re.DOTALL)


def local_static(identifier: Node, file: RustFile) -> Node | None:
    """The `static` or `const` of a name in the blocks around its use."""
    word = file.bytes_of(identifier)
    if not word[:1].isupper():
        return None
    for around in file.ancestors(identifier):
        for item in around.named_children if around.type == "block" else ():
            name = item.child_by_field_name("name") if item.type in ("static_item", "const_item") else None
            if name is not None and file.bytes_of(name) == word:
                return item
    return None


def type_of_local_static(identifier: Node, file: RustFile) -> Type | None:
    """The type of a static in the blocks around a use of its name."""
    item = local_static(identifier, file)
    written = item.child_by_field_name("type") if item is not None else None
    return type_from(written, file) if written is not None else None


def names_of_lazy_statics(unit: Unit) -> list[str]:
    """The names that a `lazy_static!` of the file declares."""
    return [match[1].decode() for match in _LAZY.finditer(unit.text)]


def type_of_lazy_static(unit: Unit, name: str, file: RustFile) -> Type | None:
    """The type of `static ref NAME: T = ..;` in a `lazy_static!` of the file, as if it were a plain static."""
    for match in _LAZY.finditer(unit.text):
        if match[1] == name.encode():
            data = b"static " + match[1] + b":" + match[2] + b"= 0;"
            item = parse(data).root_node.named_children[0]
            written = item.child_by_field_name("type")
            alone = Unit(0, len(data), item, unit.frames, (), data)
            view = RustFile(file.path, alone, file.crate, file.names)
            return type_from(written, view) if written is not None else None
    return None
