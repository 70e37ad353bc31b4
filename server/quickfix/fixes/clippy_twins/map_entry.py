"""One search for the key: `entry` with a value for it, or with a branch on what is found."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.defaults import is_default
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.code.type_model import peeled
from ....analysis.facts.memory.map_entries import AskedAndGiven, asked_and_given, says_other
from ....analysis.facts.moves.eagerness import leaves, work_in
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_COPIED = frozenset(
    {"u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "char", "bool"}
)
_DIVERGES = ("return_expression", "break_expression", "continue_expression", "try_expression", "macro_invocation")
_NAMES = ("entry", "vacant", "slot")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The short form for a value alone, else the branch with its statements as they are."""
    view, contains = file.view_at(finding.span), finding.captures.get("contains")
    call = file.node_at(contains, view) if view is not None and contains is not None else None
    found = asked_and_given(call, view) if view is not None and call is not None else None
    if view is None or found is None or found.vacant is None or len(found.inserts) != 1:
        return None
    if file.crate.edition < "2018" or not _is_settled(found, view):
        return None
    edits = _short(found, view) or _branched(found, view)
    return Fix("Search the map once: `entry`", Safety.SAFE, edits) if edits else None


def _is_settled(found: AskedAndGiven, view: RustFile) -> bool:
    """Whether the statement gives no value, and the key is the same however often it is written."""
    around = view.parent(found.branch)
    is_statement = around is not None and (
        around.type == "expression_statement" or (around.type == "block" and around.named_children[-1] == found.branch)
    )
    key = [found.key, *view.descendants(found.key, "call_expression", "macro_invocation")]
    return is_statement and not any(node.type in ("call_expression", "macro_invocation") for node in key)


def _short(found: AskedAndGiven, view: RustFile) -> tuple[Edit, ...]:
    """`map.entry(key).or_insert(value);` for a block that does nothing else."""
    block, insert = found.vacant, found.inserts[0]
    if found.occupied is not None or block is None or len(block.named_children) != 1:
        return ()
    only = block.named_children[0]
    arguments = insert.child_by_field_name("arguments")
    if arguments is None or (only != insert and only.named_children != [insert]):
        return ()
    value = arguments.named_children[-1]
    if leaves(value, view) or len(arguments.named_children) != 2:
        return ()
    if not _is_copied(found, view) and says_other(value, found.key, [], view):
        return ()
    head = f"{view.text(found.map)}.entry({view.text(found.key)})"
    around = view.parent(found.branch)
    semicolon = "" if around is not None and view.bytes_of(around).endswith(b";") else ";"
    return (Edit(span_of(found.branch), f"{head}{_given(value, view)}{semicolon}"),)


def _given(value: Node, view: RustFile) -> str:
    if is_default(value, view):
        return ".or_default()"
    work = work_in(value, view)
    is_cheap = work is not None and not work.calls
    return f".or_insert({view.text(value)})" if is_cheap else f".or_insert_with(|| {view.text(value)})"


def _branched(found: AskedAndGiven, view: RustFile) -> tuple[Edit, ...]:
    """`if let Entry::Vacant(entry) = map.entry(key) { .. entry.insert(value); .. }`, with the arms in that order."""
    insert, vacant, occupied = found.inserts[0], found.vacant, found.occupied
    statement = view.parent(insert)
    name = next((each for each in _NAMES if each.encode() not in view.bytes_of(found.branch)), None)
    arguments = insert.child_by_field_name("arguments")
    if name is None or vacant is None or arguments is None or len(arguments.named_children) != 2:
        return ()
    if statement is None or statement.type != "expression_statement" or not _may_hold(found, view):
        return ()
    head = f"std::collections::{found.module}::Entry::Vacant({name})"
    condition = Edit(span_of(found.condition), f"let {head} = {view.text(found.map)}.entry({view.text(found.key)})")
    inserted = Edit(Span(insert.start_byte, arguments.named_children[-1].start_byte), f"{name}.insert(")
    if found.negated:
        return (condition, inserted)
    if occupied is None or vacant.type != "block":
        return ()
    body = view.bytes_of(vacant)
    start, end = (inserted.span.start - vacant.start_byte, inserted.span.end - vacant.start_byte)
    swapped = (body[:start] + inserted.text.encode() + body[end:]).decode("utf-8", "replace")
    return (condition, Edit(span_of(occupied), swapped), Edit(span_of(vacant), view.text(occupied)))


def _may_hold(found: AskedAndGiven, view: RustFile) -> bool:
    """Whether the entry can hold the map and the key for as long as the branch takes."""
    if any(True for _ in view.descendants(found.map, "call_expression")) or found.map.type == "call_expression":
        return False
    if found.occupied is not None and says_other(found.occupied, found.map, [], view):
        return False
    if _is_copied(found, view):
        return True
    diverges = any(True for _ in view.descendants(found.branch, *_DIVERGES))
    arguments = found.inserts[0].child_by_field_name("arguments")
    given = arguments.named_children[:1] if arguments is not None else []
    return not diverges and not says_other(found.branch, found.key, [*given, found.condition], view)


def _is_copied(found: AskedAndGiven, view: RustFile) -> bool:
    parts = found.key.named_children if found.key.type == "tuple_expression" else [found.key]
    return all(_is_of_copied_type(part, view) for part in parts)


def _is_of_copied_type(part: Node, view: RustFile) -> bool:
    held = type_of(part, view)
    known = peeled(held)
    return held is not None and (held.path == "&" or (known is not None and known.path in _COPIED))
