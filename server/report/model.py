"""What `check` found, as plain data: made in worker processes, written by the writers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ..positions import Range


class EditView(NamedTuple):
    """One replacement of a fix."""

    path: str
    range: Range
    new_text: str


class FixView(NamedTuple):
    """A fix as it is shown: what it does, who may apply it, and its edits."""

    title: str
    safety: str
    edits: tuple[EditView, ...]


class RelatedView(NamedTuple):
    """A second place that explains a finding."""

    path: str
    range: Range
    message: str


class Reported(NamedTuple):
    """One finding; `excerpt` are the source lines it starts on and `heat` how often they run, for people to read."""

    rule: str
    severity: str
    message: str
    path: str
    range: Range
    related: tuple[RelatedView, ...] = ()
    fix: FixView | None = None
    excerpt: tuple[str, ...] = ()
    heat: str = ""


class Problem(NamedTuple):
    """Something that could not be judged, and why."""

    path: str
    message: str


class RuleNote(NamedTuple):
    """What the writers say of a rule beside its findings: its family, and why the pattern costs."""

    family: str
    help: str


@dataclass(slots=True)
class Outcome:
    """All that one run of `check` found."""

    findings: list[Reported] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    files: int = 0
