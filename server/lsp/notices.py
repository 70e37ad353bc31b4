"""What is told besides findings: mistakes in settings that are not open, and rules that broke."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from ..analysis.finding import Failure
from ..analysis.workspace.files import contents
from ..disk.settings_mistakes import as_findings
from ..settings import SettingsProblem
from .board import Board
from .client import Client
from .delivery import Channel
from .rendering import SOURCE, Foreign, Renderer
from .uris import uri_of
from .whole_file import as_section

_LOG = logging.getLogger(__name__)
_ERROR, _WARNING = 1, 2


class Notices:
    """Tells everything once."""

    def __init__(self, client: Client, channel: Channel, marks: Board, foreign: Foreign) -> None:
        self._client = client
        self._channel = channel
        self._foreign = foreign
        self._marks = marks
        self._told: set[SettingsProblem] = set()
        self._problems: set[str] = set()

    def settings(self, problems: Collection[SettingsProblem], is_judged: Callable[[str], bool]) -> None:
        """Mark mistakes where they stand, and unmark those that are gone; say new ones that stand in no file.

        In files that are judged themselves, as those are which are open, that tells the same.
        """
        for problem in problems:
            if problem not in self._told:
                self._say(problem)
        self._told = set(problems)
        paths = {problem.path for problem in problems if problem.is_in_file and not is_judged(problem.path)}
        for path in sorted({*paths, *self._marks.paths}):
            here = [problem for problem in problems if problem.path == path] if path in paths else []
            self._marks.put(path, self._marked(path, here))
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

    def _say(self, problem: SettingsProblem) -> None:
        where = f"{problem.path}: {problem.place}" if problem.is_in_file else problem.path
        text = f"{SOURCE}: {where}: {problem.message}"
        _LOG.warning("%s", text)
        method = "window/logMessage" if problem.is_in_file else "window/showMessage"
        self._channel.notify(method, {"type": _WARNING, "message": text})

    def _marked(self, path: str, problems: Iterable[SettingsProblem]) -> str:
        try:
            text = contents(Path(path))
        except OSError:
            text = b""
        renderer = Renderer(uri_of(path), self._client, lambda _: None, self._foreign)
        return renderer.diagnostics([as_section(as_findings(problems), text)])
