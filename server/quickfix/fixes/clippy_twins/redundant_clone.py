"""The value itself in the place of its copy."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile
from ...same_name import said_by_name


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The call is taken off, with the declaration around it if that gives no other name."""
    source, view = finding.captures.get("source"), file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if source is None or view is None or call is None:
        return None
    shorter = said_by_name(call, file.slice(source), view, file)
    edit = shorter or Edit(Span(source.end, finding.span.end), "")
    return Fix("Move instead of cloning", Safety.SAFE, (edit,))
