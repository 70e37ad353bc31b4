"""The files that are not open: scanned by the process beside us, in the folders where the settings want that."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator
from typing import Protocol

from .background.messages import Buffer, Cancel, Changed, Done, Found, Judging, News, Order, Scan, Trouble
from .background.scanner import Scanner
from .board import Board
from .configuration import Configuration
from .delivery import Channel, Delivery
from .handshake import Client
from .notices import Notices
from .progress import Progress

SOON = 0.3
"""Seconds in which news of many files that make a new scan necessary come together."""
SELDOM = 5.0
"""Seconds between two looks whether files have changed, at a client that does not tell."""


class Buffers(Protocol):
    """What the editor has open."""

    def is_open(self, path: str) -> bool: ...

    def texts(self) -> Iterable[tuple[str, bytes]]: ...


class Workspace:
    """What the scan found is on the board, except of files that are open: their buffers win."""

    def __init__(
        self,
        client: Client,
        channel: Channel,
        configuration: Configuration,
        delivery: Delivery,
        notices: Notices,
        buffers: Buffers,
    ) -> None:
        self.board = Board(delivery)
        self._client = client
        self._configuration = configuration
        self._delivery = delivery
        self._notices = notices
        self._buffers = buffers
        self._scanner = Scanner(client, self._greeting, self._hear, notices.problem)
        self._progress = Progress(channel, client.shows_progress)
        self._is_started = False
        self._scanned: tuple[str, ...] = ()
        self._scan = Scan(0, (), configuration.editor, frozenset(), True)
        self._planned: tuple[asyncio.TimerHandle, bool] | None = None
        self._last = float("-inf")

    def start(self) -> None:
        """The client is ready, and its settings are known."""
        self._is_started = True
        self.update()

    def stop(self) -> None:
        """End the process; nothing more is told."""
        self._is_started = False
        self._unplan()
        self._scanner.stop()

    def update(self, is_news: bool = False) -> None:
        """The folders or the mode may be others; with news, so may be what is found in any file."""
        if not self._is_started:
            return
        wanted = tuple(folder for folder in self._configuration.folders if self._configuration.shows_workspace(folder))
        if wanted and wanted == self._scanned:
            if is_news:
                self._plan(True, SOON)
            return
        self._scanned = wanted
        self._take_down()
        if wanted:
            self._begin(True)
        else:
            self._unplan()
            self._scanner.stop()
            self._progress.end()

    def files_changed(self, paths: Iterable[str]) -> None:
        """Files or folders were written, made or deleted, none of which says something about others."""
        changed: list[str] = []
        for path in filter(self._is_scanned, paths):
            if path.endswith(".rs"):
                changed.append(path)
            else:
                changed += [known for known in self.board.paths if known.startswith(path + os.sep)]
        if changed:
            self._scanner.send(Changed(tuple(changed)))

    def look_again(self) -> None:
        """Something happened on the disk, at a client that does not say what."""
        if self._scanned and not self._client.registers_watchers:
            now = asyncio.get_running_loop().time()
            self._plan(False, max(SOON, self._last + SELDOM - now))

    def opened(self, uri: str, path: str | None, text: bytes) -> None:
        """A buffer wins over its file."""
        self.board.hand_over(uri)
        if path is not None:
            self._scanner.send(Buffer(path, text))

    def closed(self, uri: str, path: str | None, diagnostics: str) -> None:
        """What was said of a buffer stands until its file is judged; where that is not done, it is taken back."""
        if path is not None and self._is_scanned(path) and self._scanner.is_running:
            self.board.take_over(uri, path, diagnostics)
            self._scanner.send(Buffer(path, None))
        else:
            self._delivery.put(uri, "")

    def cancel(self, token: object) -> None:
        """Somebody does not want to wait for the end of the scan."""
        if self._progress.is_about(token):
            self._scanner.send(Cancel())

    def _take_down(self) -> None:
        """Nothing is said any more of files in folders that are scanned no more."""
        for path in list(self.board.paths):
            if not self._is_scanned(path):
                self.board.put(path, "")
        self.board.finish()

    def _plan(self, is_fresh: bool, delay: float) -> None:
        if self._planned is not None:
            if self._planned[1] >= is_fresh:
                return
            self._unplan()
        handle = asyncio.get_running_loop().call_later(delay, self._begin, is_fresh)
        self._planned = handle, is_fresh

    def _unplan(self) -> None:
        if self._planned is not None:
            self._planned[0].cancel()
            self._planned = None

    def _begin(self, is_fresh: bool) -> None:
        self._unplan()
        if not is_fresh:
            self._last = asyncio.get_running_loop().time()
        told = frozenset(self.board.paths)
        self._scan = Scan(self._scan.number + 1, self._scanned, self._configuration.editor, told, is_fresh)
        if is_fresh:
            self._progress.begin()
        if self._scanner.is_running:
            self._scanner.send(self._scan)
        elif is_fresh:
            self._scanner.start()

    def _greeting(self) -> Iterator[Order]:
        """What a new process must know."""
        yield from (Buffer(path, text) for path, text in self._buffers.texts())
        yield self._scan._replace(told=frozenset(self.board.paths), fresh=True)

    def _hear(self, news: News) -> None:
        match news:
            case Judging(_, done, total):
                self._progress.report(done, total)
            case Found(path, diagnostics):
                if self._is_scanned(path) and not self._buffers.is_open(path):
                    self.board.put(path, diagnostics)
            case Trouble(text):
                self._notices.problem(text)
            case Done(number):
                self.board.finish()
                if number == self._scan.number:
                    self._progress.end()

    def _is_scanned(self, path: str) -> bool:
        return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in self._scanned)
