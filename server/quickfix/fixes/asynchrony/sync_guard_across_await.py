"""Shows the critical section ended before the await: a block, a `drop`, or the value taken out of a scrutinee."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.locking.guards import guard_taken
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile
from ...released import released_before

SHOWS = True

_SCRUTINIZED = {"let_condition": "if_expression", "match_expression": "match_expression"}


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """What a person would write; which value may be stale after the await is theirs to decide."""
    view, first = file.view_at(finding.span), finding.captures.get("first")
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or first is None:
        return None
    guard = guard_taken(call, view)
    if guard is None or guard.value is None:
        return None
    bound = guard.value.parent
    if bound is not None and bound.type == "let_declaration":
        edits = released_before(bound, first, file, view)
        return _show(*edits) if edits else None
    return _taken_out(guard.value, file, view)


def _taken_out(value: Node, file: FixFile, view: RustFile) -> Fix | None:
    """`let locked = ..;` before an `if let`, a `match` or a call whose scrutinee or argument holds the lock."""
    whole = value
    for around in view.ancestors(value):
        if around.type == "arguments" and not _is_method_chain(whole, around):
            break
        owner = _SCRUTINIZED.get(around.type)
        if owner is not None and around.child_by_field_name("value") == whole:
            if around.type == "let_condition" and (around.parent is None or around.parent.type != owner):
                return None
            break
        if around.type in ("block", "let_declaration", "while_expression", "for_expression", "closure_expression"):
            return None
        whole = around
    if whole == value:
        return None
    statement = whole
    while statement.parent is not None and statement.parent.type != "block":
        statement = statement.parent
    if statement.parent is None:
        return None
    at, indent = statement.start_byte, file.newline + file.indentation(statement.start_byte)
    hoisted = Edit(Span(at, at), f"let locked = {view.text(whole)};{indent}")
    return _show(hoisted, Edit(Span(whole.start_byte, whole.end_byte), "locked"))


def _is_method_chain(whole: Node, arguments: Node) -> bool:
    """An argument of a method of the guard itself stays where it is."""
    return whole not in arguments.named_children


def _show(*edits: Edit) -> Fix:
    return Fix("Release the lock before the `.await`", Safety.SHOW, edits)
