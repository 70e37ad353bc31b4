"""Mistakes in the settings as findings, for those who show both in the same way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..analysis.finding import Finding, Severity
from ..quickfix.other_word import INSTEAD
from ..settings import FILE_NAME, MANIFEST_NAME, MISTAKE, SettingsProblem, load_text
from .chosen import known_words


def mistakes_in(path: str, text: bytes) -> list[Finding]:
    """The mistakes in a settings file, or in the settings that a manifest holds, in file order."""
    place = Path(path)
    loaded = load_text(place, text, known_words()) if place.name in (FILE_NAME, MANIFEST_NAME) else None
    return as_findings(loaded.problems) if loaded else []


def as_findings(problems: Iterable[SettingsProblem]) -> list[Finding]:
    """Problems of one file as findings of `MISTAKE`, with the word that was meant as `INSTEAD`."""
    return sorted((_finding(problem) for problem in problems), key=lambda finding: finding.span)


def _finding(problem: SettingsProblem) -> Finding:
    data = {INSTEAD: problem.instead} if problem.instead is not None else {}
    return Finding(MISTAKE, Severity.CRITICAL, problem.span, problem.message, data=data)
