"""Shows the critical section ended before the await: a block, a `drop`, or the value taken out of a scrutinee."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.bindings import names_in, uses_of
from ....analysis.facts.guards import guard_taken
from ....analysis.facts.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

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
        return _scoped(bound, first, file, view)
    return _taken_out(guard.value, file, view)


def _scoped(let: Node, first: Span, file: FixFile, view: RustFile) -> Fix | None:
    block, pattern = let.parent, let.child_by_field_name("pattern")
    names = list(names_in(pattern, view)) if pattern is not None else []
    if block is None or len(names) != 1:
        return None
    statements = [s for s in block.named_children if not s.type.endswith("_comment")]
    waiting = next((s for s in statements if s.start_byte <= first.start and first.end <= s.end_byte), None)
    if waiting is None or waiting.start_byte <= let.start_byte:
        return None
    before = [s for s in statements if let.start_byte <= s.start_byte < waiting.start_byte]
    uses = [use for use in uses_of(names[0], block, view) if use.end_byte > waiting.start_byte]
    if any(use.start_byte < waiting.end_byte for use in uses) or _hidden(names[0], before[1:], view):
        return None
    if not uses and len(before) == 1:
        return None
    if not uses and not _needed_later(before[1:], waiting, block, view):
        return _show(_as_block(before, file))
    indent, name = file.newline + file.indentation(waiting.start_byte), view.text(names[0])
    edits = [Edit(Span(waiting.start_byte, waiting.start_byte), f"drop({name});{indent}")]
    if uses:
        edits.append(Edit(Span(waiting.end_byte, waiting.end_byte), indent + view.text(let)))
    return _show(*edits)


def _hidden(name: Node, statements: list[Node], view: RustFile) -> bool:
    """Whether the guard can no longer be named, as another value took its name."""
    return any(view.bytes_of(name) == view.bytes_of(other) for other in _declared(statements, view))


def _needed_later(statements: list[Node], waiting: Node, block: Node, view: RustFile) -> bool:
    """Whether a name that the critical section declares is used behind it."""
    declared = _declared(statements, view)
    return any(use.start_byte >= waiting.start_byte for name in declared for use in uses_of(name, block, view))


def _declared(statements: list[Node], view: RustFile) -> list[Node]:
    patterns = [s.child_by_field_name("pattern") for s in statements if s.type == "let_declaration"]
    return [name for pattern in patterns if pattern is not None for name in names_in(pattern, view)]


def _as_block(statements: list[Node], file: FixFile) -> Edit:
    start, end = statements[0].start_byte, statements[-1].end_byte
    indent = file.indentation(start)
    body = file.slice(Span(start, end)).replace("\n" + indent, "\n    " + indent)
    return Edit(Span(start, end), f"{{{file.newline}{indent}    {body}{file.newline}{indent}}}")


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
