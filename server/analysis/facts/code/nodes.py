"""What a node says of itself, without a question to anybody."""

from __future__ import annotations

import re

from tree_sitter import Node

_MUTABLE = re.compile(rb"&\s*('\w+\s+)?mut\b")


def lies_in(node: Node, around: Node) -> bool:
    """Whether a node is another one, or a part of it."""
    return around.start_byte <= node.start_byte and node.end_byte <= around.end_byte


def is_mutable(node: Node) -> bool:
    """Whether a reference, a `let` or the `self` of a method is written with `mut`."""
    return any(child.type == "mutable_specifier" for child in node.children)


def says_mut(written: bytes) -> bool:
    """Whether what is written of a type or of `self` begins with `&mut`, a lifetime between them or not."""
    return _MUTABLE.match(written) is not None


def visibility_of(item: Node) -> Node | None:
    """What is written before an item or field of who may name it: `pub`, `pub(crate)`."""
    return next((child for child in item.children if child.type == "visibility_modifier"), None)


def is_public(item: Node) -> bool:
    """Whether an item or field is written with a `pub` that nothing narrows."""
    written = visibility_of(item)
    return written is not None and [part.type for part in written.children] == ["pub"]


def modifiers(function: Node) -> list[Node]:
    """The words before `fn`: `const`, `async`, `unsafe`, and `extern` as an `extern_modifier`."""
    return [word for child in function.children if child.type == "function_modifiers" for word in child.children]


def is_declared(function: Node, word: str) -> bool:
    """Whether a function has the word, as the kind of its node, before its `fn`."""
    return any(modifier.type == word for modifier in modifiers(function))


def is_move(node: Node) -> bool:
    """Whether a closure or an async block takes over what it names."""
    return any(child.type == "move" for child in node.children)
