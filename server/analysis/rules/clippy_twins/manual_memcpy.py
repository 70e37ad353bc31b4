"""A loop copies a slice element by element, with two checks of bounds a round."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.slice_copies import slice_copy_of
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.WARNING, on=nodes("for_expression"), needs=b"] = ", heat=True)
def manual_memcpy(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`for i in a..b { to[i] = from[i]; }` on slices, arrays and `Vec`s, also with offsets."""
    found = slice_copy_of(call.node, file)
    if found is not None:
        method = "clone_from_slice" if any(each.cloned for each in found.copies) else "copy_from_slice"
        place = call.node.child_by_field_name("value")
        yield saw(place or call, f"this loop copies element by element: `{method}` copies all at once", loop=call.node)
