"""The judgement of an open file that cargo reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..analysis.finding import Failure, Finding, Severity
from ..analysis.manifest import analyse_manifest, sources_behind
from ..analysis.workspace.cargo.source_marks import StillReading, in_portions, marks_of
from ..disk.settings_mistakes import mistakes_in
from ..settings import Settings

SYNTAX = "invalid-toml"
"""What a text that is no TOML is told under."""


class ManifestJudge:
    """Judges a file that cargo reads afresh after each edit; manifests are small.

    What hangs on more sources than can be read at once is found when `settle` has read them in portions.
    While it does not parse, as it does not while a key is being typed, the last findings stay and move along, and one
    more says where it breaks off.
    """

    def __init__(self, path: str, text: bytes, settings: Settings) -> None:
        self._path = path
        self._text = text
        self._settings = settings
        self.failures: list[Failure] = []
        self._unread: Iterator[str] | None = None
        # A judge lives until some manifest says something new, not longer than somebody types on.
        self._packages: dict[Path, frozenset[str]] = {}
        self._verdict = self._judged([])

    def edit(self, edits: Iterable[tuple[int, int, bytes]]) -> None:
        """Follow edits and judge the whole."""
        kept = self._verdict.findings
        for start, old_end, new in edits:
            self._text = self._text[:start] + new + self._text[old_end:]
            kept = [
                found.shifted(len(new) - (old_end - start)) if found.span.start >= old_end else found
                for found in kept
                if found.span.end <= start or found.span.start >= old_end
            ]
        self._verdict = self._judged(kept)

    def others_changed(self) -> None:
        """Nothing hangs on other files."""

    def summary(self) -> None:
        """A manifest declares nothing for code."""

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
        self._verdict = self._judged(self._verdict.findings)
        return self._unread is not None

    def sections(self) -> list[WholeFile]:
        """The file as one section."""
        return [WholeFile(0, 0, self._verdict)] if self._verdict.findings else []

    def findings(self) -> list[Finding]:
        """The findings in the file."""
        return self._verdict.findings

    def whole(self) -> None:
        """There is nothing of Rust in it."""

    def _judged(self, otherwise: list[Finding]) -> FileVerdict:
        with in_portions(self._packages) as portion:
            findings, failures = analyse_manifest(self._path, self._text, self._settings)
        if portion.is_short and self._unread is None:
            self._unread = sources_behind(self._path, self._text)
        self.failures += [failure for failure in failures if failure.rule and failure not in self.failures]
        broken = next((failure for failure in failures if failure.span), None)
        if broken is not None and broken.span is not None:
            still = [finding for finding in otherwise if finding.rule != SYNTAX]
            findings = [*still, Finding(SYNTAX, Severity.CRITICAL, broken.span, f"this file {broken.message}")]
        elif mistakes := mistakes_in(self._path, self._text):
            findings = sorted([*findings, *mistakes], key=lambda finding: finding.span)
        return FileVerdict(findings, self._text)


class FileVerdict:
    """The findings of a whole file."""

    def __init__(self, findings: list[Finding], text: bytes) -> None:
        self.findings = findings
        self.text = text


class WholeFile(NamedTuple):
    """A file as its only section."""

    start: int
    line: int
    verdict: FileVerdict
