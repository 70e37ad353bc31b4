"""Shows the futures of all rounds in a stream that polls several of them at once and answers in their order."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.awaiting.await_steps import Step, step_of
from ....analysis.facts.code.awaits import awaits_below
from ....analysis.facts.code.bindings import binding_of, names_in
from ....analysis.facts.code.nodes import lies_in
from ....analysis.facts.code.rust_file import RustFile, expression
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...lone_futures import stands_alone

SHOWS = True

_AT_ONCE = 8
_BORROWED = re.compile(r"^&(?!\s*mut\b)|\.(iter|keys|values)\(\)$")
_TITLE = f"Have up to {_AT_ONCE} rounds wait at once, with `buffered`"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """For loops that wait once a round, for something which only their item and what lies outside tells."""
    span, view = finding.captures.get("loop"), file.view_at(finding.span)
    awaited = file.node_at(finding.span, view) if view is not None else None
    library = next((name for name in ("futures", "futures_util") if file.crate.uses(name)), None)
    statement = file.node_at(span, view) if span is not None and view is not None else None
    if view is None or awaited is None or statement is None or library is None:
        return None
    loop = expression(statement)
    if loop.type != "for_expression":
        return None
    step = step_of(expression(awaited), view)
    body, item, items = (loop.child_by_field_name(name) for name in ("body", "pattern", "value"))
    if step is None or body is None or item is None or items is None or not _fits(loop, step, body, view):
        return None
    borrowed = _gives_references(items, view)
    wanted = _wants_item(item, step, body, view)
    if not _is_free(item, step, body, view, borrowed=borrowed) or (wanted and not _is_repeatable(item, borrowed)):
        return None
    call, answer = view.text(step.future), "answer"
    if wanted:
        call = f"{library}::FutureExt::map({call}, move |answer| ({view.text(item)}, answer))"
        answer = f"({view.text(item)}, answer)"
    made = f"let mut answers = {library}::stream::iter({view.text(items)}).map(|{view.text(item)}| {call})"
    indent = file.newline + file.indentation(loop.start_byte)
    head = f"{made}.buffered({_AT_ONCE});{indent}while let Some({answer}) = answers.next().await "
    edits = (Edit(Span(loop.start_byte, body.start_byte), head), Edit(span_of(awaited), "answer"))
    brought = any(name.path[-1] == "StreamExt" for name in file.imports(view.unit.modules))
    use = () if brought else (file.add_use(f"{library}::StreamExt", view.unit.modules),)
    return Fix(_TITLE, Safety.SHOW, (*edits, *use))


def _fits(loop: Node, step: Step, body: Node, view: RustFile) -> bool:
    """Whether there is one await, in a loop that nothing names, whose items do not wait themselves."""
    head = view.data[loop.start_byte : body.start_byte]
    plain = b"await" not in head and b"'" not in head[:1] and b"lock(" not in head
    return plain and len(list(awaits_below(body, view))) == 1 and not _is_taken(view)


def _gives_references(items: Node, view: RustFile) -> bool:
    found = type_of(items, view)
    shared = found is not None and found.path == "&" and not view.text(items).startswith("&mut")
    return shared or _BORROWED.search(view.text(items)) is not None


def _is_taken(view: RustFile) -> bool:
    names = view.descendants(view.unit.node, "identifier")
    return any(view.bytes_of(name) in (b"answer", b"answers") for name in names)


def _wants_item(item: Node, step: Step, body: Node, view: RustFile) -> bool:
    """Whether a round needs its item beside the answer."""
    names = {view.bytes_of(name) for name in names_in(item, view)}
    return any(
        view.bytes_of(use) in names and not lies_in(use, step.future)
        for use in view.descendants(body, "identifier", "shorthand_field_identifier")
    ) or any(
        b"{" + name in view.bytes_of(literal)
        for literal in view.descendants(body, "string_literal")
        for name in names
        if not lies_in(literal, step.future)
    )


def _is_repeatable(item: Node, borrowed: bool) -> bool:
    """Whether the pattern of the items is an expression, too, and its value can be used twice."""
    parts = [item] if item.type == "identifier" else item.named_children
    return borrowed and item.type in ("identifier", "tuple_pattern") and all(p.type == "identifier" for p in parts)


def _is_free(item: Node, step: Step, body: Node, view: RustFile, *, borrowed: bool) -> bool:
    """Whether the future needs nothing that the round makes before it, and borrows nothing that ends with it."""
    if not stands_alone(step, view):
        return False
    names = {view.bytes_of(name) for name in names_in(item, view)}
    for use in view.descendants(step.future, "identifier"):
        binding = binding_of(use, view)
        if binding is not None and body.start_byte <= binding.name.start_byte < body.end_byte:
            return False
        around = view.parent(use)
        if view.bytes_of(use) not in names or around is None:
            continue
        if around.type == "reference_expression" or (
            not borrowed and around.type not in ("arguments", "unary_expression")
        ):
            return False
    return True
