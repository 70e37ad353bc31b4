"""The large fields stand behind a `Box`; where values are made and taken apart is left to a person."""

from __future__ import annotations

from ....analysis.facts.moves.clone_costs import is_copy_item
from ....analysis.facts.types.variant_sizes import gap_of
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The largest fields, one after the other, until the variants are near enough; a `Copy` type has no box."""
    view = file.view_at(finding.span)
    gap = gap_of(view.unit.node, view) if view is not None else None
    if view is None or gap is None or is_copy_item(view.unit):
        return None
    body = gap.largest.node.child_by_field_name("body")
    written = (
        [child.child_by_field_name("type") or child for child in body.named_children if _is_field(child.type)]
        if body
        else []
    )
    edits: list[Edit] = []
    left = gap.bytes
    for size, node in sorted(
        zip((s.bytes if s else 0 for s in gap.largest.fields), written, strict=True), key=lambda e: -e[0]
    ):
        if left > _NEAR:
            left -= size
            edits.append(Edit(span_of(node), f"Box<{view.text(node)}>"))
    return Fix("Put the large fields into a `Box`", Safety.SHOW, tuple(edits)) if edits else None


_NEAR = 200


def _is_field(kind: str) -> bool:
    return kind not in ("visibility_modifier", "attribute_item", "line_comment", "block_comment")
