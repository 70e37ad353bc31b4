"""The JSON report. Its shape is a contract with tools; `version` changes when the shape does."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..positions import Place, Range
from .model import FixView, Outcome, Reported, RuleNote

VERSION = 1


def write(outcome: Outcome, notes: Mapping[str, RuleNote]) -> Iterator[str]:
    """The whole report on one line."""
    report = {
        "version": VERSION,
        "findings": [_finding(found, notes[found.rule]) for found in outcome.findings],
        "errors": [{"path": problem.path, "message": problem.message} for problem in outcome.errors],
        "files": outcome.files,
    }
    yield json.dumps(report)


def _finding(found: Reported, note: RuleNote) -> dict[str, Any]:
    return {
        "rule": found.rule,
        "family": note.family,
        "severity": found.severity,
        "message": found.message,
        "path": found.path,
        "range": _range(found.range),
        "fix": _fix(found.fix) if found.fix else None,
        "related": [
            {"path": place.path, "range": _range(place.range), "message": place.message} for place in found.related
        ],
        "help": note.help,
    }


def _fix(fix: FixView) -> dict[str, Any]:
    edits = [{"path": edit.path, "range": _range(edit.range), "newText": edit.new_text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety, "edits": edits}


def _range(where: Range) -> dict[str, Any]:
    return {"start": _place(where.start), "end": _place(where.end)}


def _place(place: Place) -> dict[str, int]:
    return {"line": place.line, "character": place.character}
