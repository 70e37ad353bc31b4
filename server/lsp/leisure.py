"""Work that nobody waits for: done in steps while the client says nothing, and left alone when it says something."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

IDLE = 0.01
"""Seconds of silence before work goes on: who asks something asks more, and no answer shall wait for it."""
LONGEST = 0.5
"""Seconds after which a step is taken nevertheless, be it between messages that never cease."""

Step = Callable[[Callable[[], bool]], bool]
"""Does some milliseconds of work, less when its argument says that somebody waits; whether more is left."""

_LOG = logging.getLogger(__name__)


class Traffic(Protocol):
    """What goes to and fro: whether a message waits, whether a request does for its answer, when either last came."""

    @property
    def waiting(self) -> bool: ...

    @property
    def asked(self) -> bool: ...

    @property
    def last(self) -> float: ...


class Leisure:
    """Does work piece by piece, in the order in which it came."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._work: dict[Step, None] = {}
        self._latest = 0.0
        self._handle: asyncio.TimerHandle | None = None

    def add(self, work: Step) -> None:
        """Do this when there is time; what waits already is done once."""
        self._work[work] = None
        if self._handle is None:
            self._latest = asyncio.get_running_loop().time() + LONGEST
            self._wait()

    def stop(self) -> None:
        """Drop all that is not done."""
        self._work.clear()
        if self._handle:
            self._handle.cancel()
            self._handle = None

    def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        # Nobody tells of an answer: it is looked for again and again.
        due = min(self._due(), loop.time() + IDLE) if self._traffic.asked else self._due()
        self._handle = loop.call_at(due, self._go_on)

    def _due(self) -> float:
        """When a step may be taken; a request that takes long holds it up no more than messages that never cease."""
        silence = LONGEST if self._traffic.asked else IDLE
        return min(self._traffic.last + silence, self._latest)

    def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        is_late = self._latest <= loop.time()
        if self._due() <= loop.time() and not self._traffic.waiting:
            self._take_a_step(lambda: self._traffic.waiting and not is_late)
            if is_late or not self._traffic.waiting:  # What was interrupted may have been in vain.
                self._latest = loop.time() + LONGEST
        self._handle = None
        if self._work:
            self._wait()

    def _take_a_step(self, is_interrupted: Callable[[], bool]) -> None:
        work, more = next(iter(self._work)), False
        try:
            more = work(is_interrupted)
        except Exception:
            _LOG.exception("work that nobody waits for failed")
        if not more:
            self._work.pop(work, None)
