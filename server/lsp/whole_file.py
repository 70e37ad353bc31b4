"""Open files that are judged as a whole after each edit, as they are small: manifests and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..analysis.finding import Failure, Finding


@dataclass(eq=False)
class FileVerdict:
    """The findings of a whole file; their spans count bytes of its text. What is written of one is kept with it."""

    findings: list[Finding]
    text: bytes


class WholeFile(NamedTuple):
    """A file as its only section."""

    start: int
    line: int
    verdict: FileVerdict


def as_section(findings: list[Finding], text: bytes) -> WholeFile:
    """All findings of a text as one section."""
    return WholeFile(0, 0, FileVerdict(findings, text))


class WholeFileJudge:
    """Keeps the text and what is found in it. Nothing in it declares anything for code, or hangs on other buffers."""

    def __init__(self, path: str, text: bytes) -> None:
        self._path = path
        self._text = text
        self._section = as_section([], text)
        self.failures: list[Failure] = []

    def _judged(self, otherwise: list[Finding]) -> list[Finding]:
        """The findings of the text as it is; `otherwise` are those of before, moved along."""
        raise NotImplementedError

    def _judge(self, otherwise: list[Finding]) -> None:
        self._section = as_section(self._judged(otherwise), self._text)

    def edit(self, edits: Iterable[tuple[int, int, bytes]]) -> None:
        """Follow edits and judge the whole."""
        kept = self.findings()
        for start, old_end, new in edits:
            self._text = self._text[:start] + new + self._text[old_end:]
            kept = [
                found.shifted(len(new) - (old_end - start)) if found.span.start >= old_end else found
                for found in kept
                if found.span.end <= start or found.span.start >= old_end
            ]
        self._judge(kept)

    def others_changed(self) -> None:
        """Nothing hangs on other files."""

    def summary(self) -> None:
        """Nothing is declared for code."""

    def settle(self, _is_interrupted: Callable[[], bool] = lambda: False) -> bool:
        """Do what was left for later; whether more is left."""
        return False

    def sections(self) -> list[WholeFile]:
        """The file as one section, the same one until the next judgement."""
        return [self._section] if self.findings() else []

    def findings(self) -> list[Finding]:
        """The findings in the file."""
        return self._section.verdict.findings

    def whole(self) -> None:
        """There is nothing of Rust in it."""
