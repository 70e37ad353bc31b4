"""Waiting for something, on a machine that may be busy with something else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
TIMEOUT = 90.0
"""Seconds until a condition counts as never coming true."""


async def until(holds: Callable[[], T], seen: Callable[[], object] = lambda: "") -> T:
    """The first true value of a condition; fails with what is seen instead where that takes too long."""
    try:
        async with asyncio.timeout(TIMEOUT):
            while not (value := holds()):
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(f"waited {TIMEOUT} s in vain; seen instead: {seen()}") from None
    return value
