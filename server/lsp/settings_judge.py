"""The judgement of an open `rust-perf.toml`: its mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..analysis.finding import Failure, Finding
from ..disk.settings_mistakes import mistakes_in
from .manifest_judge import FileVerdict, WholeFile


class SettingsJudge:
    """Reads the whole text afresh after each edit; such files are small."""

    def __init__(self, path: str, text: bytes) -> None:
        self._path = path
        self._text = text
        self.failures: list[Failure] = []
        self._verdict = self._judged()

    def edit(self, edits: Iterable[tuple[int, int, bytes]]) -> None:
        """Follow edits and judge the whole."""
        for start, old_end, new in edits:
            self._text = self._text[:start] + new + self._text[old_end:]
        self._verdict = self._judged()

    def others_changed(self) -> None:
        """Nothing hangs on other files."""

    def summary(self) -> None:
        """Settings declare nothing for code."""

    def settle(self, _is_interrupted: Callable[[], bool] = lambda: False) -> bool:
        """Nothing is left for later."""
        return False

    def sections(self) -> list[WholeFile]:
        """The file as one section."""
        return [WholeFile(0, 0, self._verdict)] if self._verdict.findings else []

    def findings(self) -> list[Finding]:
        """The mistakes in the file."""
        return self._verdict.findings

    def whole(self) -> None:
        """Settings are no Rust."""

    def _judged(self) -> FileVerdict:
        return FileVerdict(mistakes_in(self._path, self._text), self._text)
