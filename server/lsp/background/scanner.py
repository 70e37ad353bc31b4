"""The server's end of the process beside it: starts it, talks to it, and starts it again when it dies."""

from __future__ import annotations

import asyncio
import logging
import pickle
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Iterable

from ..client import Client
from .messages import HEADER, Done, Judging, News, Order, Reading, Start, framed, length

COMMAND = (sys.executable, "-P", "-m", "rust_perf_analyzer.lsp.background")
"""-P keeps Python from importing what lies in the working directory."""
MOST_DEATHS = 5
"""Deaths in a row after which the process is not started again."""
LONG = 600.0
"""Seconds of life after which a death is the first one again."""
STUCK = 60.0
"""Seconds after which nothing more is expected of a process that judges one file."""
_LOW_PRIORITY = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

_LOG = logging.getLogger(__name__)


class Scanner:
    """One process at a time. A file over which it died is left out from then on."""

    def __init__(
        self,
        client: Client,
        greeting: Callable[[], Iterable[Order]],
        receive: Callable[[News], None],
        report: Callable[[str], None],
    ) -> None:
        self._client = client
        self._greeting = greeting
        self._receive = receive
        self._report = report
        self._process: Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._skipped: frozenset[str] = frozenset()
        self._current: str | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a process, or will be."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Have a process; it is told the greeting first."""
        self.stop()
        self._task = asyncio.get_running_loop().create_task(self._live())

    def send(self, order: Order) -> None:
        """Tell the process; one that is still to come learns it from the greeting."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(framed(order))

    def stop(self) -> None:
        """Have no process."""
        if self._task is not None:
            self._task.cancel()
            self._task = self._process = None

    async def _live(self) -> None:
        deaths = 0
        while deaths < MOST_DEATHS:
            born = asyncio.get_running_loop().time()
            try:
                await self._one_life()
            except OSError as error:
                self._report(f"the files that are not open cannot be judged: {error}")
                return
            if self._current is not None:
                self._skipped |= {self._current}
            self._report(f"the background process died over {self._current or 'nothing in particular'}")
            has_lived = asyncio.get_running_loop().time() - born > LONG
            deaths = 1 if has_lived else deaths + 1
            await asyncio.sleep(0.1 * 2**deaths)
        self._report("the background process died too often: files that are not open are judged no more")

    async def _one_life(self) -> None:
        """Start a process and listen to it until it ends."""
        process = await asyncio.create_subprocess_exec(*COMMAND, stdin=PIPE, stdout=PIPE, creationflags=_LOW_PRIORITY)
        self._process, self._current = process, None
        try:
            for order in (Start(self._client, self._skipped), *self._greeting()):
                self.send(order)
            assert process.stdout
            await self._listen(process.stdout)
        finally:
            if self._process is process:
                self._process = None
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def _listen(self, source: asyncio.StreamReader) -> None:
        try:
            while True:
                async with asyncio.timeout(STUCK if self._current else None):
                    body = await source.readexactly(length(await source.readexactly(HEADER)))
                self._hear(pickle.loads(body))
        except (asyncio.IncompleteReadError, TimeoutError, pickle.UnpicklingError) as error:
            _LOG.warning("the background process ends: %r", error)

    def _hear(self, news: News) -> None:
        match news:
            case Judging(path) | Reading(path):
                self._current = path
            case Done():
                self._current = None
        self._receive(news)
