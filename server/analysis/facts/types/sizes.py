"""How large the values of a type are: of the language, of libraries that are known, and of the workspace.

What is not known is None; where parts are known, the size is the least that it can be. Lengths of arrays are worked
out from the constants of the workspace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.members import declared
from ..code.paths import canonical, own_type_path
from ..code.rust_file import RustFile
from ..code.type_model import Type
from ..code.workspace_functions import Function, function_of_unit
from .layouts import (
    EMPTY,
    NEVER,
    POINTER,
    PRIMITIVES,
    THIN,
    UNSIZED,
    Size,
    any_of,
    at_least,
    one_of,
    overlaid,
    pointer_to,
    repeated,
    together,
    without_niches,
)
from .library_sizes import FIELDS, UNSIZED_NAMES, is_pointer, of_fields
from .numbers import number_of

Argument = Size | int | None
"""What a parameter of a type stands for: a type by its size, or the value of a constant."""
Arguments = Mapping[str, Argument]


class Sized(NamedTuple):
    """A type of the workspace with what it is given, of which the size is asked."""

    declared: Function
    arguments: tuple[Argument, ...]


class Told(NamedTuple):
    """The answer, which may be that the size is not known."""

    size: Size | None


_DEPTH = 12
_NAMES = frozenset({"type_identifier", "scoped_type_identifier", "generic_type", "identifier", "scoped_identifier"})
_REPR = re.compile(rb"#\[repr\(([^\]]*)\)\]")
_ALIGN = re.compile(rb"(align|packed)\s*(?:\(\s*(\d+)\s*\))?")
_TAG = re.compile(rb"\b[ui](8|16|32|64|size)\b")


def size_of_written(node: Node, file: RustFile, known: Arguments | None = None) -> Size | None:
    """The size of a type as it is written; `known` are the parameters around it that are."""
    return _told(_of_written(node, file, known or {}))


def size_of_type(found: Type, file: RustFile) -> Size | None:
    """The size of a type of the model, which does not tell how long arrays are."""
    return _told(_of_type(found, file))


def _told(size: Size | None) -> Size | None:
    """A bound of nothing tells nothing."""
    return None if size is None or not size.sized or (not size.exact and not size.bytes) else size


def _of_written(node: Node, file: RustFile, known: Arguments) -> Size | None:
    match node.type:
        case "primitive_type":
            return PRIMITIVES.get(file.text(node))
        case "reference_type" | "pointer_type":
            inner = node.child_by_field_name("type")
            pointer = pointer_to(_of_pointee(inner, file, known) if inner is not None else None)
            return pointer if node.type == "reference_type" else without_niches(pointer)
        case "tuple_type":
            return together(_of_written(child, file, known) for child in node.named_children)
        case "unit_type":
            return EMPTY
        case "never_type":
            return NEVER
        case "function_type":
            return THIN
        case "array_type":
            return _array(node, file, known)
        case "dynamic_type":
            return UNSIZED
        case "bounded_type":
            return _of_written(node.named_children[0], file, known)
        case kind if kind in _NAMES:
            return _named(node, file, known)
    return None


def _array(node: Node, file: RustFile, known: Arguments) -> Size | None:
    element, length = node.child_by_field_name("element"), node.child_by_field_name("length")
    if length is None:
        return UNSIZED
    size = _of_written(element, file, known) if element is not None else None
    count = _count(length, file, known)
    return repeated(size, count) if size is not None and count is not None else None


def _count(length: Node, file: RustFile, known: Arguments) -> int | None:
    if length.type == "block" and length.named_child_count == 1:
        length = length.named_children[0]
    given = known.get(file.text(length))
    if isinstance(given, int):
        return given
    return number_of(length, file) if given is None and file.text(length) not in known else None


def _of_pointee(node: Node, file: RustFile, known: Arguments) -> Size | None:
    """Whether what a pointer points to has a size; which one does not matter, so that types may hold themselves."""
    if node.type in ("dynamic_type", "array_type", "bounded_type", "primitive_type"):
        is_array = node.type == "array_type" and node.child_by_field_name("length") is not None
        return EMPTY if is_array else _of_written(node, file, known)
    if node.type not in _NAMES:
        return EMPTY
    given = known.get(file.text(node))
    if isinstance(given, Size):
        return given
    path = canonical(_name_of(node), file)
    if path is None or path in UNSIZED_NAMES:
        return UNSIZED if path is not None else EMPTY
    for unit in declared(path, file):
        target = unit.node.child_by_field_name("type") if unit.node.type == "type_item" else None
        if target is not None and target.type in ("dynamic_type", "array_type", "bounded_type", "primitive_type"):
            return _of_pointee(target, file.view(unit), {})
    return EMPTY


def _name_of(node: Node) -> Node:
    name = node.child_by_field_name("type") if node.type == "generic_type" else None
    return name if name is not None else node


def _named(node: Node, file: RustFile, known: Arguments) -> Size | None:
    text = file.text(node)
    if text in known:
        given = known[text]
        return given if isinstance(given, Size) else None
    path = own_type_path(file) if text == "Self" else canonical(_name_of(node), file)
    if path is None or path in UNSIZED_NAMES:
        return UNSIZED if path is not None else None
    written = node.child_by_field_name("type_arguments") if node.type == "generic_type" else None
    nodes = [n for n in written.named_children if n.type not in _NO_ARGUMENTS] if written is not None else []
    fact = FIELDS.get(path)
    if fact is not None:
        held = _of_pointee if is_pointer(fact) else _of_written
        return of_fields(fact, [held(n, file, known) for n in nodes])
    return _of_path(path, tuple(_argument(n, file, known) for n in nodes), file)


_NO_ARGUMENTS = frozenset({"lifetime", "type_binding", "line_comment", "block_comment"})


def _argument(node: Node, file: RustFile, known: Arguments) -> Argument:
    if node.type.endswith("literal") or node.type == "block":
        return _count(node, file, known)
    given = known.get(file.text(node))
    if given is not None:
        return given
    found = _of_written(node, file, known)
    return found if found is not None else _count(node, file, known) if node.type in _NAMES else None


def _of_type(found: Type, file: RustFile) -> Size | None:
    if found.path == "&":
        inner = found.argument(0)
        if inner is not None and inner.path == "[]":
            return at_least(POINTER)
        return pointer_to(UNSIZED if inner is not None and inner.path in ("str", "dyn", *UNSIZED_NAMES) else None)
    if found.path == "()":
        return together(_of_type(part, file) for part in found.args)
    if found.path in ("dyn", "[]"):
        return UNSIZED if found.path == "dyn" else None
    if found.path in PRIMITIVES:
        return PRIMITIVES[found.path]
    fact = FIELDS.get(found.path)
    if fact is not None:
        return of_fields(fact, [_of_type(part, file) for part in found.args])
    return _of_path(found.path, tuple(_of_type(part, file) for part in found.args), file)


def _of_path(path: str, arguments: tuple[Argument, ...], file: RustFile) -> Size | None:
    """A type that the workspace declares; one that holds itself, or nests without end, has no size."""
    memo = file.names.memo
    key = ("size", path, arguments)
    if key not in memo:
        depth: int = memo.get("depth of sizes", 0)
        if depth > _DEPTH:
            return None
        memo[key], memo["depth of sizes"] = None, depth + 1
        memo[key] = any_of([_of_unit(unit, arguments, file) for unit in _types(path, file)])
        memo["depth of sizes"] = depth
    found: Size | None = memo[key]
    return found


def _of_unit(unit: Unit, arguments: tuple[Argument, ...], file: RustFile) -> Size | None:
    """The size of a declared type, as it is known to all who ask or, of text that is not saved, as it is here."""
    told: Told | None = file.names.derived("size", Sized(function_of_unit(unit, file), arguments))
    return told.size if told is not None else size_of_item(unit, arguments, file.view(unit))


def _types(path: str, file: RustFile) -> list[Unit]:
    return [unit for unit in declared(path, file) if unit.node.type in _TYPE_ITEMS]


_TYPE_ITEMS = frozenset({"struct_item", "enum_item", "union_item", "type_item"})


def size_of_item(unit: Unit, arguments: tuple[Argument, ...], view: RustFile) -> Size | None:
    """The size of a declared type by its fields."""
    known = _parameters(unit, arguments, view)
    body = unit.node.child_by_field_name("body")
    written = _REPR.search(unit.data, unit.start, unit.node.start_byte)
    how = written[1] if written is not None else b""
    if unit.node.type == "type_item":
        target = unit.node.child_by_field_name("type")
        return _of_written(target, view, known) if target is not None else None
    if unit.node.type == "struct_item":
        fields = _fields(body, view, known) if body is not None else []
        return _as_asked(together(fields, ordered=b"C" in how), how)
    if unit.node.type == "union_item" and body is not None:
        return overlaid(_fields(body, view, known))
    if unit.node.type == "enum_item" and body is not None:
        tag = _TAG.search(how)
        width = 4 if tag is None and b"C" in how else 0 if tag is None else 8 if tag[1] == b"size" else int(tag[1]) // 8
        return _as_asked(one_of(variant_fields(unit, view, known), tag=width), how)
    return None


def _as_asked(size: Size, how: bytes) -> Size:
    """The alignment that a `repr` asks for."""
    asked = _ALIGN.search(how)
    if asked is None:
        return size
    if asked[1] == b"packed":
        return size._replace(align=1, exact=False)
    return together([size], align=int(asked[2] or 1))


def variant_fields(enum: Unit, view: RustFile, known: Arguments) -> list[list[Size | None]]:
    """The sizes of the fields of each variant; one that is not always compiled has none that are known."""
    body = enum.node.child_by_field_name("body")
    variants = [child for child in body.named_children if child.type == "enum_variant"] if body is not None else []
    return [_fields(fields, view, known) if (fields := v.child_by_field_name("body")) else [] for v in variants]


def _fields(body: Node, view: RustFile, known: Arguments) -> list[Size | None]:
    """The sizes of fields; whether one that hangs on a `cfg` is there is not known."""
    found: list[Size | None] = []
    conditional = False
    for child in body.named_children:
        if child.type == "attribute_item":
            conditional = conditional or view.bytes_of(child).startswith(b"#[cfg(")
            continue
        if child.type in ("visibility_modifier", "line_comment", "block_comment"):
            continue
        written = child.child_by_field_name("type") if child.type == "field_declaration" else child
        found.append(_of_written(written, view, known) if written is not None and not conditional else None)
        conditional = False
    return found


def _parameters(unit: Unit, arguments: tuple[Argument, ...], view: RustFile) -> dict[str, Argument]:
    """What the parameters of an item stand for; one that is left out has its default."""
    written = unit.node.child_by_field_name("type_parameters")
    found: dict[str, Argument] = {}
    for parameter in written.named_children if written is not None else ():
        name = parameter.child_by_field_name("name")
        if name is None or parameter.type == "lifetime_parameter":
            continue
        index = len(found)
        default = parameter.child_by_field_name("default_type") or parameter.child_by_field_name("value")
        given = arguments[index] if index < len(arguments) else None
        if index >= len(arguments) and default is not None:
            given = _argument(default, view, found)
        found[view.text(name)] = given
    return found
