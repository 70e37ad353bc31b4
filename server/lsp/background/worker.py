"""The process: takes orders, and between two files looks whether there are new ones."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from ...analysis.workspace import open_manifests
from ...analysis.workspace.building import read_source
from ...analysis.workspace.crates import forget
from ...analysis.workspace.index import Index
from ...analysis.workspace.summary import summarise
from ...disk.chosen import Chosen, known_words
from ...disk.discovery import Job, look_up, walk
from ...report.model import Problem
from .dependents import dependents
from .desk import Desk
from .messages import (
    HEADER,
    Buffer,
    Cancel,
    Changed,
    Done,
    Found,
    Judging,
    Mend,
    Mended,
    News,
    Order,
    Scan,
    Start,
    Trouble,
    framed,
    length,
)
from .reader import Reader

MOST_FILES = 5_000
"""Files whose findings are told; more than that nobody reads, and the editor holds them all."""
_PORTION = 256
"""Files that are found before new orders are looked for."""
_NICENESS = 10

Stamp = tuple[int, int]
"""By which a file is known to be as it was: when it was changed, and its size."""


class Worker:
    """What is left to do, and what was done."""

    def __init__(self, start: Start, send: Callable[[News], None]) -> None:
        self._send = send
        self._index = Index(read_source)
        self._reader = Reader(self._index, send, start.skipped)
        self._desk = Desk(start.client, self._index)
        self._skipped = start.skipped
        self._number = 0
        self._roots: dict[str, Chosen] = {}
        self._walk: Iterator[Job] | None = None
        self._seen: set[str] = set()
        self._jobs: dict[str, Job] = {}
        self._urgent: dict[str, None] = {}
        self._mending: dict[tuple[str, str], None] = {}
        self._done = 0
        self._told: set[str] = set()
        self._stamps: dict[str, Stamp] = {}
        self._problems: list[Problem] = []

    @property
    def is_busy(self) -> bool:
        """Whether something is left to do."""
        return bool(self._reader.is_busy or self._urgent or self._mending or self._walk or self._jobs)

    def take(self, order: Order) -> None:
        """Plan what an order asks for."""
        match order:
            case Scan():
                self._begin(order)
            case Changed(paths):
                forget(Path())
                self._follow(paths)
                self._urgent.update(dict.fromkeys(paths))
            case Buffer(path, None):
                self._desk.buffers.pop(path, None)
                self._index.release(path)
                open_manifests.hold(path, None)
                self._follow((path,))
                # Somebody waits for an answer, be it that there is nothing to say.
                self._told.add(path)
                self._urgent[path] = None
            case Buffer(path, bytes(text)):
                self._desk.buffers[path] = text
                self._told.discard(path)
                self._hold(path, text)
            case Mend(rule, files):
                self._mending.update(dict.fromkeys((path, rule) for path in files))
            case Cancel():
                self._walk = None
                self._jobs.clear()
        self._finish()

    def step(self) -> None:
        """Do a little of what is left."""
        if self._reader.is_busy:
            self._reader.step()
        elif self._urgent:
            path, _ = self._urgent.popitem()
            self._look_at(path)
        elif self._mending:
            (path, rule), _ = self._mending.popitem()
            self._mend(path, rule)
        elif self._walk:
            self._gather(self._walk)
        else:
            self._judge(self._jobs.pop(next(iter(self._jobs))))
        self._report()
        self._finish()

    def _finish(self) -> None:
        if not self.is_busy:
            self._send(Done(self._number, self._done))

    def _begin(self, scan: Scan) -> None:
        self._number = scan.number
        self._told |= scan.told
        words = known_words()
        self._roots = {folder: Chosen(words, scan.editor, None, True, base=Path(folder)) for folder in scan.folders}
        if scan.fresh:
            forget(Path())
            self._stamps.clear()
        self._seen = set()
        self._jobs.clear()
        self._done = 0
        self._walk = self._walked()
        self._desk.troubles += self._reader.begin(scan.roots)

    def _follow(self, paths: Iterable[str]) -> None:
        """Take over what files that may have changed declare; others that say their names are judged again."""
        for path in paths:
            changed = self._reader.look_at(path) if path.endswith(".rs") else None
            if changed is not None:
                self._judge_later(dependents(self._index, path, *changed))

    def _hold(self, path: str, text: bytes) -> None:
        if not path.endswith(".rs"):
            open_manifests.hold(path, text)
            return
        held = self._index.file(path)
        before, after = held.summary if held is not None else None, summarise(text)
        if self._index.hold(path, text, after):
            self._judge_later(dependents(self._index, path, before, after))

    def _judge_later(self, paths: Iterable[str]) -> None:
        """Files whose findings may be others now, of those that were judged at all."""
        self._urgent.update(dict.fromkeys(path for path in paths if path in self._stamps))

    def _walked(self) -> Iterator[Job]:
        for folder, chosen in self._roots.items():
            yield from walk(folder, chosen, self._problems)

    def _gather(self, walked: Iterator[Job]) -> None:
        """Note down some files more, and at the end which of them are gone."""
        jobs = list(islice(walked, _PORTION))
        self._seen.update(job.path for job in jobs)
        self._jobs |= {job.path: job for job in jobs if self._stamps.get(job.path) != _stamp(job)}
        if len(jobs) < _PORTION:
            self._walk = None
            self._jobs = dict(sorted(self._jobs.items()))
            for path in self._told - self._seen - set(self._desk.buffers):
                self._tell(path, "")
            self._seen = set()

    def _look_at(self, path: str) -> None:
        """Judge a file that changed, if it is still there and one that is looked at."""
        job = self._job(path)
        self._jobs.pop(path, None)
        if job is not None:
            self._judge(job)
        else:
            self._stamps.pop(path, None)
            self._tell(path, "")

    def _job(self, path: str) -> Job | None:
        found = (
            look_up(path, root, chosen, self._problems)
            for root, chosen in self._roots.items()
            if Path(path).is_relative_to(root)
        )
        return next(filter(None, found), None)

    def _mend(self, path: str, rule: str) -> None:
        """Answer in any case, as somebody waits for it."""
        job = self._job(path) if path not in self._skipped else None
        if job is None:
            self._send(Mended(path, rule, b"", (), 0))
            return
        self._send(Judging(path, self._done, self._done + len(self._jobs)))
        self._send(self._desk.mended(job, rule))

    def _judge(self, job: Job) -> None:
        if job.path in self._desk.buffers or job.path in self._skipped:
            return
        self._send(Judging(job.path, self._done, self._done + len(self._jobs) + 1))
        self._done += 1
        self._stamps[job.path] = _stamp(job)
        try:
            self._tell(job.path, self._desk.diagnostics(job))
        except Exception as error:
            self._desk.troubles.append(f"{job.path}: {type(error).__name__}: {error}")

    def _tell(self, path: str, diagnostics: str) -> None:
        if diagnostics and path not in self._told and len(self._told) >= MOST_FILES:
            self._desk.troubles.append(f"findings in more than {MOST_FILES} files: the rest is not shown")
        elif diagnostics:
            self._told.add(path)
            self._send(Found(path, diagnostics))
        elif path in self._told:
            self._told.discard(path)
            self._send(Found(path, ""))

    def _report(self) -> None:
        settings = [problem for chosen in self._roots.values() for problem in chosen.problems]
        texts = [f"{path}: {message}" for path, message in (*self._problems, *settings)]
        for text in (*texts, *self._desk.troubles):
            self._send(Trouble(text))
        self._problems.clear()
        self._desk.troubles.clear()
        for chosen in self._roots.values():
            chosen.problems.clear()


def _stamp(job: Job) -> Stamp:
    return job.modified, job.size


def main() -> None:
    """Live as long as the server does, and behind everybody else."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    source = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    # Whatever else prints must not come between the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    orders: SimpleQueue[Order] = SimpleQueue()
    threading.Thread(target=_listen, args=(source, orders), daemon=True).start()

    def send(news: News) -> None:
        try:
            sink.write(framed(news))
        except OSError:
            os._exit(0)

    start = orders.get()
    assert isinstance(start, Start)
    worker = Worker(start, send)
    while True:
        while not worker.is_busy or not orders.empty():
            worker.take(orders.get())
        worker.step()


def _listen(source: BinaryIO, orders: SimpleQueue[Order]) -> None:
    """Take in orders; the end of them is the end of the server, and there is nobody left to work for."""
    while len(header := source.read(HEADER)) == HEADER:
        orders.put(pickle.loads(source.read(length(header))))
    os._exit(0)
