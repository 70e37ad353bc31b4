"""More settings in a builder's chain, written as the chain is."""

from __future__ import annotations

import re

from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile

_NEXT_IN_LINE_BELOW = re.compile(rb"(?:[ \t]*//[^\n]*)?(\r?\n[ \t]*)\.")


def with_calls(start: Span, calls: tuple[str, ...], file: FixFile) -> Edit:
    """The calls behind the one that starts a chain: on lines of their own where the next stands on one."""
    below = _NEXT_IN_LINE_BELOW.match(file.text, start.end)
    between, at = (below[1].decode(), below.start(1)) if below is not None else ("", start.end)
    return Edit(Span(at, at), "".join(f"{between}.{call}" for call in calls))
