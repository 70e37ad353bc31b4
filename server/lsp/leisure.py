"""Work that nobody waits for: done in steps while the client says nothing, and left alone when it says something."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

IDLE = 0.01
"""Seconds of silence before work goes on: who asks something asks more, and no answer shall wait for it."""
LONGEST = 2.0
"""Seconds after which it goes on between messages that never cease, and beside requests that take long."""

Step = Callable[[Callable[[], bool]], bool]
"""Does some milliseconds of work, less when its argument says that a message came; whether more is left."""

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
        self._handle = asyncio.get_running_loop().call_at(self._due(), self._go_on)

    def _due(self) -> float:
        last = asyncio.get_running_loop().time() if self._traffic.asked else self._traffic.last
        return min(last + IDLE, self._latest)

    def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        if self._due() <= loop.time() and not self._traffic.waiting and not self._has_more():
            self._latest = loop.time() + LONGEST
        self._handle = None
        if self._work:
            self._wait()

    def _has_more(self) -> bool:
        """Take a step; whether the same work is to go on."""
        work = next(iter(self._work))
        try:
            if work(lambda: self._traffic.waiting):
                return True
        except Exception:
            _LOG.exception("work that nobody waits for failed")
        self._work.pop(work, None)
        return False
