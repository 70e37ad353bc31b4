"""More settings in a builder's chain, written as the chain is."""

from __future__ import annotations

import re

from ..analysis.finding import Finding, Span
from .edit import Edit
from .fix_file import FixFile

_NEXT_IN_LINE_BELOW = re.compile(rb"(?:[ \t]*//[^\n]*)?(\r?\n[ \t]*)\.")


def with_settings(finding: Finding, calls: tuple[str, ...], file: FixFile, builder: Span | None = None) -> Edit:
    """The calls on the builder that starts where the finding is, or on the variable that keeps it.

    The settings of hyper's builders give back references, which no variable can keep.
    """
    kept = finding.captures.get("kept")
    if kept is None:
        return _in_chain(builder or finding.span, calls, file)
    statement = f"{finding.data['name']}.{'.'.join(calls)};"
    return Edit(Span(kept.end, kept.end), f"{file.newline}{file.indentation(kept.start)}{statement}")


def _in_chain(start: Span, calls: tuple[str, ...], file: FixFile) -> Edit:
    """The calls behind the one that starts a chain: on lines of their own where the next stands on one."""
    below = _NEXT_IN_LINE_BELOW.match(file.text, start.end)
    between, at = (below[1].decode(), below.start(1)) if below is not None else ("", start.end)
    return Edit(Span(at, at), "".join(f"{between}.{call}" for call in calls))
