"""What a mistake in the settings is."""

from __future__ import annotations

from dataclasses import dataclass

from ..positions import Span

MISTAKE = "settings"
"""What a mistake is told under where it is shown like a finding."""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A mistake in the settings: where it stands, and the word that was probably meant in place of what stands there.

    `line` and `character` count from 0, the latter in UTF-16 units; `span` counts bytes of the file's text. All are 0
    for what an editor says. `instead` is None where nothing comes close, or nothing can simply be replaced.
    """

    path: str
    line: int
    character: int
    span: Span
    message: str
    instead: str | None = None

    is_in_file: bool = True

    @property
    def place(self) -> str:
        """The place for people to read, from 1."""
        return f"line {self.line + 1}, column {self.character + 1}"
