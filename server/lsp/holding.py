"""What open files declare, told to one another: some time after the last edit, as nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ..analysis.workspace.index import Index
from .open_file import OpenFile

PAUSE = 0.3
"""Seconds without an edit before the files around are asked again: who types on shall not wait for that."""


class Holding:
    """The index of the workspace has the texts of open files in place of those on the disk."""

    def __init__(self, index: Index, changed: Callable[[OpenFile], None]) -> None:
        self._index = index
        self._changed = changed
        self._files: dict[OpenFile, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def soon(self, file: OpenFile) -> None:
        """A file was opened or edited."""
        self._files[file] = None
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self._hold)

    def forget(self, file: OpenFile) -> None:
        """A file was closed: what is saved counts again."""
        self._files.pop(file, None)
        if file.path is not None:
            self._index.release(file.path)

    def stop(self) -> None:
        """Wait no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _hold(self) -> None:
        files, self._files = list(self._files), {}
        for file in files:
            summary = file.summary()
            if summary is None or file.path is None:
                continue
            if self._index.hold(file.path, file.document.text, summary):
                self._changed(file)
