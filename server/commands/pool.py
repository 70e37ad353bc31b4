"""Files in parallel: batches over a few processes, or all in this one when there is little to do."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence

from ..cache.seen import watch
from ..disk.discovery import Job
from ..disk.source import Shown
from ..report.model import Problem
from .judge import Judge, Judged

LITTLE = 300_000
_BATCHES_PER_PROCESS = 10

_judge: Judge


def judged(
    jobs: Sequence[Job], processes: int | None, shown: Shown, with_fixes: bool, noting: bool = False
) -> Iterator[tuple[int, Judged]]:
    """What was found, batch by batch as they are done, each with its number of files.

    With `noting`, it is told as well what must stay as it is for the findings to stay the same.
    """
    processes = min(processes or usable_cores(), len(jobs))
    if processes <= 1 or (total := sum(job.size for job in jobs)) < LITTLE:
        yield from _here(jobs, Judge(shown, with_fixes, noting))
        return
    work = batches(jobs, total // (processes * _BATCHES_PER_PROCESS))
    yield from _there(work, processes, (shown, with_fixes, noting))


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


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _here(jobs: Sequence[Job], judge: Judge) -> Iterator[tuple[int, Judged]]:
    for job in jobs:
        yield 1, judge.files([job])


def _there(work: list[list[Job]], processes: int, how: tuple[Shown, bool, bool]) -> Iterator[tuple[int, Judged]]:
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # A fork inherits the imported engine; the other ways import it again in every process.
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() and os.name == "posix" else None
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(processes, context, _start, how) as pool:
        running = {pool.submit(_batch, batch): batch for batch in work}
        for done in as_completed(running):
            batch = running[done]
            try:
                yield len(batch), done.result()
            except BrokenProcessPool:
                yield len(batch), _lost(batch, how[0])


def _start(shown: Shown, with_fixes: bool, noting: bool) -> None:
    global _judge
    if noting:
        watch()
    _judge = Judge(shown, with_fixes, noting)


def _batch(jobs: list[Job]) -> Judged:
    return _judge.files(jobs)


def _lost(batch: Sequence[Job], shown: Shown) -> Judged:
    message = "not judged: a worker process died"
    return Judged(problems=[Problem(shown(job.path), message) for job in batch], repeatable=False)
