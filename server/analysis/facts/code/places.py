"""Places that expressions name: a variable, `self` or a static, and the fields that are taken of it."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from .rust_file import RustFile, expression


class Place(NamedTuple):
    """Where a value lies: the name that the place begins with, and the fields that lead from it to a part."""

    root: Node
    fields: tuple[bytes, ...]


def place_of(node: Node, file: RustFile) -> Place | None:
    """The place that an expression names or lies in, elements and what references lead to among them.

    The fields are those that are sure: none of what lies behind an index or a `*`. None for what is worked out.
    """
    node, fields = expression(node), list[bytes]()
    while node.type not in ("identifier", "self"):
        inner = _inside(node, file)
        if inner is None:
            return None
        label = node.child_by_field_name("field") if node.type == "field_expression" else None
        fields = [file.bytes_of(label), *fields] if label is not None else []
        node = expression(inner)
    return Place(node, tuple(fields))


def exact_place(node: Node, file: RustFile) -> Place | None:
    """The place that an expression names by fields alone, seen through `*` and parentheses."""
    fields: list[bytes] = []
    node = expression(node)
    while node.type not in ("identifier", "self"):
        field, inner = node.child_by_field_name("field"), _inside(node, file)
        if inner is None or node.type not in ("field_expression", "unary_expression"):
            return None
        if field is not None:
            fields.append(file.bytes_of(field))
        node = expression(inner)
    return Place(node, tuple(reversed(fields)))


def _inside(node: Node, file: RustFile) -> Node | None:
    """What a place is a part of."""
    if node.type == "field_expression":
        return node.child_by_field_name("value")
    if node.type == "index_expression":
        return node.named_children[0]
    if node.type == "reference_expression" or (node.type == "unary_expression" and file.bytes_of(node)[:1] == b"*"):
        return node.named_children[-1]
    return None
