"""`async` goes from the function, and `.await` from each of its calls."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.awaiting.async_demand import waiters_of
from ....analysis.facts.running.callers import Caller, knows_all_callers
from ....analysis.finding import Finding, Span
from ...async_word import async_removed
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """All callers must be known, and stand in the file: those elsewhere would await what is no future any more."""
    function = finding.captures["function"]
    view = file.view_at(function)
    waiters = waiters_of(view) if view is not None else None
    if view is None or waiters is None or not knows_all_callers(view):
        return None
    if any(caller.unit.path or b"macro_rules!" in caller.unit.text for _, caller in waiters.calls):
        return None
    without = async_removed(view.unit.node, file)
    if without is None:
        return None
    edits = [without, *map(_without_await, waiters.calls)]
    calls = "" if not waiters.calls else " and the `.await` of its calls"
    return Fix(f"Remove `async`{calls}: it runs when it is called", Safety.UNSAFE, tuple(dict.fromkeys(edits)))


def _without_await(place: Caller) -> Edit:
    """Takes away what stands between a call and the end of its `.await`."""
    call, view = place
    awaited: Node | None = view.parent(call)
    return Edit(Span(call.end_byte, awaited.end_byte if awaited is not None else call.end_byte), "")
