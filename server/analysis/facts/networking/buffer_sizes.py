"""How long an array or a part of a buffer is that is read into or written from, where the code says so."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import token_tree
from ..code.bindings import binding_of
from ..code.calls import called_name
from ..code.members import declared
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..types.numbers import number_of
from ..types.statics import local_static
from .stream_bounds import declared_type

_DEPTH = 3


def size_of(node: Node, file: RustFile, depth: int = 0) -> int | None:
    """The length of an array, or of the part of a buffer, that is read into or written."""
    node = expression(node)
    if depth > _DEPTH:
        return None
    if node.type == "reference_expression":
        inner = node.child_by_field_name("value")
        return size_of(inner, file, depth) if inner is not None else None
    if node.type == "array_expression":
        return _array(node, file)
    if node.type == "index_expression":
        return _part(node, file)
    if node.type == "macro_invocation" and called_name(node, file) == "vec":
        return _vec(node, file)
    if node.type not in ("identifier", "field_expression"):
        return None
    written = declared_type(node, file)
    if written is not None:
        return _of_type(*written)
    binding = binding_of(node, file) if node.type == "identifier" else None
    if binding is None:
        return _of_item(node, file)
    if binding.kind != "let":
        return None
    if binding.annotation is not None:
        return _of_type(binding.annotation, file)
    return size_of(binding.value, file, depth + 1) if binding.value is not None else None


def _of_item(name: Node, file: RustFile) -> int | None:
    """The length of a static or constant array."""
    if name.type != "identifier":
        return None
    local = local_static(name, file)
    written = local.child_by_field_name("type") if local is not None else None
    if written is not None:
        return _of_type(written, file)
    path = canonical(name, file)
    for unit in declared(path, file) if path is not None else ():
        written = unit.node.child_by_field_name("type")
        if unit.node.type in ("static_item", "const_item") and written is not None:
            return _of_type(written, file.view(unit))
    return None


def _of_type(written: Node, view: RustFile) -> int | None:
    while written.type == "reference_type" and (inner := written.child_by_field_name("type")) is not None:
        written = inner
    length = written.child_by_field_name("length") if written.type == "array_type" else None
    return number_of(length, view) if length is not None else None


def _array(node: Node, file: RustFile) -> int | None:
    length = node.child_by_field_name("length")
    if length is not None:
        return number_of(length, file)
    return len([each for each in node.named_children if not each.type.endswith(("comment", "attribute_item"))])


def _vec(node: Node, file: RustFile) -> int | None:
    """`vec![0; 4]`."""
    tree = token_tree(node)
    tokens = tree.children if tree is not None else []
    literal = tokens[3] if len(tokens) == 5 and tokens[2].type == ";" else None
    return number_of(literal, file) if literal is not None and literal.type == "integer_literal" else None


def _part(node: Node, file: RustFile) -> int | None:
    """`buffer[..4]`, `buffer[2..4]`."""
    part = node.named_child(1)
    ends = part.named_children if part is not None and part.type == "range_expression" else []
    if part is None or not ends:
        return None
    extra = 1 if any(each.type == "..=" for each in part.children) else 0
    if len(ends) == 2:
        low, high = number_of(ends[0], file), number_of(ends[1], file)
        if low is None or high is None:
            more = _more(ends[0], ends[1], file)
            return more + extra if more is not None else None
        return high + extra - low
    starts_open = part.children[0].type in ("..", "..=")
    high = number_of(ends[0], file) if starts_open else None
    return high + extra if high is not None else None


def _more(low: Node, high: Node, file: RustFile) -> int | None:
    """The 4 of `buffer[at..at + 4]`, and the 0 between two ends that are the same."""
    if file.text(low) == file.text(high):
        return 0
    sign = high.child_by_field_name("operator") if high.type == "binary_expression" else None
    if sign is None or sign.type != "+" or file.text(high.named_children[0]) != file.text(low):
        return None
    return number_of(high.named_children[1], file)
