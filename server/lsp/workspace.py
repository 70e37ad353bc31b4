"""The files that are not open: scanned by the process beside us, in the folders where the settings want that."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Iterator
from typing import Protocol

from ..analysis.workspace.building import read_source
from ..analysis.workspace.cargo.file_names import kind_of
from ..analysis.workspace.index import Index
from ..analysis.workspace.summary import Summary
from ..disk.indexing import roots_of
from .background.messages import (
    Buffer,
    Cancel,
    Changed,
    Done,
    Found,
    Indexed,
    Judging,
    Known,
    Mended,
    News,
    Order,
    Packages,
    Scan,
    Trouble,
)
from .background.scanner import Scanner
from .board import Board
from .client import Client
from .configuration import Configuration
from .delivery import Channel, Delivery
from .ends import Ended, Ends
from .mending import Mending
from .notices import Notices
from .params import Refused
from .progress import Progress

SOON = 0.3
"""Seconds in which news of many files that make a new scan necessary come together."""
SELDOM = 5.0
"""Seconds between two looks whether files have changed, at a client that does not tell."""


class Buffers(Protocol):
    """What the editor has open."""

    def is_open(self, path: str) -> bool: ...

    def texts(self) -> Iterable[tuple[str, bytes]]: ...

    def others_changed(self) -> None: ...


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
        self.index = Index(read_source)
        """What is known of all files, for judging those that are open."""
        self._client = client
        self._configuration = configuration
        self._delivery = delivery
        self._notices = notices
        self._buffers = buffers
        self._scanner = Scanner(client, self._greeting, self._hear, notices.problem)
        self._progress = Progress(channel, client.shows_progress)
        self._is_started = asyncio.Event()
        self._is_indexed = False
        self._scanned: tuple[str, ...] = ()
        self._wanted: tuple[str, ...] = ()
        self._is_asked_for = False
        self._ends = Ends()
        self._mending = Mending(self._scanner.send)
        self._roots: tuple[str, ...] = ()
        self._scan = Scan(0, (), configuration.editor, frozenset(), True)
        self._planned: tuple[asyncio.TimerHandle, bool] | None = None
        self._last = float("-inf")

    def start(self) -> None:
        """The client is ready, and its settings are known."""
        self._is_started.set()
        self.update()

    def stop(self) -> None:
        """End the process; nothing more is told."""
        self._is_started.clear()
        self._unplan()
        self._scanner.stop()
        self._ends.stop()

    @property
    def shows_all(self) -> bool:
        """Whether findings are shown of files that are not open."""
        return bool(self._scanned)

    @property
    def is_scanning(self) -> bool:
        """Whether files are left to judge of the first look at them, or of one at all of them again."""
        return bool(self._scanned) and not self._ends.is_over and self._scanner.is_running

    async def scan(self) -> Ended:
        """Judge all files of the folders and show what is found in them, whatever the mode; what came of it.

        From then on they are followed as in the mode `workspace`, until the settings choose another mode.
        """
        if not self._configuration.folders:
            raise Refused("no folder is open whose files could be judged")
        await self._is_started.wait()
        self._is_asked_for = True
        if not self.update():
            self._begin(True)
        try:
            ended = await self._ends.wait(lambda: self._scanner.is_running)
        except asyncio.CancelledError:
            self._leave()
            raise
        if ended is None:
            raise Refused("the background process is gone: see the log")
        return ended

    async def mended(self, rule: str, paths: Iterable[str]) -> list[Mended]:
        """The fixes of a rule in files that are not open."""
        told = await self._mending.of(rule, paths, lambda: self._scanner.is_running)
        if told is None:
            raise Refused("the background process is gone: see the log")
        return told

    def update(self, is_news: bool = False) -> bool:
        """The folders or the mode may be others; with news, so may be what is found in any file.

        Whether all files are looked at from now on because of that.
        """
        if not self._is_started.is_set():
            return False
        folders = self._configuration.folders
        wanted = tuple(folder for folder in folders if self._configuration.shows_workspace(folder))
        self._is_asked_for &= wanted == self._wanted
        self._wanted = wanted
        scanned = tuple(folders) if self._is_asked_for else wanted
        roots = tuple(roots_of(folders))
        if roots and (scanned, roots) == (self._scanned, self._roots):
            if is_news:
                self._plan(True, SOON)
            return False
        self._scanned, self._roots = scanned, roots
        self._take_down()
        if roots:
            self._begin(True)
        else:
            self._unplan()
            self._scanner.stop()
            self._progress.end()
        return True

    def files_changed(self, paths: Iterable[str]) -> None:
        """Files or folders were written, made or deleted, none of which says something about others."""
        changed: list[str] = []
        for path in filter(self._is_known, paths):
            if path.endswith(".rs"):
                changed.append(path)
                continue
            below = path + os.sep
            changed += [known for known in {*self.board.paths, *self.index} if known.startswith(below)]
            if os.path.isdir(path):  # noqa: PTH112 — several times faster than a Path
                self._plan(False, SOON)
        if changed:
            self._scanner.send(Changed(tuple(changed)))

    def look_again(self) -> None:
        """Something happened on the disk, at a client that does not say what."""
        if self._roots and not self._client.registers_watchers:
            now = asyncio.get_running_loop().time()
            self._plan(False, max(SOON, self._last + SELDOM - now))

    def opened(self, uri: str, path: str | None, text: bytes) -> None:
        """A buffer wins over its file."""
        self.board.hand_over(uri)
        if path is not None:
            self._scanner.send(Buffer(path, text))

    def edited(self, path: str | None, text: bytes) -> None:
        """A buffer declares something else than before."""
        if path is not None:
            self._scanner.send(Buffer(path, text))

    def closed(self, uri: str, path: str | None, diagnostics: str) -> None:
        """What was said of a buffer stands until its file is judged; where that is not done, it is taken back."""
        if path is not None and self._is_scanned(path) and self._scanner.is_running:
            self.board.take_over(uri, path, diagnostics)
        else:
            self._delivery.put(uri, "")
        if path is not None:
            self._scanner.send(Buffer(path, None))

    def judges(self, path: str) -> bool:
        """Whether the findings of a file are shown though it is not open."""
        return kind_of(path) is not None and self._is_scanned(path)

    def cancel(self, token: object) -> None:
        """Somebody does not want to wait for the end of the scan."""
        if self._progress.is_about(token):
            self._leave()

    def _leave(self) -> None:
        self._ends.cancel()
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
        told, editor = frozenset(self.board.paths), self._configuration.editor
        own = tuple((folder, self._configuration.editor_in(folder)) for folder in self._scanned)
        self._scan = Scan(self._scan.number + 1, self._scanned, editor, told, is_fresh, self._roots, own)
        if is_fresh and self._scanned:
            self._progress.begin()
            self._ends.begin()
        if self._scanner.is_running:
            self._scanner.send(self._scan)
        elif is_fresh:
            self._scanner.start()

    def _greeting(self) -> Iterator[Order]:
        """What a new process must know."""
        yield from (Buffer(path, text) for path, text in self._buffers.texts())
        yield self._scan._replace(told=frozenset(self.board.paths), fresh=True)
        yield from self._mending.orders()

    def _hear(self, news: News) -> None:
        match news:
            case Judging(_, done, total):
                self._progress.report(done, total)
            case Packages(packages):
                self.index.set_packages(packages)
            case Known(summaries):
                self._take_over(summaries)
            case Indexed():
                self._is_indexed = True
                self._buffers.others_changed()
            case Found(path, diagnostics):
                if self._is_scanned(path) and not self._buffers.is_open(path):
                    self.board.put(path, diagnostics)
            case Mended():
                self._mending.hear(news)
            case Trouble(text):
                self._notices.problem(text)
            case Done(number, judged):
                self.board.finish()
                if number == self._scan.number:
                    self._progress.end()
                    self._ends.end(judged)

    def _take_over(self, summaries: Iterable[tuple[str, Summary | None]]) -> None:
        """Follow the process; of files that are open, the buffers are known better here."""
        changed = False
        for path, summary in summaries:
            if not self._buffers.is_open(path):
                changed |= self.index.drop(path) if summary is None else self.index.put(path, summary)
        if changed and self._is_indexed:
            self._buffers.others_changed()

    def _is_known(self, path: str) -> bool:
        return self._is_scanned(path) or any(path.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots)

    def _is_scanned(self, path: str) -> bool:
        return any(path == folder or path.startswith(folder.rstrip(os.sep) + os.sep) for folder in self._scanned)
