"""A progress bar on the terminal, for runs long enough to want one."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_FEW = 300
_PAUSE = 0.05


class Progress:
    """Counts files on standard error; does nothing when that is no terminal or the files are few."""

    def __init__(self, files: int) -> None:
        self._bar = _bar(files) if files >= _FEW and sys.stderr.isatty() else None
        self._next = 0.0

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def advance(self, files: int) -> None:
        """So many files more are done."""
        if self._bar:
            self._bar.advance(self._bar.task_ids[0], files)
            if (now := time.monotonic()) >= self._next:
                self._bar.refresh()
                self._next = now + _PAUSE


def _bar(files: int) -> Bar:
    # Rich costs more to import than a hundred files cost to judge.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        console=Console(stderr=True),
        transient=True,
        # Its refreshing thread would be alive while worker processes are forked.
        auto_refresh=False,
    )
    bar.add_task("checking", total=files)
    return bar
