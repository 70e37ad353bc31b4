"""How diagnostics reach the client: they are pushed, or it is told when to pull them; never both for one client."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Protocol

from .open_file import OpenFile
from .rendering import notification

PAUSE = 1.0
"""Seconds between two requests to ask again."""
PATIENCE = 10.0
"""Seconds for the client to answer such a request."""

_LOG = logging.getLogger(__name__)


class Channel(Protocol):
    """The way to the client: a message, one that is JSON already, or a question."""

    def notify(self, method: str, params: Any) -> None: ...

    def notify_text(self, body: str) -> None: ...

    async def request(self, method: str, params: Any) -> Any: ...


class Delivery(Protocol):
    """What somebody who has news for the client needs not know more of."""

    def edited(self, file: OpenFile) -> None:
        """A document was judged because its text is new."""

    def changed(self, file: OpenFile) -> None:
        """The findings of a document are others, though its text is not."""

    def put(self, uri: str, diagnostics: str) -> None:
        """What is to be said of a file that is not open is this now."""

    def refresh(self) -> None:
        """The last of some news was put."""

    def stop(self) -> None:
        """Tell nothing more."""


class Push:
    """Publishes everything at once."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def edited(self, file: OpenFile) -> None:
        """Publish what was found."""
        self._channel.notify_text(file.publication())

    changed = edited

    def put(self, uri: str, diagnostics: str) -> None:
        """Publish it."""
        self._channel.notify_text(notification(uri, None, diagnostics))

    def refresh(self) -> None:
        """Everything was published already."""

    def stop(self) -> None:
        """Nothing is under way."""


class Asking:
    """Asks the client to ask us again, now or after the pause, however often that is wanted."""

    def __init__(self, channel: Channel, method: str) -> None:
        self._channel = channel
        self._method = method
        self._asking: asyncio.Task[None] | None = None
        self._again = False

    def soon(self) -> None:
        """What it has is out of date."""
        self._again = True
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().create_task(self._ask())

    def stop(self) -> None:
        """Ask nothing more."""
        if self._asking:
            self._asking.cancel()

    async def _ask(self) -> None:
        while self._again:
            self._again = False
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._channel.request(self._method, None)
            except Exception as error:
                _LOG.warning("the client does not answer %s: %r", self._method, error)
            await asyncio.sleep(PAUSE)


class Pull:
    """Asks the client to pull again when what it has is out of date, and not all the time."""

    def __init__(self, channel: Channel) -> None:
        self._asking = Asking(channel, "workspace/diagnostic/refresh")

    def edited(self, file: OpenFile) -> None:
        """Whoever edits a document pulls."""

    def changed(self, file: OpenFile) -> None:
        """Ask for a pull."""
        self._asking.soon()

    def put(self, uri: str, diagnostics: str) -> None:
        """Kept where the next pull finds it."""

    def refresh(self) -> None:
        """Ask for a pull."""
        self._asking.soon()

    def stop(self) -> None:
        """Ask nothing more."""
        self._asking.stop()
