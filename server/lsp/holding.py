"""What open files declare, told to one another: some time after the last edit, as nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ..analysis.workspace import open_manifests
from ..analysis.workspace.index import Index
from .leisure import Leisure
from .open_file import OpenFile

PAUSE = 0.3
"""Seconds without an edit before the files around are asked again: who types on shall not wait for that."""


class Holding:
    """The index of the workspace has the texts of open files in place of those on the disk.

    `changed` is told of a file about which others know something new; a file that `awaits` being judged waits here too.
    """

    def __init__(
        self,
        index: Index,
        changed: Callable[[OpenFile], None],
        awaits: Callable[[OpenFile], bool],
        leisure: Leisure,
    ) -> None:
        self._index = index
        self._changed = changed
        self._awaits = awaits
        self._leisure = leisure
        self._files: dict[OpenFile, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def soon(self, file: OpenFile) -> None:
        """A file was opened or edited."""
        self._files[file] = None
        self._wait()

    def forget(self, file: OpenFile) -> None:
        """A file was closed: what is saved counts again."""
        self._files.pop(file, None)
        if file.path is None:
            return
        if not file.is_manifest:
            self._index.release(file.path)
        elif open_manifests.hold(file.path, None):
            self._changed(file)

    def stop(self) -> None:
        """Wait no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        self.stop()
        self._timer = asyncio.get_running_loop().call_later(PAUSE, self._leisure.add, self._hold)

    def _hold(self, _is_interrupted: Callable[[], bool]) -> bool:
        files, self._files = list(self._files), {}
        for file in files:
            if self._awaits(file):
                self._files[file] = None
            elif file.path is not None and self._holds(file, file.path):
                self._changed(file)
        if self._files:
            self._wait()
        return False

    def _holds(self, file: OpenFile, path: str) -> bool:
        """Whether others are to know something else from now on."""
        if file.is_manifest:
            return open_manifests.hold(path, file.document.text)
        summary = file.summary()
        return summary is not None and self._index.hold(path, file.document.text, summary)
