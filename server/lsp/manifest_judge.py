"""The judgement of an open file that cargo reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..analysis.finding import Finding, Severity
from ..analysis.manifest import analyse_manifest, sources_behind
from ..analysis.workspace.cargo.source_marks import StillReading, in_portions, marks_of
from ..disk.settings_mistakes import mistakes_in
from ..settings import Settings
from .whole_file import WholeFileJudge

SYNTAX = "invalid-toml"
"""What a text that is no TOML is told under."""


class ManifestJudge(WholeFileJudge):
    """Judges a file that cargo reads afresh after each edit.

    What hangs on more sources than can be read at once is found when `settle` has read them in portions.
    While it does not parse, as it does not while a key is being typed, the last findings stay and move along, and one
    more says where it breaks off.
    """

    def __init__(self, path: str, text: bytes, settings: Settings) -> None:
        super().__init__(path, text)
        self._settings = settings
        self._unread: Iterator[str] | None = None
        # A judge lives until some manifest says something new, not longer than somebody types on.
        self._packages: dict[Path, frozenset[str]] = {}
        self._judge([])

    def settle(self, _is_interrupted: Callable[[], bool] = lambda: False) -> bool:
        """Read on; whether more is left. With all of it the file is judged again."""
        if self._unread is None:
            return False
        try:
            with in_portions(self._packages):
                while (path := next(self._unread, None)) is not None:
                    marks_of(path)
        except StillReading:
            return True
        self._unread = None
        self._judge(self.findings())
        return self._unread is not None

    def _judged(self, otherwise: list[Finding]) -> list[Finding]:
        with in_portions(self._packages) as portion:
            findings, failures = analyse_manifest(self._path, self._text, self._settings)
        if portion.is_short and self._unread is None:
            self._unread = sources_behind(self._path, self._text)
        self.failures += [failure for failure in failures if failure.rule and failure not in self.failures]
        broken = next((failure for failure in failures if failure.span), None)
        if broken is not None and broken.span is not None:
            still = [finding for finding in otherwise if finding.rule != SYNTAX]
            return [*still, Finding(SYNTAX, Severity.CRITICAL, broken.span, f"this file {broken.message}")]
        if mistakes := mistakes_in(self._path, self._text):
            return sorted([*findings, *mistakes], key=lambda finding: finding.span)
        return findings
