"""The two ends of a connection: messages in, messages out. Knows framing, not JSON-RPC.

A thread of its own reads the input: a client that writes much is never blocked by a server that writes too.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncIterator
from typing import Protocol

_LENGTH = re.compile(rb"content-length:[ \t]*(\d+)", re.IGNORECASE)
_CHUNK = 1 << 16


class Source(Protocol):
    """An unbuffered stream of bytes: `read` gives what is there, or nothing at the end."""

    def read(self, size: int, /) -> bytes | None: ...


class Sink(Protocol):
    """A buffered stream of bytes."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


class Inbox:
    """The bodies of the messages that came, in order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._buffer = bytearray()
        self._bodies: deque[bytes] = deque()
        self._last = float("-inf")
        self._ended = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()

    @property
    def waiting(self) -> bool:
        """Whether a message came that nobody has taken."""
        return bool(self._bodies)

    @property
    def last(self) -> float:
        """When the last message came, by the clock of event loops."""
        return self._last

    def take(self) -> bytes | None:
        """The next body, None at the end of the input; blocks, and is not for use once iteration began."""
        while not self._bodies and self._read():
            pass
        return self._bodies.popleft() if self._bodies else None

    def close(self) -> None:
        """End the iteration, whatever else may come."""
        self._ended = True
        self._bodies.clear()
        self._news.set()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """All bodies until the input ends."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, name="inbox", daemon=True).start()
        while self._bodies or not self._ended:
            self._news.clear()
            while self._bodies:
                yield self._bodies.popleft()
            if not self._ended:
                await self._news.wait()

    def _listen(self) -> None:
        while self._read() and not self._ended:
            self._tell()
        self._ended = True
        self._tell()

    def _tell(self) -> None:
        try:
            if self._loop:
                self._loop.call_soon_threadsafe(self._news.set)
        except RuntimeError:
            self._ended = True  # The loop is closed: nobody is interested any more.

    def _read(self) -> bool:
        """Take in what the source has; False when it has ended."""
        try:
            data = self._source.read(_CHUNK)
        except (OSError, ValueError):
            data = b""
        if not data:
            return False
        self._buffer += data
        self._cut()
        return True

    def _cut(self) -> None:
        """Move whole messages out of the buffer; a header without a length is skipped."""
        start = 0
        while (end := self._buffer.find(b"\r\n\r\n", start)) >= 0:
            length = _LENGTH.search(self._buffer, start, end)
            stop = end + 4 + (int(length[1]) if length else 0)
            if stop > len(self._buffer):
                break
            if length:
                self._bodies.append(bytes(self._buffer[end + 4 : stop]))
                self._last = time.monotonic()
            start = stop
        del self._buffer[:start]


class Outbox:
    """Sends bodies. A client that is gone is no error: the end of the input will tell."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def send(self, body: bytes) -> None:
        """Send one body with its header."""
        try:
            self._sink.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            self._sink.flush()
        except (OSError, ValueError):
            pass


def standard_streams() -> tuple[Inbox, Outbox]:
    """Standard input and output. Whatever else prints goes to standard error from now on."""
    source = os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    sink = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return Inbox(source), Outbox(sink)


def accept_one(host: str, port: int) -> tuple[Inbox, Outbox]:
    """Wait on a socket for one client. The address goes to standard error, port 0 is any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listener:
        print(f"listening on {host}:{listener.getsockname()[1]}", file=sys.stderr, flush=True)
        connection, _ = listener.accept()
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Inbox(connection.makefile("rb", buffering=0)), Outbox(connection.makefile("wb"))
