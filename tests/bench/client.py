"""An editor's end of a language server: one thread that never waits for one direction while the other is full.

The clock of an answer stops when its last byte was read, before anything is parsed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import selectors
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

Json = dict[str, Any]
PATIENCE = 120.0
_HEADER = re.compile(rb"(?i)content-length: *(\d+)")
_READ = 1 << 20


class Message(NamedTuple):
    """What came, when its last byte was read, and how long it was."""

    body: Json
    at: float
    size: int


class ServerEnded(Exception):
    """The server closed its output."""


def frame(method: str, params: Any, request: int | None = None) -> bytes:
    """A notification, or a request, as it goes over the wire."""
    message = {"jsonrpc": "2.0", "method": method, "params": params}
    return _framed(message if request is None else {**message, "id": request})


class Client:
    """A server process and the two ways to it."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.root = folder.resolve()
        self.started = time.perf_counter()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, bufsize=0
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._from, selectors.EVENT_READ)
        self._pending = memoryview(b"")
        self._buffer = bytearray()
        self._inbox: list[Message] = []
        self._requests = 0
        self.publishes = 0

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    def notify(self, method: str, params: Any) -> float:
        """Tell something; when that began."""
        return self.send(frame(method, params))

    def request(self, method: str, params: Any, patience: float = PATIENCE) -> tuple[Json, float]:
        """Ask something; the answer, and the seconds that it took."""
        self._requests += 1
        wanted = self._requests
        asked = self.send(frame(method, params, wanted))
        answer = self.wait(lambda body: "method" not in body and body.get("id") == wanted, patience)
        return answer.body, answer.at - asked

    def send(self, data: bytes) -> float:
        """Send frames; when that began."""
        began = time.perf_counter()
        self._pending = memoryview(bytes(self._pending) + data if self._pending else data)
        self._write()
        return began

    def diagnostics(self, uri: str, version: int, patience: float = PATIENCE) -> Message:
        """The diagnostics of a version, or the next of a server that does not tell versions."""

        def is_it(body: Json) -> bool:
            if body.get("method") != "textDocument/publishDiagnostics":
                return False
            params = body["params"]
            return params["uri"] == uri and params.get("version") in (version, None)

        return self.wait(is_it, patience)

    def wait(self, is_it: Callable[[Json], bool], patience: float = PATIENCE) -> Message:
        """The first message of a kind; those before it are forgotten."""
        until = time.perf_counter() + patience
        while True:
            while self._inbox:
                message = self._inbox.pop(0)
                if is_it(message.body):
                    return message
            left = until - time.perf_counter()
            if left <= 0:
                raise TimeoutError(f"no answer within {patience:.0f} s")
            self._exchange(left)

    def rest(self, seconds: float) -> None:
        """Let the server be, and forget what it tells meanwhile."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._exchange(left)
        self._inbox.clear()

    def close(self) -> None:
        """End the server as the protocol says, or else by force."""
        with contextlib.suppress(TimeoutError, ServerEnded, OSError):
            self.request("shutdown", None, 5)
            self.notify("exit", None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()
        self._selector.close()
        for end in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if end:
                    end.close()

    def _exchange(self, patience: float) -> None:
        """Wait until one of the ways is free, and use it."""
        for key, _ in self._selector.select(patience):
            if key.fd == self._from:
                self._read()
            else:
                self._write()

    def _write(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._pending:
                self._pending = self._pending[os.write(self._to, self._pending) :]
        waits = self._to in self._selector.get_map()
        if self._pending and not waits:
            self._selector.register(self._to, selectors.EVENT_WRITE)
        elif not self._pending and waits:
            self._selector.unregister(self._to)

    def _read(self) -> None:
        data = os.read(self._from, _READ)
        at = time.perf_counter()
        if not data:
            raise ServerEnded
        self._buffer += data
        while (head := self._buffer.find(b"\r\n\r\n")) >= 0:
            found = _HEADER.search(self._buffer, 0, head)
            assert found, "a message without a length"
            end = head + 4 + int(found[1])
            if len(self._buffer) < end:
                return
            body = json.loads(self._buffer[head + 4 : end])
            del self._buffer[:end]
            self._take(Message(body, at, end - head - 4))

    def _take(self, message: Message) -> None:
        body = message.body
        if "method" in body and "id" in body:
            self.send(_framed({"jsonrpc": "2.0", "id": body["id"], "result": self._reply(body)}))
            return
        if body.get("method") == "textDocument/publishDiagnostics":
            self.publishes += 1
        self._inbox.append(message)

    def _reply(self, body: Json) -> Any:
        """The answers that a server needs to go on: no settings, one folder."""
        if body["method"] == "workspace/configuration":
            return [None] * len(body["params"]["items"])
        if body["method"] == "workspace/workspaceFolders":
            return [{"uri": self.root.as_uri(), "name": self.root.name}]
        return None


def _framed(message: Json) -> bytes:
    body = json.dumps(message, separators=(",", ":")).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
