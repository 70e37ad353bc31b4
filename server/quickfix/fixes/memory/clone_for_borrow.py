"""The source itself, by reference."""

from __future__ import annotations

from ....analysis.facts.moves.escapes import named_by
from ....analysis.facts.moves.ownership import Held
from ....analysis.finding import Finding
from ...borrowed import borrowed, borrowed_variable
from ...edit import Fix, Safety
from ...fix_file import FixFile
from ...same_name import said_by_name


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the source is known to be a value, or a reference to one."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    span, held = finding.captures.get("source"), finding.data.get("held", "")
    source = file.node_at(span, view) if span is not None and view is not None else None
    if view is None or call is None or source is None:
        return None
    variable = named_by(call, view)
    if variable is not None:
        edits = borrowed_variable(variable, call, source, held, view)
        shorter = said_by_name(call, view.text(source), view, file) if held == Held.SHARED.value else None
        edits = (*edits[:-1], shorter) if edits is not None and shorter is not None else edits
    else:
        edits = borrowed(call, source, finding.data.get("how", ""), held, view)
    return Fix("Borrow instead of copying", Safety.SAFE, edits) if edits is not None else None
