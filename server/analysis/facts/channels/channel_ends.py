"""The two ends of a channel where it is made: their names, and the calls on them."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import uses_of
from ..code.calls import called_name
from ..code.rust_file import RustFile, expression


class Ends(NamedTuple):
    """A channel taken apart where it is made: `let (sender, receiver): (..) = channel()`."""

    let: Node
    sender: Node | None
    receiver: Node | None


def ends_of(call: Node, file: RustFile) -> Ends | None:
    """The names that the two ends get."""
    let = next((around for around in file.ancestors(call) if around.type == "let_declaration"), None)
    value = let.child_by_field_name("value") if let is not None else None
    pattern = let.child_by_field_name("pattern") if let is not None else None
    if let is None or value is None or expression(value) != call or pattern is None or pattern.type != "tuple_pattern":
        return None
    parts = [part for part in pattern.children if part.is_named or part.type == "_"]
    named = [_name(part) for part in parts]
    return Ends(let, named[0], named[1]) if len(named) == 2 else None


def _name(part: Node) -> Node | None:
    return next((node for node in (part, *part.named_children) if node.type == "identifier"), None)


def calls_on(end: Node | None, let: Node, file: RustFile, names: frozenset[str]) -> list[Node] | None:
    """The calls of these methods on one end; None when it is used in another way too."""
    scope = file.parent(let)
    if end is None or scope is None:
        return None
    found: list[Node] = []
    for use in uses_of(end, scope, file):
        field = file.parent(use)
        if field is not None and field.type == "arguments" and called_name(file.parent(field) or field, file) == "drop":
            continue
        call = file.parent(field) if field is not None and field.type == "field_expression" else None
        if call is None or call.type != "call_expression" or called_name(call, file) not in names:
            return None
        found.append(call)
    return found
