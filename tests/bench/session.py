"""One document open in one server, and what is asked of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from client import Client, Json, frame
from processes import cpu_seconds
from servers import Tool
from typist import Typist

_INCREMENTAL = 2
_INVOKED, _AUTOMATIC = 1, 2
_SETTLED = 0.3  # seconds after which a server that has nothing to do is taken to have nothing to do
_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "synchronization": {"didSave": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True, "codeDescriptionSupport": True},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source.fixAll"]}},
            "resolveSupport": {"properties": ["edit"]},
            "dataSupport": True,
        },
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


class Burst(NamedTuple):
    """Edits sent without waiting: until the diagnostics of the last, and how often some were published."""

    seconds: float
    publishes: int


class Session:
    """A server that has a document open."""

    def __init__(self, tool: Tool, file: Path, *, erases: bool = False) -> None:
        self.name = tool.name
        text = file.read_text(encoding="utf-8")
        self._typist = Typist(text, erases=erases)
        self._uri = file.resolve().as_uri()
        self._version = 1
        self.client = Client(tool.command, tool.folder)
        offered = self._greet()
        self.greeted = time.perf_counter() - self.client.started
        self._offers: Callable[[str], bool] = lambda name: bool(offered.get(name))
        sync = offered.get("textDocumentSync")
        self._incremental = (sync.get("change") if isinstance(sync, dict) else sync) == _INCREMENTAL
        self.found: list[Json] = []
        self.opened = self.open(self._uri, text)
        self.first_seen = time.perf_counter() - self.client.started

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.client.close()

    def open(self, uri: str, text: str) -> float:
        """Open a document; the seconds until its diagnostics."""
        document = {"uri": uri, "languageId": "rust", "version": 1, "text": text}
        began = self.client.notify("textDocument/didOpen", {"textDocument": document})
        answer = self.client.diagnostics(uri, 1)
        self.found = answer.body["params"]["diagnostics"]
        return answer.at - began

    def rest(self) -> None:
        """Wait until the server has nothing left to do."""
        self.client.rest(_SETTLED)

    def type(self, keys: int) -> list[float]:
        """Type, each key after the diagnostics for the one before; the seconds that each took."""
        return [self._press() for _ in range(keys)]

    def type_metered(self, keys: int) -> tuple[list[float], float | None]:
        """Type; what each key took, and the CPU of all."""
        before = cpu_seconds(self.client.pid)
        taken = self.type(keys)
        after = cpu_seconds(self.client.pid)
        return taken, None if before is None or after is None else after - before

    def burst(self, keys: int) -> Burst:
        """Type without waiting."""
        self.rest()
        frames = b"".join([self._next_frame() for _ in range(keys)])
        published = self.client.publishes
        began = self.client.send(frames)
        answer = self.client.diagnostics(self._uri, self._version)
        self.rest()
        return Burst(answer.at - began, self.client.publishes - published)

    def light_bulb(self, diagnostic: Json, *, at_cursor: bool = False) -> float | None:
        """Whether there are actions, as editors ask when the cursor moves; the seconds it took.

        Some editors ask for the whole diagnostic, and some for the place of the cursor, which has no width.
        """
        start = diagnostic["range"]["start"]
        return self._code_action(diagnostic, _AUTOMATIC, {"start": start, "end": start} if at_cursor else None)[1]

    def code_action(self, diagnostic: Json) -> tuple[float | None, float | None]:
        """The menu of actions, and the edit of the first where that comes later; the seconds that each took."""
        actions, seconds = self._code_action(diagnostic, _INVOKED)
        if seconds is None or "edit" in actions[0] or "data" not in actions[0]:
            return seconds, None
        return seconds, self.client.request("codeAction/resolve", actions[0])[1]

    def _code_action(
        self, diagnostic: Json, trigger: int, place: Json | None = None
    ) -> tuple[list[Json], float | None]:
        if not self._offers("codeActionProvider"):
            return [], None
        context = {"diagnostics": [diagnostic], "triggerKind": trigger}
        params = {"textDocument": {"uri": self._uri}, "range": place or diagnostic["range"], "context": context}
        body, seconds = self.client.request("textDocument/codeAction", params)
        actions = body.get("result") or []
        return actions, seconds if actions else None

    def hover(self, diagnostic: Json) -> float | None:
        """The hover of a diagnostic; the seconds it took."""
        if not self._offers("hoverProvider"):
            return None
        params = {"textDocument": {"uri": self._uri}, "position": diagnostic["range"]["start"]}
        body, seconds = self.client.request("textDocument/hover", params)
        return seconds if body.get("result") else None

    def _greet(self) -> dict[str, Any]:
        root = self.client.root.as_uri()
        folders = [{"uri": root, "name": self.client.root.name}]
        params = {"processId": os.getpid(), "rootUri": root, "workspaceFolders": folders, "capabilities": _CAPABILITIES}
        body, _ = self.client.request("initialize", params)
        self.client.notify("initialized", {})
        offered: dict[str, Any] = body["result"]["capabilities"]
        return offered

    def _press(self) -> float:
        began = self.client.send(self._next_frame())
        answer = self.client.diagnostics(self._uri, self._version)
        self.found = answer.body["params"]["diagnostics"]
        return answer.at - began

    def _next_frame(self) -> bytes:
        change = self._typist.key()
        self._version += 1
        change_json = change.as_json() if self._incremental else {"text": self._typist.text}
        document = {"uri": self._uri, "version": self._version}
        return frame("textDocument/didChange", {"textDocument": document, "contentChanges": [change_json]})
