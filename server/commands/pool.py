"""Files in parallel: batches over a few processes, or all in this one when there is little to do."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple, TypeVar

from ..analysis.ahead import prepare
from ..analysis.facts.blocking.spread import Spread, alone
from ..analysis.workspace.building import of_contents
from ..analysis.workspace.index import Contents, Index
from ..cache.seen import watch
from ..disk.discovery import Job
from ..disk.indexing import context
from ..disk.source import Shown
from ..report.model import Problem
from ..settings import Settings
from .judge import Judge, Judged

LITTLE = 300_000
_BATCHES_PER_PROCESS = 10

_judge: Judge
_inherited: list[Index] = []
_shared: list[Any] = []
_FEW = 100

T = TypeVar("T")
R = TypeVar("R")


class How(NamedTuple):
    """How files are judged: with `noting`, it is told what must stay as it is for the findings to stay the same."""

    shown: Shown
    with_fixes: bool
    noting: bool = False


def judged(jobs: Sequence[Job], wanted: int | None, how: How, index: Index) -> Iterator[tuple[int, Judged]]:
    """What was found, batch by batch as they are done, each with its number of files."""
    count = min(processes(wanted), len(jobs))
    if count <= 1 or (total := sum(job.size for job in jobs)) < LITTLE:
        yield from _here(jobs, Judge(*how, index))
        return
    work = batches(jobs, total // (count * _BATCHES_PER_PROCESS))
    if _forks():
        prepare(index, _commonest(jobs), _spread_over(count))
    yield from _there(work, count, how, index)


def batches(jobs: Sequence[Job], weight: int) -> list[list[Job]]:
    """Neighbouring files together, each batch about as heavy as `weight`; the heaviest first."""
    found: list[tuple[int, list[Job]]] = []
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += job.size
        if size >= weight:
            found.append((size, batch))
            batch, size = [], 0
    if batch:
        found.append((size, batch))
    return [batch for _, batch in sorted(found, key=lambda pair: -pair[0])]


def processes(wanted: int | None) -> int:
    """How many processes are to be used: as many as are wanted, or as there are cores for this one."""
    if wanted:
        return wanted
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _commonest(jobs: Sequence[Job]) -> Settings:
    """The settings of most files, which are one object for all that have the same."""
    counted = Counter(id(job.settings) for job in jobs)
    return max((job.settings for job in jobs), key=lambda settings: counted[id(settings)])


def _here(jobs: Sequence[Job], judge: Judge) -> Iterator[tuple[int, Judged]]:
    for job in jobs:
        yield 1, judge.files([job])


def _there(work: list[list[Job]], count: int, how: How, index: Index) -> Iterator[tuple[int, Judged]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    started = context()
    # A fork has the index with all that was made of it; the other ways are sent the plain data.
    _inherited[:] = [index]
    contents = None if _forks() else index.contents()
    with ProcessPoolExecutor(count, started, _start, (how, contents)) as pool:
        running = {pool.submit(_batch, batch): batch for batch in work}
        for done in as_completed(running):
            batch = running[done]
            try:
                yield len(batch), done.result()
            except BrokenProcessPool:
                yield len(batch), _lost(batch, how.shown)
    _inherited.clear()


def _forks() -> bool:
    """Whether processes have what this one knows when they start."""
    return context().get_start_method() == "fork"


def _spread_over(count: int) -> Spread:
    """Work that forks of this process do, which have what it knows."""

    def spread(work: Callable[[T], R], things: Sequence[T], /) -> list[R]:
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        if len(things) < _FEW:
            return alone(work, things)
        _shared[:] = [work, things]
        step = -(-len(things) // (count * _BATCHES_PER_PROCESS))
        try:
            with ProcessPoolExecutor(count, context()) as pool:
                return list(chain.from_iterable(pool.map(_portion, range(0, len(things), step), repeat(step))))
        except BrokenProcessPool:
            return alone(work, things)
        finally:
            _shared.clear()

    return spread


def _portion(start: int, size: int) -> list[Any]:
    work, things = _shared
    return alone(work, things[start : start + size])


def _start(how: How, contents: Contents | None) -> None:
    global _judge
    if how.noting:
        watch()
    _judge = Judge(*how, of_contents(contents) if contents is not None else _inherited[0])


def _batch(jobs: list[Job]) -> Judged:
    return _judge.files(jobs)


def _lost(batch: Sequence[Job], shown: Shown) -> Judged:
    message = "not judged: a worker process died"
    return Judged(problems=[Problem(shown(job.path), message) for job in batch], repeatable=False)
