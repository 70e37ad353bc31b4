"""One line a finding, in the form that editors and `grep` know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .model import Outcome, RuleNote
from .terminal import printable


def write(outcome: Outcome, notes: Mapping[str, RuleNote]) -> Iterator[str]:
    """`path:line:column: severity[rule] message`, both numbers from 1."""
    for found in outcome.findings:
        line, character = found.range.start
        yield printable(f"{found.path}:{line + 1}:{character + 1}: {found.severity}[{found.rule}] {found.message}")
