"""The future that an async block awaits takes the place of the block."""

from __future__ import annotations

import re

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The block goes, unless that would take a comment with it; lines move out by as much as the block was in."""
    block, future = finding.span, finding.captures["future"]
    around = file.slice(Span(block.start, future.start)) + file.slice(Span(future.end, block.end))
    if "//" in around or "/*" in around:
        return None
    text = file.slice(future)
    if "\n" in around[: future.start - block.start]:
        deeper, outer = file.indentation(future.start), file.indentation(block.start)
        text = re.sub(rf"\n{deeper}", f"\n{outer}", text)
    return Fix("Use the future that the block awaits", Safety.SAFE, (Edit(block, text),))
