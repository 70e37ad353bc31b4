"""The judgement of an open `rust-perf.toml`: its mistakes."""

from __future__ import annotations

from ..analysis.finding import Finding
from ..disk.settings_mistakes import mistakes_in
from .whole_file import WholeFileJudge


class SettingsJudge(WholeFileJudge):
    """Reads the whole text afresh after each edit."""

    def __init__(self, path: str, text: bytes) -> None:
        super().__init__(path, text)
        self._judge([])

    def _judged(self, otherwise: list[Finding]) -> list[Finding]:
        return mistakes_in(self._path, self._text)
