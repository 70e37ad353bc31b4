"""The attribute goes, with its line."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """What stands beside it on the line stays."""
    start = file.text.rfind(b"\n", 0, finding.span.start) + 1
    end = file.text.find(b"\n", finding.span.end) + 1
    alone = end and not (file.text[start : finding.span.start] + file.text[finding.span.end : end]).strip()
    return Fix("Leave it to the optimiser", Safety.SAFE, (Edit(Span(start, end) if alone else finding.span, ""),))
