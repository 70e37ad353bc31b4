"""One structural query for all rules: it finds the names that rules may ask for, and they are told apart by dict."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import tree_sitter
from tree_sitter import Node

from .parser import RUST

_PATTERNS = {
    "call": """
        (call_expression function: (identifier) @call)
        (call_expression function: (scoped_identifier name: (identifier) @call))
        (call_expression function: (generic_function function: (identifier) @call))
        (call_expression function: (generic_function function: (scoped_identifier name: (identifier) @call)))""",
    "method": """
        (call_expression function: (field_expression field: (field_identifier) @method))
        (call_expression
          function: (generic_function function: (field_expression field: (field_identifier) @method)))""",
    "macro": """
        (macro_invocation macro: (identifier) @macro)
        (macro_invocation macro: (scoped_identifier name: (identifier) @macro))""",
    "path": """
        (scoped_identifier name: (identifier) @path)
        (arguments (identifier) @path)""",
    "type": """
        (generic_type type: (type_identifier) @type)
        (generic_type type: (scoped_type_identifier name: (type_identifier) @type))""",
}


class StructuralQuery:
    """The query for a set of trigger kinds and node types, compiled once."""

    def __init__(self, kinds: frozenset[str], node_types: frozenset[str]) -> None:
        parts = [_PATTERNS[kind] for kind in sorted(kinds)]
        parts += [f"({node_type}) @node" for node_type in sorted(node_types)]
        parts.append("(macro_invocation) @invocation")
        self._cursor = tree_sitter.QueryCursor(tree_sitter.Query(RUST, "\n".join(parts)))

    def captures(self, node: Node) -> dict[str, list[Node]]:
        """The captured names and nodes below a node, by kind; `invocation` are all macro invocations."""
        return self._cursor.captures(node)


@functools.cache
def structural_query(kinds: frozenset[str], node_types: frozenset[str]) -> StructuralQuery:
    """The compiled query; there are as many as there are sets of selected rules."""
    return StructuralQuery(kinds, node_types)


@functools.cache
def _kinds_cursor(kinds: tuple[str, ...]) -> tree_sitter.QueryCursor:
    return tree_sitter.QueryCursor(tree_sitter.Query(RUST, "\n".join(f"({kind}) @node" for kind in kinds)))


def nodes_of(kinds: tuple[str, ...], root: Node) -> list[Node]:
    """The nodes of the kinds at or below a node in text order; the loose tokens of macros are none."""
    found = _kinds_cursor(kinds).captures(root).get("node", [])
    if not _LOOSE.isdisjoint(kinds):
        found = [node for node in found if not is_loose(node)]
    # Captures come by pattern, and an outer node may follow what it holds.
    found.sort(key=lambda node: (node.start_byte, -node.end_byte))
    return found


def is_loose(node: Node) -> bool:
    """Whether a node is one of a macro's tokens, and part of no tree."""
    above = node.parent
    return above is not None and above.type in _TOKENS


_TOKENS = {"token_tree", "macro_invocation"}

_LOOSE = frozenset({"identifier", "self", "super", "crate", "string_literal", "integer_literal", "primitive_type"})


def place_of(kind: str, captured: Node) -> Node:
    """The call, macro invocation, path or type of which a name was captured."""
    wanted = _WHOLE[kind]
    node = captured
    while node.type not in wanted:
        above = node.parent
        if above is None:
            return captured
        if kind == "path" and above.type not in ("scoped_identifier",):
            return node
        node = above
    return node


_WHOLE = {
    "call": frozenset({"call_expression"}),
    "method": frozenset({"call_expression"}),
    "macro": frozenset({"macro_invocation"}),
    "type": frozenset({"generic_type"}),
    "path": frozenset({"scoped_identifier"}),
}


def arguments_of(call: Node) -> Iterator[Node]:
    """The arguments of a call, comments left out."""
    arguments = call.child_by_field_name("arguments")
    for child in arguments.named_children if arguments is not None else ():
        if not child.type.endswith("_comment") and child.type != "attribute_item":
            yield child
