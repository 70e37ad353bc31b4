"""What serde's attributes say of an enum: how it is told which variant it reads, and what the variants hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from .rust_file import RustFile

_DERIVES = re.compile(rb"\bderive\s*\([^)]*\b(serde\s*::\s*)?Deserialize\b")
_SKIPPED = re.compile(rb"\bserde\s*\([^)]*\b(skip|skip_deserializing|other)\b")
_SCALAR = re.compile(
    r"(Option<)?(&'?\w*\s*)?(Box<|Arc<|Rc<|Cow<[^,<>]*,?\s*)?"
    r"(bool|char|[iu](8|16|32|64|128|size)|f32|f64|str|String|SmolStr|CompactString|Uuid|Number)>{0,2}"
)


class Variant(NamedTuple):
    """A variant that can be read: `body` holds its fields, None for a unit variant."""

    name: str
    body: Node | None

    @property
    def is_struct(self) -> bool:
        """Whether its fields have names."""
        return self.body is not None and self.body.type == "field_declaration_list"

    def payloads(self) -> list[Node]:
        """The types in parentheses."""
        return self.body.children_by_field_name("type") if self.body is not None and not self.is_struct else []


def attributes_of(item: Node) -> Iterator[Node]:
    """The attributes above an item, variant or field."""
    before = item.prev_named_sibling
    while before is not None and (before.type == "attribute_item" or before.type.endswith("_comment")):
        if before.type == "attribute_item":
            yield before
        before = before.prev_named_sibling


def derives_deserialize(item: Node, file: RustFile) -> bool:
    """Whether serde's `Deserialize` is derived, be it under a feature."""
    return any(_DERIVES.search(file.bytes_of(attribute)) for attribute in attributes_of(item))


def untagged_word(item: Node, file: RustFile) -> Node | None:
    """The word `untagged` in an attribute of the item."""
    for attribute in attributes_of(item):
        if b"untagged" in file.bytes_of(attribute):
            for word in _identifiers(attribute):
                if file.bytes_of(word) == b"untagged":
                    return word
    return None


def _identifiers(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == "identifier":
            yield child
        yield from _identifiers(child)


def variants_of(enum: Node, file: RustFile) -> list[Variant]:
    """The variants that can be read."""
    body = enum.child_by_field_name("body")
    found: list[Variant] = []
    for child in body.named_children if body is not None else ():
        name = child.child_by_field_name("name")
        skipped = any(_SKIPPED.search(file.bytes_of(attribute)) for attribute in attributes_of(child))
        if child.type == "enum_variant" and name is not None and not skipped:
            found.append(Variant(file.text(name), child.child_by_field_name("body")))
    return found


def is_scalar(variant: Variant, file: RustFile) -> bool:
    """Whether a variant holds a number, a text or nothing: it is told by the first byte."""
    payloads = variant.payloads()
    return not variant.is_struct and all(_SCALAR.fullmatch(file.text(payload)) for payload in payloads)
