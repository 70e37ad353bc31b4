"""When waiting work is done: at once, unless newer messages are already here, or edits pour in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

QUIET = 0.003
"""While edits pour in, how long none may come before they are judged, in seconds."""
PATIENCE = 0.06
"""How long edits may pour in before they are judged nevertheless."""
MEMORY = 0.02
"""How long edits are taken to pour in after they were last seen to."""


class Pulse:
    """Runs `work` soon after each `beat`, once for many beats.

    Edits pour in when one came before the last was judged: faster than a person types, and faster than a client
    that waits for our answer. Only then is there a pause.
    """

    def __init__(self, work: Callable[[], None], waiting: Callable[[], bool]) -> None:
        self._work = work
        self._waiting = waiting
        self._handle: asyncio.Handle | None = None
        self._first = self._last = self._poured = float("-inf")

    def beat(self) -> None:
        """There is work."""
        now = self._last = asyncio.get_running_loop().time()
        if self._handle is None:
            self._first = now
            self._schedule(now)
        else:
            self._poured = now

    def look(self) -> None:
        """See whether edits pour in. To be called when the judging is over and no answer is sent yet."""
        if self._waiting():
            self._poured = asyncio.get_running_loop().time()

    def stop(self) -> None:
        """Drop the work that was not begun."""
        if self._handle:
            self._handle.cancel()
            self._handle = None

    def _schedule(self, now: float) -> None:
        loop = asyncio.get_running_loop()
        pause = self._pours(now)
        self._handle = loop.call_later(QUIET, self._due) if pause else loop.call_soon(self._due)

    def _due(self) -> None:
        now = asyncio.get_running_loop().time()
        is_quiet = not self._waiting() and not (self._pours(now) and now - self._last < QUIET)
        if not is_quiet and now - self._first < PATIENCE:
            self._schedule(now)
            return
        self._handle = None
        self._work()

    def _pours(self, now: float) -> bool:
        return now - self._poured < MEMORY
