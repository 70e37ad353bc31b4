"""Findings and fixes of one file, from bytes to lines and columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..analysis.finding import Finding, Related, Span
from ..positions import Lines, Range
from ..quickfix.edit import Fix
from .model import EditView, FixView, RelatedView, Reported

EXCERPT_LINES = 3

Show = Callable[[str], str]


class Describer:
    """Describes what was found in one file; `show` gives the spelling of a path in reports."""

    def __init__(self, path: str, text: bytes, show: Show) -> None:
        self._path = path
        self._show = show
        self._lines = {path: Lines(text)}

    def finding(self, finding: Finding, fix: Fix | None) -> Reported:
        """The finding with everything a writer may want of it."""
        where = self._range(None, finding.span)
        last = min(where.end.line, where.start.line + EXCERPT_LINES - 1)
        lines = self._lines[self._path]
        return Reported(
            finding.rule,
            str(finding.severity),
            finding.message,
            self._show(self._path),
            where,
            tuple(self._related(related) for related in finding.related),
            self._fix(fix) if fix else None,
            tuple(lines.text(line) for line in range(where.start.line, last + 1)),
            finding.heat,
        )

    def _related(self, related: Related) -> RelatedView:
        path = self._path if related.path is None else related.path
        return RelatedView(self._show(path), self._range(related.path, related.span), related.message)

    def _fix(self, fix: Fix) -> FixView:
        edits = tuple(
            EditView(
                self._show(self._path if edit.path is None else edit.path),
                self._range(edit.path, edit.span),
                edit.text,
            )
            for edit in fix.edits
        )
        return FixView(fix.title, str(fix.safety), edits)

    def _range(self, path: str | None, span: Span) -> Range:
        path = self._path if path is None else path
        if path not in self._lines:
            self._lines[path] = Lines(_read(path))
        return self._lines[path].range(span.start, span.end)


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""
