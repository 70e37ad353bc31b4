"""What a node says of itself, without a question to anybody."""

from __future__ import annotations

from tree_sitter import Node


def lies_in(node: Node, around: Node) -> bool:
    """Whether a node is another one, or a part of it."""
    return around.start_byte <= node.start_byte and node.end_byte <= around.end_byte


def is_mutable(node: Node) -> bool:
    """Whether a reference, a `let` or the `self` of a method is written with `mut`."""
    return any(child.type == "mutable_specifier" for child in node.children)


def is_move(node: Node) -> bool:
    """Whether a closure or an async block takes over what it names."""
    return any(child.type == "move" for child in node.children)
