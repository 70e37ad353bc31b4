"""What is done with a local that owns its memory, or borrows such an owner: what a slice could do as well, or more."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import uses_of
from ..code.calls import is_called
from ..code.rust_file import RustFile
from ..data.borrowed_methods import PATH_METHODS, SLICE_METHODS, STR_METHODS
from ..data.schema import last_names

SLICE = last_names(SLICE_METHODS)
STR = last_names(STR_METHODS)
PATH = last_names(PATH_METHODS)
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


class Use(NamedTuple):
    """A place where the local is read, and what is right around it."""

    node: Node
    around: Node


def uses(name: Node, scope: Node, file: RustFile) -> list[Use] | None:
    """The uses of a local; None where a macro may hold one that is not seen."""
    found = uses_of(name, scope, file)
    for macro in file.descendants(scope, "macro_invocation"):
        said = sum(macro.start_byte < use.start_byte < macro.end_byte for use in found)
        if macro.end_byte > name.end_byte and _times_said(file.bytes_of(name), file.bytes_of(macro)) > said:
            return None
    places = ((use, file.parent(use)) for use in found)
    return [Use(use, around) for use, around in places if around is not None]


def _times_said(word: bytes, macro: bytes) -> int:
    """How often the arguments of a macro name a local, its format strings included."""
    if word not in macro:
        return 0
    written = rb"(?<![\w.])" + re.escape(word) + rb"\b(?!\s*:[^:])"
    captured = rb"\{" + re.escape(word) + rb"[:}]"
    strings = b"".join(_STRING.findall(macro))
    return len(re.findall(written, _STRING.sub(b"", macro))) + len(re.findall(captured, strings))


def all_uses(name: Node, scope: Node, file: RustFile, is_fine: Callable[[Use], bool]) -> bool:
    """Whether every use of a local is one that is fine."""
    found = uses(name, scope, file)
    return found is not None and all(is_fine(use) for use in found)


def method_on(use: Use, file: RustFile) -> str | None:
    """The method that is called on the local at a place."""
    around = use.around
    if around.type != "field_expression" or around.child_by_field_name("value") != use.node:
        return None
    field = around.child_by_field_name("field")
    return file.text(field) if field is not None and is_called(around, file) else None


def is_indexed(use: Use) -> bool:
    """Whether the local is what an index is applied to."""
    return use.around.type == "index_expression" and use.around.named_child(0) == use.node
