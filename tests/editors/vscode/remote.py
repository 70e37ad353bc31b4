"""What runs in another process and does as it is asked, a line of JSON a request."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import IO, Any, TypeVar

T = TypeVar("T")
PATIENCE = 120.0
"""Seconds; a loaded machine takes its time."""


class Remote:
    """The two ends of a connection on which requests are answered in any order."""

    def __init__(self, reader: IO[str], writer: IO[str]) -> None:
        self._reader = reader
        self._writer = writer
        self._asked = 0
        self.greeting: dict[str, Any] = self._read()

    def ask(self, does: str, **given: Any) -> Any:
        """What a request is answered with; raises `RuntimeError` where it fails over there."""
        self._asked += 1
        self._writer.write(json.dumps({"id": self._asked, "does": does, "with": given}) + "\n")
        self._writer.flush()
        while (answer := self._read())["id"] != self._asked:
            pass
        if "error" in answer:
            raise RuntimeError(f"{does}: {answer['error']}")
        return answer["result"]

    def _read(self) -> dict[str, Any]:
        line = self._reader.readline()
        if not line:
            raise RuntimeError("the other end hung up")
        message: dict[str, Any] = json.loads(line)
        return message


def wait_for(ask: Callable[[], T], is_it: Callable[[T], bool], what: str) -> T:
    """The first answer that is the one waited for."""
    end = time.monotonic() + PATIENCE
    while not is_it(seen := ask()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come; last seen: {seen}")
        time.sleep(0.05)
    return seen
