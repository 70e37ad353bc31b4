"""The value itself in the place of its copy."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The call is taken off."""
    source = finding.captures.get("source")
    if source is None:
        return None
    return Fix("Move instead of cloning", Safety.SAFE, (Edit(Span(source.end, finding.span.end), ""),))
