"""The ends of scans, for whoever waits for one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from .patience import outcome


class Ended(NamedTuple):
    """How many files a scan judged, and whether somebody did not want the rest."""

    judged: int
    is_cancelled: bool


class Ends:
    """Knows whether a scan goes on, and wakes those who wait."""

    def __init__(self) -> None:
        self.is_over = True
        self._last = Ended(0, False)
        self._is_cancelled = False
        self._over = asyncio.Event()

    def begin(self) -> None:
        """A scan begins, in place of any other."""
        self.is_over = self._is_cancelled = False
        self._over.clear()

    def cancel(self) -> None:
        """Nobody wants the rest of it."""
        self._is_cancelled = not self.is_over

    def end(self, judged: int) -> None:
        """It is over."""
        if not self.is_over:
            self.is_over = True
            self._last = Ended(judged, self._is_cancelled)
            self._over.set()

    def stop(self) -> None:
        """There will be no scan any more."""
        self.end(0)

    async def wait(self, is_going: Callable[[], bool]) -> Ended | None:
        """Wait for the end; None when nobody scans any more before that."""
        is_over = await outcome(self._over.wait(), is_going)
        return self._last if is_over else None
