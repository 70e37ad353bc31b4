"""A blocking lock in the place of the async one: its type, what makes it, and each place that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....analysis.facts.code.type_model import peeled
from ....analysis.facts.locking.guards import guard_taken
from ....analysis.facts.locking.lock_uses import Use, uses_of_lock
from ....analysis.facts.locking.locks import Lock, lock_behind
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile
from ...lock_names import names_guards, type_names
from ...swapped_name import swapped

_TAKEN = ("lock", "read", "write")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """All uses of the lock in the file, or nothing: no guard may be named by its type, or tried for."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    guard = guard_taken(call, view) if call is not None and view is not None else None
    lock = lock_behind(guard.lock, view) if guard is not None and view is not None else None
    if guard is None or view is None or lock is None or guard.kind is None or names_guards(file.text):
        return None
    if lock.view.unit.path or _is_in_macro(lock):
        return None
    uses = list(uses_of_lock(lock, view))
    fast = file.crate.known and file.crate.uses("parking_lot")
    edits = [edit for use in uses for edit in _taking(use, fast)]
    named = list(type_names(lock, uses, guard.kind))
    if any(use.view.unit.path or not _rewritten(use) for use in uses) or not named:
        return None
    word = guard.kind.rpartition("::")[2]
    new = f"parking_lot::{word}" if fast else f"std::sync::{word}"
    edits += swapped(named, guard.kind, new, file)
    edits += [Edit(span, "new") for span in _const_constructors(named, file)]
    title = f"Use `{new}` for `{lock.name}`: waiting is no longer fair" + ("" if fast else ", a panic poisons it")
    return Fix(title, Safety.UNSAFE, tuple(dict.fromkeys(edits)))


def _is_in_macro(lock: Lock) -> bool:
    """Whether the lock is declared by a `lazy_static!`, whose types are loose tokens."""
    return lock.declaration.type in ("macro_invocation", "expression_statement")


def _rewritten(use: Use) -> bool:
    """Whether the use has a form that is rewritten, or that needs none."""
    if use.guard is not None:
        known = peeled(type_of(use.guard.lock, use.view)) is not None
        return known and use.guard.method in _TAKEN and use.guard.value is not None
    return not use.away


def _taking(use: Use, fast: bool) -> Iterator[Edit]:
    """`.lock().await` becomes `.lock().unwrap()`, or `.lock()` of parking_lot."""
    if use.exclusive is not None and not fast:
        yield Edit(Span(use.exclusive.end_byte, use.exclusive.end_byte), ".unwrap()")
    value = use.guard.value if use.guard is not None else None
    if use.guard is None or value is None:
        return
    call = use.guard.call
    awaited = call.parent
    while awaited is not None and awaited.type == "parenthesized_expression":
        awaited = awaited.parent
    if awaited is None or awaited.type != "await_expression":
        return
    dot, word = awaited.children[-2:]
    if fast:
        yield Edit(Span(dot.prev_sibling.end_byte if dot.prev_sibling else dot.start_byte, awaited.end_byte), "")
    else:
        yield Edit(Span(word.start_byte, word.end_byte), "unwrap()")


def _const_constructors(named: list[Node], file: FixFile) -> Iterator[Span]:
    """tokio's `const_new` is called `new` elsewhere."""
    for node in named:
        around = node.parent
        name = around.child_by_field_name("name") if around is not None else None
        if name is not None and file.slice(Span(name.start_byte, name.end_byte)) == "const_new":
            yield Span(name.start_byte, name.end_byte)
