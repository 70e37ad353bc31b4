"""The state of the server in a few words, for a client that shows it: told when it changes, and not all the time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from .. import __version__
from ..analysis.finding import Severity
from ..settings import OPEN_FILES, WORKSPACE
from .delivery import Channel, Delivery
from .open_file import OpenFile
from .rendering import SEVERITIES

METHOD = "rust-perf/status"
PAUSE = 0.3
"""Seconds between two notifications."""

Tally = Counter[Severity]
"""How many findings there are of each severity."""


def tally_of(diagnostics: str) -> Tally:
    """Count the findings in diagnostics that are JSON already: a quote within a string has a stroke before it."""
    return Counter({severity: diagnostics.count(f'"severity":{number}') for severity, number in SEVERITIES.items()})


def state(findings: Tally, *, shows_workspace: bool, is_scanning: bool) -> dict[str, Any]:
    """What the client is told."""
    return {
        "version": __version__,
        "mode": WORKSPACE if shows_workspace else OPEN_FILES,
        "findings": {str(severity): findings[severity] for severity in Severity},
        "isScanning": is_scanning,
    }


class Status:
    """Tells the client how things are, if it wants to know."""

    def __init__(self, channel: Channel, is_wanted: bool, read: Callable[[], dict[str, Any]]) -> None:
        self._channel = channel
        self._is_wanted = is_wanted
        self._read = read
        self._handle: asyncio.TimerHandle | None = None
        self._told: dict[str, Any] | None = None

    def soon(self) -> None:
        """Something may be different."""
        if self._is_wanted and self._handle is None:
            self._handle = asyncio.get_running_loop().call_later(PAUSE, self._tell)

    def stop(self) -> None:
        """Tell nothing more."""
        self._is_wanted = False
        if self._handle is not None:
            self._handle.cancel()

    def _tell(self) -> None:
        self._handle = None
        now = self._read()
        if now != self._told:
            self._told = now
            self._channel.notify(METHOD, now)


class Noticed:
    """A delivery, and somebody who wants to know that something was delivered."""

    def __init__(self, inner: Delivery, noticed: Callable[[], None]) -> None:
        self._inner = inner
        self._noticed = noticed

    def edited(self, file: OpenFile) -> None:
        """Pass it on."""
        self._inner.edited(file)
        self._noticed()

    def changed(self, file: OpenFile) -> None:
        """Pass it on."""
        self._inner.changed(file)
        self._noticed()

    def put(self, uri: str, diagnostics: str) -> None:
        """Pass it on."""
        self._inner.put(uri, diagnostics)
        self._noticed()

    def refresh(self) -> None:
        """Pass it on."""
        self._inner.refresh()
        self._noticed()

    def stop(self) -> None:
        """Pass it on."""
        self._inner.stop()


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    found: Tally = Counter()
    for tally in tallies:
        found.update(tally)
    return found
