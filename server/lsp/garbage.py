"""When Python looks for garbage: not while a document is judged, and not again and again in all that stays.

One look through what a document of 50,000 lines keeps takes longer than a hundred keystrokes.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .leisure import Leisure

QUIET = 2.0
"""Seconds after much went before it is swept up."""
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 20


def look_seldom() -> None:
    """An edit makes much and leaves little: fewer looks find as much."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


@contextmanager
def kept() -> Iterator[None]:
    """What is made meanwhile stays, and is not looked through until the next sweep."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


class Sweeper:
    """Looks through everything once, some time after documents went."""

    def __init__(self, leisure: Leisure) -> None:
        self._leisure = leisure
        self._handle: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        """Much may have gone."""
        self.stop()
        self._handle = asyncio.get_running_loop().call_later(QUIET, self._leisure.add, _sweep)

    def stop(self) -> None:
        """Drop what was not begun."""
        if self._handle:
            self._handle.cancel()


def _sweep(_is_interrupted: Callable[[], bool]) -> bool:
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return False
