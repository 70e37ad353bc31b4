"""Waiting for something, on a machine that may be busy with something else."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 120.0
"""Seconds until a condition counts as never coming true; on an idle machine all of them take less than five."""
_PERIOD = 0.05


def until(condition: Callable[[], T], seen: Callable[[], object] = lambda: "") -> T:
    """The first true value of a condition; fails with what is seen instead where that takes too long."""
    end = time.monotonic() + PATIENCE
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE} s in vain; seen instead:\n{seen()}")
        time.sleep(_PERIOD)
    return value


def wait_for(ask: Callable[[], T], is_it: Callable[[T], bool], what: str) -> T:
    """The first answer that is the one waited for."""
    answers: list[T] = []

    def has_come() -> bool:
        answers[:] = [ask()]
        return is_it(answers[0])

    until(has_come, lambda: f"{what} did not come, but {answers}")
    return answers[0]
