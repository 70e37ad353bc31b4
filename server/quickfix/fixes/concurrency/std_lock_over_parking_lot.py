"""The lock of `parking_lot` in the place of std's: its type, what makes it, and no more unwrapping."""

from __future__ import annotations

from collections.abc import Iterator

from ....analysis.facts.locking.lock_uses import Use, uses_of_lock
from ....analysis.facts.locking.locks import lock_declared
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile
from ...lock_names import names_guards, type_names
from ...swapped_name import swapped


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """All uses of the lock, or nothing where another file has some, or a guard is named by its type."""
    kind, view = finding.data["kind"], file.view_at(finding.span)
    written = file.node_at(finding.span, view) if view is not None else None
    lock = lock_declared(written, view) if written is not None and view is not None else None
    if lock is None or view is None or names_guards(file.text):
        return None
    uses = list(uses_of_lock(lock, view))
    named = list(type_names(lock, uses, kind))
    if any(use.view.unit.path for use in uses) or not named:
        return None
    new = f"parking_lot::{kind.rpartition('::')[2]}"
    edits = [*(edit for use in uses for edit in _plain(use)), *swapped(named, kind, new, file)]
    title = f"Use `{new}` for `{lock.name}`: a panic no longer poisons it"
    return Fix(title, Safety.UNSAFE, tuple(dict.fromkeys(edits)))


def _plain(use: Use) -> Iterator[Edit]:
    """`.lock().unwrap()` becomes `.lock()`."""
    guard = use.guard
    if guard is not None and guard.value is not None:
        yield Edit(Span(guard.call.end_byte, guard.value.end_byte), "")
