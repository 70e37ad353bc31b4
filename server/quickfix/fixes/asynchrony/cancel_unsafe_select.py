"""Shows the future made before the loop and polled by reference, so that losing a round costs it nothing."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.awaiting.await_arms import is_bound_in
from ....analysis.facts.code.loops import loop_around
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.code.select_branches import branches_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

_NAME = "unfinished"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """What a person would begin with; what the branch's body borrows meanwhile is theirs to settle."""
    view, span = file.view_at(finding.span), finding.captures.get("future")
    future = file.node_at(span, view) if view is not None and span is not None else None
    if view is None or future is None or finding.data["what"] == "MESSAGE":
        return None
    loop = loop_around(future, view)
    statement = view.parent(loop) if loop is not None else None
    if loop is None or statement is None or is_bound_in(future, loop, view) or _NAME.encode() in file.text:
        return None
    start = statement.start_byte if statement.type == "expression_statement" else loop.start_byte
    made = view.text(future)
    before = f"let mut {_NAME} = std::pin::pin!({made});{file.newline}{file.indentation(start)}"
    edits = [Edit(Span(start, start), before), Edit(Span(future.start_byte, future.end_byte), f"{_NAME}.as_mut()")]
    again = _again(future, made, view, file)
    title = "Make the future before the loop, poll it by reference, and make the next one when it is done"
    return Fix(title, Safety.SHOW, (*edits, *again))


def _again(future: Node, made: str, view: RustFile, file: FixFile) -> list[Edit]:
    """The next future, made at the end of the branch's body."""
    select = next((each for each in view.ancestors(future) if each.type == "macro_invocation"), None)
    branches = branches_of(select, view) if select is not None else []
    body = next((b.body for b in branches if b.future is not None and b.future.start_byte == future.start_byte), None)
    if body is None or body.child_count < 2:
        return []
    if body.type != "block":
        opening, closing = Span(body.start_byte, body.start_byte), Span(body.end_byte, body.end_byte)
        return [Edit(opening, "{ "), Edit(closing, f"; {_NAME}.set({made}); }}")]
    end = body.children[-1].start_byte
    indent = file.indentation(end)
    return [Edit(Span(end, end), f"    {_NAME}.set({made});{file.newline}{indent}")]
