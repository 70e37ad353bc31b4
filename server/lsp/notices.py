"""What is told besides findings: mistakes in the settings, and rules that broke."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

from ..analysis.finding import Failure
from ..settings import SettingsProblem
from .board import Board
from .delivery import Channel
from .rendering import SOURCE, range_text

_LOG = logging.getLogger(__name__)
_ERROR, _WARNING = 1, 2


class Notices:
    """Tells everything once."""

    def __init__(self, channel: Channel, marks: Board) -> None:
        self._channel = channel
        self._marks = marks
        self._told: set[SettingsProblem] = set()
        self._problems: set[str] = set()

    def settings(self, problems: Iterable[SettingsProblem], files: Iterable[str]) -> None:
        """Show new mistakes, mark them where they stand in `files`, and unmark those that are gone."""
        current = list(problems)
        for problem in current:
            if problem not in self._told:
                self._show(problem)
        self._told = set(current)
        for path in sorted({*files, *self._marks.paths}):
            self._marks.put(path, ",".join([_mark(problem) for problem in current if problem.path == path]))
        self._marks.finish()

    def failures(self, failures: Iterable[Failure]) -> None:
        """Write down what went wrong in an analysis."""
        for failure in failures:
            what = f"{failure.rule}: " if failure.rule else ""
            text = f"{what}{failure.message} ({failure.path})"
            _LOG.error("%s", text)
            self._channel.notify("window/logMessage", {"type": _ERROR, "message": f"{SOURCE}: {text}"})

    def problem(self, text: str) -> None:
        """Write down what stands in the way of the work on the whole workspace."""
        if text not in self._problems:
            self._problems.add(text)
            _LOG.warning("%s", text)
            self._channel.notify("window/logMessage", {"type": _WARNING, "message": f"{SOURCE}: {text}"})

    def _show(self, problem: SettingsProblem) -> None:
        is_file = problem.line or problem.character or "/" in problem.path or "\\" in problem.path
        place = f"{problem.path}:{problem.line + 1}:{problem.character + 1}" if is_file else problem.path
        text = f"{SOURCE}: {place}: {problem.message}"
        _LOG.warning("%s", text)
        self._channel.notify("window/showMessage", {"type": _WARNING, "message": text})


def _mark(problem: SettingsProblem) -> str:
    where = (problem.line, problem.character)
    tail = {"severity": _ERROR, "source": SOURCE, "code": "settings", "message": problem.message}
    return f'{{"range":{range_text(where, where)},{json.dumps(tail)[1:-1]}}}'
