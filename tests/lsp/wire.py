"""A server spoken to message by message, for what a decent client would never send."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from .editor import SERVER
from .waiting import TIMEOUT, until

Message = dict[str, Any]


def packed(body: bytes) -> bytes:
    """A body as it is sent."""
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def framed(message: Message) -> bytes:
    """A message as it is sent."""
    return packed(json.dumps({"jsonrpc": "2.0", **message}).encode())


class Wire:
    """The two ends of a connection, and everything that came back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.received: list[Message] = []
        self.answers_requests = True
        self.answers: dict[str, Any] = {}
        """What the client says to requests of the server's, by method; else null, or a list of nulls."""
        self._writer = writer
        self._ids = 0
        self._reading = asyncio.create_task(self._read(reader))

    def write(self, body: bytes) -> None:
        """Send one body, whatever it is."""
        self.send(packed(body))

    def send(self, data: bytes) -> None:
        """Send bytes that are messages already."""
        self._writer.write(data)

    def reply(self, msg_id: Any, result: Any) -> None:
        """Answer a request of the server's."""
        self.send(framed({"id": msg_id, "result": result}))

    def notify(self, method: str, params: Any = None) -> None:
        """Send a notification."""
        self.send(framed({"method": method, "params": params}))

    def ask(self, method: str, params: Any = None) -> int:
        """Send a request without waiting; its id."""
        self._ids += 1
        self.send(framed({"id": self._ids, "method": method, "params": params}))
        return self._ids

    async def answer(self, msg_id: int | str | None) -> Message:
        """The answer to a request."""
        return await self.wait(lambda m: "method" not in m and m.get("id") == msg_id)

    async def request(self, method: str, params: Any = None) -> Message:
        """Send a request; its answer."""
        return await self.answer(self.ask(method, params))

    async def execute(self, command: str, *arguments: Any) -> Message:
        """Have the server carry out a command of ours; its answer."""
        params = {"command": f"rust-perf-analyzer.{command}", "arguments": list(arguments)}
        return await self.request("workspace/executeCommand", params)

    async def greet(self, capabilities: Message | None = None, **params: Any) -> Message:
        """Shake hands."""
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, **params}
        answer = await self.request("initialize", params)
        self.notify("initialized", {})
        result: Message = answer["result"]
        return result

    def open(self, uri: str, text: str, language: str = "rust", version: Any = 1) -> None:
        """Open a document."""
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, version: Any, *changes: Any) -> None:
        """Edit a document."""
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    async def published(self, uri: str, version: int | None = None) -> list[Message]:
        """The diagnostics of a version, or of a document that has none."""

        def is_it(message: Message) -> bool:
            params = message.get("params") or {}
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == uri
                and params.get("version") == version
            )

        found: list[Message] = (await self.wait(is_it))["params"]["diagnostics"]
        return found

    async def wait(self, is_it: Callable[[Message], bool]) -> Message:
        """The newest message of a kind, as soon as there is one."""
        found = await until(
            lambda: [message for message in self.received if is_it(message)], lambda: self.received[-3:]
        )
        return found[-1]

    def publishes(self) -> list[Message]:
        """All that was published."""
        return [m["params"] for m in self.received if m.get("method") == "textDocument/publishDiagnostics"]

    def close(self) -> None:
        """Hang up."""
        self._reading.cancel()
        self._writer.close()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while header := await reader.readline():
            length = int(header.split(b":")[1])
            await reader.readline()
            message = json.loads(await reader.readexactly(length))
            self.received.append(message)
            if "method" in message and "id" in message and self.answers_requests:
                items = (message.get("params") or {}).get("items")
                otherwise = [None] * len(items) if items else None
                self.reply(message["id"], self.answers.get(message["method"], otherwise))


class Server:
    """A server process with a wire to it."""

    process: asyncio.subprocess.Process
    wire: Wire

    async def start(self) -> Wire:
        """Start it over standard input and output."""
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(
            *SERVER, stdin=pipe, stdout=pipe, stderr=pipe, limit=1 << 26
        )
        assert self.process.stdout
        assert self.process.stdin
        self.wire = Wire(self.process.stdout, self.process.stdin)
        return self.wire

    async def exit_code(self) -> int:
        """How it ended."""
        async with asyncio.timeout(TIMEOUT):
            return await self.process.wait()

    async def stop(self) -> str:
        """End it in any case; what it wrote to standard error."""
        self.wire.close()
        if self.process.returncode is None:
            self.process.kill()
        assert self.process.stderr
        text = (await self.process.stderr.read()).decode()
        await self.process.wait()
        return text
