"""What runs in another process and does as it is asked, a line of JSON a request."""

from __future__ import annotations

import json
import os
import select
from typing import IO, Any

from ..waiting import PATIENCE


class Remote:
    """The two ends of a connection on which requests are answered in any order."""

    def __init__(self, reader: int, writer: IO[str]) -> None:
        self._reader = reader  # a descriptor, which can be waited for
        self._writer = writer
        self._unread = b""
        self._asked = 0
        self.greeting: dict[str, Any] = self._read()

    def ask(self, does: str, **given: Any) -> Any:
        """What a request is answered with; raises `RuntimeError` where it fails over there."""
        self._asked += 1
        self._writer.write(json.dumps({"id": self._asked, "does": does, "with": given}) + "\n")
        self._writer.flush()
        while (answer := self._read())["id"] != self._asked:
            pass  # to a question that was not waited for
        if "error" in answer:
            raise RuntimeError(f"{does}: {answer['error']}")
        return answer["result"]

    def _read(self) -> dict[str, Any]:
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self._reader], [], [], PATIENCE)
            if not ready:
                raise TimeoutError("no answer came")
            if not (read := os.read(self._reader, 1 << 16)):
                raise RuntimeError("the other end hung up")
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        message: dict[str, Any] = json.loads(line)
        return message
