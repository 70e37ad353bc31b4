"""Declarations and fields that would say no more than their own name once the copy in them is gone."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.bindings import let_of
from ..analysis.facts.code.nodes import is_mutable
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile, span_of


def said_by_name(call: Node, source: str, view: RustFile, file: FixFile) -> Edit | None:
    """The edit that leaves `let name = name;` out, or makes `name: name` shorter; None where nothing is said twice."""
    around = view.parent(call)
    if around is not None and around.type == "field_initializer":
        field = around.child_by_field_name("field")
        return Edit(span_of(around), source) if field is not None and view.text(field) == source else None
    let = let_of(call, view)
    pattern = let.child_by_field_name("pattern") if let is not None else None
    if let is None or pattern is None or let.child_by_field_name("value") != call:
        return None
    if let.child_by_field_name("type") is not None or is_mutable(let) or view.text(pattern) != source:
        return None
    return Edit(_line_of(span_of(let), file), "")


def _line_of(span: Span, file: FixFile) -> Span:
    """The line of a statement with its end, where nothing else stands in it; else the statement."""
    start = file.text.rfind(b"\n", 0, span.start) + 1
    end = file.text.find(b"\n", span.end) + 1
    alone = not file.text[start : span.start].strip() and end > 0 and not file.text[span.end : end].strip()
    if alone:
        return Span(start, end)
    behind = file.text[span.end :]
    return Span(span.start, span.end + len(behind) - len(behind.lstrip(b" ")))
