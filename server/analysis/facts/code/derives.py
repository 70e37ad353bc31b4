"""What a type derives: each trait by its canonical path, under a condition or always."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from .paths import canonical_of
from .rust_file import RustFile


class Derived(NamedTuple):
    """A derived trait: its path, its last word in the attribute, and the condition of the `cfg_attr` around."""

    path: str
    word: Node
    condition: bytes


def attributes_of(item: Node) -> Iterator[Node]:
    """The attributes above an item, variant or field."""
    before = item.prev_named_sibling
    while before is not None and (before.type == "attribute_item" or before.type.endswith("_comment")):
        if before.type == "attribute_item":
            yield before
        before = before.prev_named_sibling


def derived_by(item: Node, file: RustFile) -> Iterator[Derived]:
    """The traits that an item derives; a name that nothing in the file brings is its own path."""
    for attribute in attributes_of(item):
        inner = attribute.named_child(0)
        name = inner.named_child(0) if inner is not None else None
        tokens = inner.child_by_field_name("arguments") if inner is not None else None
        if name is None or tokens is None:
            continue
        if file.bytes_of(name) == b"derive":
            yield from _listed(tokens, b"", file)
        elif file.bytes_of(name) == b"cfg_attr":
            yield from _conditional(tokens, file)


def _conditional(tokens: Node, file: RustFile) -> Iterator[Derived]:
    """The lists in `cfg_attr(condition, derive(..), ..)`."""
    comma = next((child for child in tokens.children if child.type == ","), None)
    if comma is None:
        return
    condition = b"".join(file.data[tokens.start_byte + 1 : comma.start_byte].split())
    for child in tokens.named_children:
        before = child.prev_sibling
        if child.type == "token_tree" and before is not None and file.bytes_of(before) == b"derive":
            yield from _listed(child, condition, file)


def _listed(tokens: Node, condition: bytes, file: RustFile) -> Iterator[Derived]:
    """The paths of a list; they are split at commas, as a token tree has no paths."""
    words: list[Node] = []
    for child in tokens.children:
        if child.type in (",", ")") and words:
            segments = tuple(file.text(word).removeprefix("r#") for word in words)
            yield Derived(canonical_of(segments, file) or "::".join(segments), words[-1], condition)
            words = []
        elif child.is_named and not child.type.endswith("_comment"):
            words.append(child)
