"""What is asked of somebody who reports a mistake: versions, the client, settings in force, the last complaints."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from .. import __version__
from ..report.machine import machine
from ..settings import Settings
from .session import Session

_MOST = 20


class Recent(logging.Handler):
    """Remembers the last warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: deque[str] = deque(maxlen=_MOST)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    @property
    def lines(self) -> list[str]:
        """What was complained of last, oldest first."""
        return list(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a record."""
        self._lines.append(self.format(record))


def information(session: Session, recent: Recent) -> str:
    """All of it, as Markdown that can be pasted into a report."""
    return "\n".join(
        [
            f"# rust-perf-analyzer {__version__}",
            "",
            *machine(),
            *_client(session),
            *_work(session),
            "",
            "## Settings",
            "",
            *_settings(session),
            "",
            "## Last warnings",
            "",
            *(["```text", *recent.lines, "```"] if recent.lines else ["None."]),
            "",
        ]
    )


def _client(session: Session) -> Iterator[str]:
    client = session.client
    yield f"- client: {client.name}, positions in {client.encoding.value}"
    yield f"- diagnostics: {'pulled' if client.pulls_diagnostics else 'pushed'}"
    yield f"- files that change: {'watched by the client' if client.registers_watchers else 'looked at on saving'}"


def _work(session: Session) -> Iterator[str]:
    workspace = session.workspace
    yield f"- mode: {'workspace' if workspace.shows_all else 'open files'}{', scanning' * workspace.is_scanning}"
    yield f"- open documents: {len(session.files())}"
    found = ", ".join(f"{count} {severity}" for severity, count in session.tally().items() if count)
    yield f"- findings: {found or 'none'}"
    yield f"- files in the index: {len(list(workspace.index))}"


def _settings(session: Session) -> Iterator[str]:
    configuration = session.configuration
    yield f"- editor: {_said(configuration.editor)}"
    for folder in configuration.folders or ("(no folder)",):
        source, settings = configuration.in_folder(folder)
        yield f"- `{folder}`: {source or 'no file'}: {_said(settings)}"
    for problem in configuration.problems():
        yield f"- problem: {problem.path}: {problem.place}: {problem.message}"


def _said(settings: Settings) -> str:
    """What differs from the defaults."""
    default: dict[str, Any] = asdict(Settings())
    said = {name.replace("_", "-"): value for name, value in asdict(settings).items() if value != default[name]}
    return f"`{json.dumps(said)}`"
