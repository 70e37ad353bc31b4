"""A vector that is made of a few known elements and only read as a slice: an array needs no allocation."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.useless_vecs import fits_the_stack, is_used_as_slice
from ...finding import Severity
from ...rule import Call, Sighting, macros, rule, saw


@rule(Severity.SUGGESTION, on=macros("vec"))
def useless_vec(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Short vectors that are indexed, iterated over by reference, or handed on as slices."""
    if not file.text(call.node).startswith("vec") or not is_used_as_slice(call.node, file):
        return
    if fits_the_stack(call.node, file):
        tokens = next(child for child in call.node.named_children if child.type == "token_tree")
        yield saw(call, "this `vec!` is only used as a slice: an array needs no allocation", tokens=tokens)
