"""When waiting work is done: at once, unless newer messages are already here, or edits pour in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

QUIET = 0.003
"""While edits pour in, how long none may come before they are judged, in seconds."""
PATIENCE = 0.06
"""How long edits may pour in before they are judged nevertheless."""


class Pulse:
    """Runs `work` soon after each `beat`, once for many beats.

    Edits pour in when one came while the last was being judged: faster than a person types, and faster than
    a client that waits for our answer. Only then is there a pause.
    """

    def __init__(self, work: Callable[[], None], waiting: Callable[[], bool]) -> None:
        self._work = work
        self._waiting = waiting
        self._handle: asyncio.Handle | None = None
        self._pouring = False
        self._first = self._last = 0.0

    def beat(self) -> None:
        """There is work."""
        self._last = asyncio.get_running_loop().time()
        if self._handle is None:
            self._first = self._last
            self._schedule()

    def stop(self) -> None:
        """Drop the work that was not begun."""
        if self._handle:
            self._handle.cancel()
            self._handle = None

    def _schedule(self) -> None:
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(QUIET, self._due) if self._pouring else loop.call_soon(self._due)

    def _due(self) -> None:
        now = asyncio.get_running_loop().time()
        is_quiet = not self._waiting() and not (self._pouring and now - self._last < QUIET)
        if not is_quiet and now - self._first < PATIENCE:
            self._schedule()
            return
        self._handle = None
        self._work()
        self._pouring = self._waiting()
