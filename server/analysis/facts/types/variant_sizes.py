"""How large the variants of an enum are, counted as clippy does: the sizes of their fields added up."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.generics import parameters_of
from ..code.rust_file import RustFile
from .layouts import EMPTY, Size
from .sizes import variant_fields


class Variant(NamedTuple):
    """A variant of so many bytes; at least as many where it is not `exact`."""

    node: Node
    fields: tuple[Size | None, ...]

    @property
    def bytes(self) -> int:
        """What its fields take together."""
        return sum(field.bytes for field in self.fields if field is not None)

    @property
    def exact(self) -> bool:
        """Whether all of it is known."""
        return all(field is not None and field.exact for field in self.fields)


class Gap(NamedTuple):
    """The largest variant of an enum, and the next one."""

    largest: Variant
    second: Variant

    @property
    def bytes(self) -> int:
        """By how much the largest is larger."""
        return self.largest.bytes - self.second.bytes


def gap_of(enum: Node, file: RustFile) -> Gap | None:
    """The two largest variants; None where another may be larger than is known. Type parameters count as nothing."""
    body = enum.child_by_field_name("body")
    nodes = [child for child in body.named_children if child.type == "enum_variant"] if body is not None else []
    if len(nodes) < 2:
        return None
    known = dict.fromkeys(parameters_of(file.unit), EMPTY)
    sizes = variant_fields(file.unit, file, known)
    variants = [Variant(node, tuple(fields)) for node, fields in zip(nodes, sizes, strict=True)]
    variants.sort(key=lambda variant: variant.bytes, reverse=True)
    largest, second, *_ = variants
    return Gap(largest, second) if all(variant.exact for variant in variants[1:]) else None
