"""What is borrowed in the place of its copy."""

from __future__ import annotations

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.code.type_model import Type, referent
from ....analysis.facts.moves.clone_costs import Cost, clone_cost
from ....analysis.facts.moves.ownership import Held
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where it is known whether the source is a reference already."""
    view, span = file.view_at(finding.span), finding.captures.get("source")
    source = file.node_at(span, view) if view is not None and span is not None else None
    if view is None or span is None or source is None:
        return None
    how, text = finding.data.get("how"), file.slice(span)
    if how == "split":
        return _fix(Edit(Span(span.end, finding.span.end), ""), "Leave the copy out")
    if how in ("loop", "iterator"):
        adaptor = _adaptor(type_of(source, view), view)
        return _fix(Edit(finding.span, f"{text}.iter().{adaptor}()"), "Go through the elements") if adaptor else None
    if how == "key" and not _finds(type_of(source, view)):
        return None
    held = finding.data.get("held")
    if held == Held.SHARED.value or source.type.endswith("string_literal"):
        return _fix(Edit(finding.span, text), "Borrow instead of copying")
    return _fix(Edit(finding.span, f"&{text}"), "Borrow instead of copying") if held == Held.OWNED.value else None


def _finds(found: Type | None) -> bool:
    """Whether a source is the borrowed key or one reference to it: a map looks through no more than that."""
    inner = found.argument(0) if found is not None and found.path == "&" else found
    return inner is not None and inner.path != "&"


def _fix(edit: Edit, title: str) -> Fix:
    return Fix(title, Safety.SAFE, (edit,))


def _adaptor(found: Type | None, view: RustFile) -> str:
    """What makes elements of references to them; empty when their type is not known."""
    source = referent(found)
    element = source.argument(0) if source is not None else None
    if element is None:
        return ""
    return "copied" if clone_cost(element, view) is Cost.COPY else "cloned"
