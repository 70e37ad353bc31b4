"""What was found in one file as a line of JSON, and back: the same fields in the same order."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..positions import Place, Range
from ..report.model import EditView, FixView, Problem, RelatedView, Reported


class Row(NamedTuple):
    """The state and digest of a file, and what was found in it."""

    state: str
    digest: str
    files: int
    findings: Sequence[Reported]
    problems: Sequence[Problem]


def spelled(row: Row) -> str:
    """A row as JSON."""
    return json.dumps(row, separators=(",", ":"))


def read(value: Any) -> Row | None:
    """The row of a value that JSON gave; None when it is none."""
    try:
        state, digest, files, findings, problems = value
        return Row(state, digest, files, [_reported(each) for each in findings], [Problem(*each) for each in problems])
    except (TypeError, ValueError):
        return None


def _reported(row: Any) -> Reported:
    found = Reported(*row)
    return found._replace(
        range=_range(found.range),
        related=tuple(RelatedView(path, _range(where), message) for path, where, message in found.related),
        fix=_fix(found.fix) if found.fix else None,
        excerpt=tuple(found.excerpt),
    )


def _fix(row: Any) -> FixView:
    title, safety, edits = row
    return FixView(title, safety, tuple(EditView(path, _range(where), text) for path, where, text in edits))


def _range(row: Any) -> Range:
    start, end = row
    return Range(Place(*start), Place(*end))
