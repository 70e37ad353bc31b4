"""Findings of text that does not parse for the moment: the last good ones, moved with the edit."""

from __future__ import annotations

from collections.abc import Iterable

from .finding import Finding, Span
from .judge import Verdict


def carried(
    old: Iterable[tuple[int, Verdict]], start: int, end: int, edit_start: int, edit_end: int, size: int
) -> tuple[Finding, ...]:
    """The old findings that lie within the broken bytes after the edit, counted from their start.

    `old` are verdicts with the places of their units before the edit; `edit_start`, `edit_end` and `size` are
    the replaced bytes and how many took their place, all in the same text as `start` and `end`.
    """
    found: list[Finding] = []
    for base, verdict in old:
        for finding in verdict.findings:
            moved = _moved(finding.span.shifted(base), edit_start, edit_end, size)
            if moved is not None and start <= moved.start and moved.end <= end:
                shift = moved.start - finding.span.start - start
                found.append(_placed(finding.shifted(shift), Span(moved.start - start, moved.end - start)))
    return tuple(found)


def _moved(span: Span, start: int, end: int, size: int) -> Span | None:
    """Where the span lies after the edit; None when the edit took a part of its border away."""
    delta = size - (end - start)
    if span.end <= start:
        return span
    if span.start >= end:
        return span.shifted(delta)
    if span.start <= start and end <= span.end:
        return Span(span.start, span.end + delta)
    return None


def _placed(finding: Finding, span: Span) -> Finding:
    """The finding at its new place, without captures, which the edit may have torn."""
    return Finding(finding.rule, finding.severity, span, finding.message, (), {}, finding.data, finding.heat)
