"""Waiting for somebody who may be gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

_T = TypeVar("_T")

_LOOK = 1.0
"""Seconds between two looks whether there is still somebody at work."""


async def outcome(work: Awaitable[_T], is_going: Callable[[], bool]) -> _T | None:
    """What comes of it; None when nobody is at work any more before that."""
    waited = asyncio.ensure_future(work)
    try:
        while is_going():
            done, _ = await asyncio.wait([waited], timeout=_LOOK)
            if done:
                return waited.result()
    finally:
        waited.cancel()
    return None
