"""`vec![…]` becomes the array."""

from __future__ import annotations

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """What stands between the brackets stays."""
    tokens = finding.captures.get("tokens")
    if tokens is None:
        return None
    ends = (Edit(Span(finding.span.start, tokens.start + 1), "["), Edit(Span(tokens.end - 1, tokens.end), "]"))
    return Fix("Use an array", Safety.SAFE, ends)
