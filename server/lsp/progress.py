"""The progress of a scan, where the client shows that; whoever watches may cancel it."""

from __future__ import annotations

import asyncio
import itertools
import logging
from typing import Any

from .delivery import Channel

INTERVAL = 0.2
"""Seconds between two reports."""
_TITLE = "Looking for slow Rust"
_NUMBERS = itertools.count(1)

_LOG = logging.getLogger(__name__)


class Progress:
    """At most one bar at a time."""

    def __init__(self, channel: Channel, is_shown: bool) -> None:
        self._channel = channel
        self._is_shown = is_shown
        self._token: str | None = None
        self._creating: asyncio.Task[None] | None = None
        self._next = 0.0
        self._percentage = 0

    def begin(self) -> None:
        """A scan begins."""
        self.end()
        if self._is_shown:
            token = f"rust-perf/scan/{next(_NUMBERS)}"
            self._creating = asyncio.get_running_loop().create_task(self._create(token))

    def report(self, done: int, total: int) -> None:
        """So much of it is done."""
        now = asyncio.get_running_loop().time()
        if self._token is None or now < self._next:
            return
        self._next = now + INTERVAL
        self._percentage = max(self._percentage, 100 * done // max(total, 1))
        self._tell({"kind": "report", "message": f"{done}/{total} files", "percentage": self._percentage})

    def end(self) -> None:
        """The scan is over, or another one begins."""
        if self._creating is not None:
            self._creating.cancel()
        if self._token is not None:
            self._tell({"kind": "end"})
        self._creating = self._token = None

    def is_about(self, token: object) -> bool:
        """Whether this is the bar that the client means."""
        return self._token is not None and token == self._token

    async def _create(self, token: str) -> None:
        """The bar must be there before it is used; a client that refuses it sees none."""
        try:
            await self._channel.request("window/workDoneProgress/create", {"token": token})
        except Exception as error:
            _LOG.warning("the client shows no progress: %r", error)
            return
        self._token, self._next, self._percentage = token, 0.0, 0
        self._tell({"kind": "begin", "title": _TITLE, "cancellable": True, "percentage": 0})

    def _tell(self, value: dict[str, Any]) -> None:
        self._channel.notify("$/progress", {"token": self._token, "value": value})
