"""What was done for each message and how long that took, for a client that traces us."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable
from typing import Any

from .delivery import Channel

LEVELS = ("off", "messages", "verbose")
_MOST = 2_000
"""Characters of a message's params that are told."""


class Trace:
    """Tells nothing until it is turned on; a level that is not known is off."""

    def __init__(self, channel: Channel, level: object) -> None:
        self._channel = channel
        self._level = "off"
        self.set(level)

    def set(self, level: object) -> None:
        """Tell so much from now on."""
        self._level = level if isinstance(level, str) and level in LEVELS else "off"

    async def of(self, method: str, params: Any, work: Awaitable[Any]) -> Any:
        """Have a message handled, and tell of it."""
        if self._level == "off":
            return await work
        begun, ended = time.perf_counter(), "failed"
        try:
            result = await work
            ended = "done"
        finally:
            told = {"message": f"{method}: {ended} after {1000 * (time.perf_counter() - begun):.1f} ms"}
            if self._level == "verbose":
                told["verbose"] = json.dumps(params, ensure_ascii=False)[:_MOST]
            self._channel.notify("$/logTrace", told)
        return result
