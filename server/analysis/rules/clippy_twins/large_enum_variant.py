"""One variant of an enum is much larger than all others: every value, in each move and collection, is as large."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.programs.clippy_choices import clippy_number
from ...facts.types.variant_sizes import Gap, Variant, gap_of
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw


@rule(Severity.WARNING, on=nodes("enum_item"))
def large_enum_variant(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Enums whose largest variant has more bytes than the next one by clippy's threshold."""
    label = call.node.child_by_field_name("name")
    gap = gap_of(call.node, file) if label is not None and call.node == file.unit.node else None
    if label is None or gap is None or gap.bytes <= clippy_number("enum-variant-size-threshold", 200, file):
        return
    yield saw(
        label, _message(gap, file), related=(Place(gap.largest.node, _size(gap.largest)),), variant=gap.largest.node
    )


def _message(gap: Gap, file: RustFile) -> str:
    """What every value of the enum takes, and which variant would need so much."""
    names = [file.text(each.node.child_by_field_name("name") or each.node) for each in gap]
    large, next_ = gap.largest.bytes, gap.second.bytes
    return (
        f"`{names[0]}` makes each value at least {large} bytes, of which the next variant, `{names[1]}`, needs {next_}"
    )


def _size(variant: Variant) -> str:
    return f"{'' if variant.exact else 'at least '}{variant.bytes} bytes"
