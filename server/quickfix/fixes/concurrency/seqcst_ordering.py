"""The order that fits the operation, in the spelling that the code uses."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Replaces the order of the operation, and that of its failure."""
    edits: list[Edit] = []
    for place in ("first", "second"):
        span, order = finding.captures.get(place), finding.data.get(place)
        if span is not None and order:
            edits.append(_order(span, order, file))
    if not edits:
        return None
    names = " and ".join(f"`{order}`" for order in finding.data.values() if order)
    return Fix(f"Weaken to {names}: no total order with other atomics any more", Safety.UNSAFE, tuple(edits))


def _order(span: Span, order: str, file: FixFile) -> Edit:
    written = file.slice(span)
    path, separator, _ = written.rpartition("::")
    return Edit(span, f"{path}{separator}{order}" if path else f"std::sync::atomic::Ordering::{order}")
