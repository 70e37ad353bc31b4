"""Shows the connection given back before the wait, and taken again behind it where it is used once more."""

from __future__ import annotations

from ....analysis.facts.networking.pools import connection_taken
from ....analysis.finding import Finding
from ...edit import Fix, Safety
from ...fix_file import FixFile
from ...released import released_before

SHOWS = True

_TITLE = "Give the connection back to its pool before the `.await`"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """What a person would write; whether the work may be parted there is theirs to decide."""
    view, first = file.view_at(finding.span), finding.captures.get("first")
    call = file.node_at(finding.span, view) if view is not None else None
    guard = connection_taken(call, view) if call is not None and view is not None else None
    let = guard.value.parent if guard is not None and guard.value is not None else None
    if view is None or first is None or let is None or let.type != "let_declaration":
        return None
    edits = released_before(let, first, file, view)
    return Fix(_TITLE, Safety.SHOW, edits) if edits else None
