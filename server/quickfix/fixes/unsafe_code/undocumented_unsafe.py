"""Shows where the comment would stand, and what it has to argue."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ....analysis.suppression import statement_of
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

_TITLE = "Say why this is sound: `// SAFETY: …`"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Above the statement where it has a line of its own, else in the block; the reason is for a person to find."""
    span = finding.captures["block"]
    claim = finding.data.get("claim", "all uses from several threads are ordered")
    view = file.view_at(span)
    block = file.node_at(span, view) if view is not None else None
    if block is None:
        return None
    for at in (block.start_byte, statement_of(block).start_byte):
        line = file.text.rfind(b"\n", 0, at) + 1
        if not file.text[line:at].strip():
            text = f"// SAFETY: {claim}, because …{file.newline}{file.indentation(at)}"
            return Fix(_TITLE, Safety.SHOW, (Edit(Span(at, at), text),))
    inside = file.text.find(b"{", span.start) + 1
    return Fix(_TITLE, Safety.SHOW, (Edit(Span(inside, inside), f" /* SAFETY: {claim}, because … */"),))
