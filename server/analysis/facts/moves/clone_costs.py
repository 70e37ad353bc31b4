"""What a clone of a value costs: a copy of bits, a counter of a handle, or an allocation and all that lies in it."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.generics import arguments_of_item
from ..code.members import declared, own_methods
from ..code.rust_file import RustFile
from ..code.type_model import OPTION, PRIMITIVES, RESULT, UNKNOWN, Type
from ..data.clones import CLONES
from ..data.schema import facts_by_name
from ..types.written_types import foreign_type


class Cost(enum.Enum):
    """What a clone does."""

    COPY = "copy"
    HANDLE = "handle"
    DEEP = "deep"


_KNOWN = facts_by_name(CLONES)
_PLAIN = PRIMITIVES | {"{integer}", "()"}
_BOXES = frozenset({"std::boxed::Box", OPTION, RESULT, "()", "[]"})
_COPIES = re.compile(rb"\bderive\s*\([^)]*\bCopy\b")
_DEPTH = 4


def clone_cost(found: Type | None, file: RustFile, depth: int = _DEPTH) -> Cost | None:
    """What a clone of a value of the type costs, as far as its parts are known."""
    if found is None or found == UNKNOWN or depth == 0:
        return None
    if found.path == "&" or (found.path in _PLAIN and not found.args):
        return Cost.COPY
    known = _KNOWN.get(found.path)
    if known is not None:
        return Cost(known)
    if found.path in _BOXES:
        return _most([clone_cost(part, file, depth - 1) for part in found.args], found)
    key = ("clone cost", found, depth)
    memo = file.names.memo
    if key not in memo:
        memo[key] = _declared(found, file, depth)
    cost: Cost | None = memo[key]
    return cost


def _most(costs: list[Cost | None], whole: Type) -> Cost | None:
    if Cost.DEEP in costs or (whole.path == "std::boxed::Box" and Cost.COPY in costs):
        return Cost.DEEP
    if None in costs:
        return None
    return Cost.HANDLE if Cost.HANDLE in costs else Cost.COPY


def _declared(found: Type, file: RustFile, depth: int) -> Cost | None:
    """Of a type of the workspace: `Copy` if it says so, deep if one of its fields is and the derive copies them all."""
    for unit in declared(found.path, file):
        if unit.node.type not in ("struct_item", "enum_item"):
            continue
        if is_copy_item(unit):
            return Cost.COPY
        if not _derives_clone(unit) or own_methods(found.path, "clone", file):
            return None
        costs = [clone_cost(part, file, depth - 1) for part in fields_of(unit, found, file)]
        return _most(costs, found)
    return None


def is_copy_item(unit: Unit) -> bool:
    """Whether a declaration derives `Copy`."""
    return any(_COPIES.search(unit.data[n.start_byte : n.end_byte]) for n in unit.leading)


def _derives_clone(unit: Unit) -> bool:
    return any(b"Clone" in unit.data[n.start_byte : n.end_byte] for n in unit.leading if n.type == "attribute_item")


def fields_of(unit: Unit, whole: Type, file: RustFile) -> Iterator[Type | None]:
    """The types of what a struct or the variants of an enum hold."""
    known = arguments_of_item(unit, whole)
    for written in _types_in(unit.node.child_by_field_name("body")):
        yield foreign_type(unit, written, file, known)


def _types_in(body: Node | None) -> Iterator[Node]:
    if body is None:
        return
    if body.type == "ordered_field_declaration_list":
        yield from body.children_by_field_name("type")
        return
    for child in body.named_children:
        written = child.child_by_field_name("type") if child.type == "field_declaration" else None
        if written is not None:
            yield written
        if child.type == "enum_variant":
            yield from _types_in(child.child_by_field_name("body"))
