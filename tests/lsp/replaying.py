"""A recorded session of a real editor, its client's side said again to the server of today.

What was recorded tells when each message may be sent: after the answers and the diagnostics that stood before it. Of
what the server says, that is compared which a new rule or another wording does not touch: the places of those rules
that were found then, in each version of each file, and the edits under titles that were offered then and still are.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from editors.recording import hide_places

from .wire import Message, Wire

Version = tuple[str, int | None]
Places = set[tuple[str, str]]
"""Rules, and where they were found."""

_FREE = {
    "textDocument/publishDiagnostics",
    "window/logMessage",
    "window/showMessage",
    "client/registerCapability",
    "client/unregisterCapability",
    "$/progress",
    "$/logTrace",
}
_ASKS_FOR = {
    "workspace/configuration": ("capabilities", "workspace", "configuration"),
    "workspace/applyEdit": ("capabilities", "workspace", "applyEdit"),
    "workspace/diagnostic/refresh": ("capabilities", "workspace", "diagnostics", "refreshSupport"),
    "workspace/inlayHint/refresh": ("capabilities", "workspace", "inlayHint", "refreshSupport"),
    "window/workDoneProgress/create": ("capabilities", "window", "workDoneProgress"),
    "window/showDocument": ("capabilities", "window", "showDocument", "support"),
    "rust-perf/status": ("initializationOptions", "status"),
}
"""What the client must have said of itself before a message may be sent to it."""
_PROVIDED = {
    "textDocument/hover": "hoverProvider",
    "textDocument/codeAction": "codeActionProvider",
    "codeAction/resolve": "codeActionProvider",
    "textDocument/diagnostic": "diagnosticProvider",
    "workspace/diagnostic": "diagnosticProvider",
    "textDocument/inlayHint": "inlayHintProvider",
    "workspace/executeCommand": "executeCommandProvider",
}
"""What the server must have said of itself before the client asks for it."""


def dig(message: Any, *names: str) -> Any:
    """A member of members, None where there is none."""
    for name in names:
        message = message.get(name) if isinstance(message, dict) else None
    return message


class Session:
    """What was said, by whom, in order, until the client asked for the end: what still comes then comes by chance."""

    def __init__(self, lines: Iterable[Message]) -> None:
        self.lines = list(_until_shutdown(lines))
        self.heard = [line["message"] for line in self.lines if line["from"] == "server"]
        self.said = [line["message"] for line in self.lines if line["from"] == "client"]

    @staticmethod
    def read(recording: Path) -> Session:
        """A session as it was recorded, with the placeholders in it."""
        return Session(json.loads(line) for line in recording.read_text().splitlines())

    @property
    def hello(self) -> Message:
        """The params of `initialize`."""
        return next(message["params"] for message in self.said if message.get("method") == "initialize")

    def answers(self) -> dict[int, Message]:
        """The server's answers by the ids of the requests."""
        return {message["id"]: message for message in self.heard if "id" in message and "method" not in message}

    def replies(self) -> dict[str, list[Any]]:
        """What the client replied to the server, by method, in order."""
        asked = {message["id"]: message["method"] for message in self.heard if "method" in message and "id" in message}
        found: dict[str, list[Any]] = defaultdict(list)
        for message in self.said:
            if "method" not in message and message["id"] in asked:
                found[asked[message["id"]]].append(message.get("result"))
        return found

    def found(self) -> dict[Version, Places]:
        """The last that was said of each version of each file, published or pulled."""
        pulls: dict[Any, Version] = {}
        versions: dict[str, int] = {}
        found: dict[Version, Places] = {}
        for line in self.lines:
            message = line.get("message") or {}
            document = dig(message, "params", "textDocument") or {}
            if "version" in document:
                versions[document["uri"]] = document["version"]
            if message.get("method") == "textDocument/diagnostic":
                pulls[message["id"]] = document["uri"], versions.get(document["uri"])
            if message.get("method") == "textDocument/publishDiagnostics":
                params = message["params"]
                found[params["uri"], params.get("version")] = _places(params["diagnostics"])
            if line["from"] == "server" and message.get("id") in pulls and dig(message, "result", "kind") == "full":
                found[pulls[message["id"]]] = _places(message["result"]["items"])
        return found

    def edits(self) -> dict[str, Any]:
        """The edits that were offered or asked to be applied, by their titles."""
        return dict(self._edits())

    def _edits(self) -> Iterator[tuple[str, Any]]:
        for message in self.heard:
            if message.get("method") == "workspace/applyEdit":
                yield str(message["params"].get("label")), _places_of_edit(message["params"]["edit"])
            result = message.get("result")
            for action in result if isinstance(result, list) else [result]:
                if isinstance(action, dict) and "edit" in action:
                    yield action["title"], _places_of_edit(action["edit"])


def _until_shutdown(lines: Iterable[Message]) -> Iterator[Message]:
    for line in lines:
        if dig(line, "message", "method") == "shutdown":
            return
        yield line


def _is_published(message: Message, uri: str, version: int) -> bool:
    """Whether this tells of a version or of a later one: what was overtaken by an edit need not be told."""
    params = message.get("params")
    is_of_it = message.get("method") == "textDocument/publishDiagnostics" and dig(params, "uri") == uri
    return is_of_it and (dig(params, "version") or 0) >= version


def _places(diagnostics: list[Message]) -> Places:
    return {(found["code"], json.dumps(found["range"])) for found in diagnostics}


def _places_of_edit(edit: Message) -> dict[str, list[tuple[str, str]]]:
    """The edits by file, whichever way the client wants them."""
    files = dict(edit.get("changes") or {})
    for change in edit.get("documentChanges") or []:
        if "textDocument" in change:  # the others make, rename or delete a file
            files[change["textDocument"]["uri"]] = change["edits"]
    return {uri: sorted((json.dumps(one["range"]), one["newText"]) for one in edits) for uri, edits in files.items()}


class Replay:
    """Says the client's side of a session to a server."""

    def __init__(self, recorded: Session, wire: Wire, workspace: Path) -> None:
        self._recorded = recorded
        self._wire = wire
        self._workspace = workspace
        self._replies = recorded.replies()
        self._replied = 0
        self._lines: list[Message] = []
        wire.answers_requests = False

    async def run(self) -> Session:
        """All of it; the session that it makes, with placeholders as in the recorded one."""
        answering = asyncio.create_task(self._answer())
        for line in self._recorded.lines:
            if line["from"] == "disk":
                self._write(line["files"])
            elif line["from"] == "server":
                await self._catch_up(line["message"])
            elif "method" in line["message"]:
                self._say(line["message"])
        answering.cancel()
        return Session(self._lines + self._heard())

    def _heard(self) -> list[Message]:
        heard = json.dumps(self._wire.received, ensure_ascii=False)
        return [{"from": "server", "message": message} for message in json.loads(hide_places(heard, self._workspace))]

    def _write(self, files: dict[str, str | None]) -> None:
        for name, text in files.items():
            path = self._workspace / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(text.encode())

    def _say(self, message: Message) -> None:
        if message["method"] == "codeAction/resolve":
            message = {**message, "params": self._offered(message["params"]["title"])}
        self._lines.append({"from": "client", "message": message})
        body = json.loads(self._placed(json.dumps(message, ensure_ascii=False)))
        if body["method"] == "initialize":
            body["params"]["processId"] = os.getpid()
        self._wire.write(json.dumps(body).encode())

    def _offered(self, title: str) -> Message:
        """What the server offers now under the title of an action that was picked then."""
        results = [m.get("result") for m in self._wire.received if "method" not in m]
        actions = [action for result in results if isinstance(result, list) for action in result]
        found = [action for action in actions if action.get("title") == title]
        assert found, f"“{title}” is offered no more"
        action: Message = json.loads(hide_places(json.dumps(found[-1], ensure_ascii=False), self._workspace))
        return action

    async def _catch_up(self, message: Message) -> None:
        """Wait until the server has come as far as it had when this was recorded."""
        if "method" not in message:
            await self._wire.answer(message["id"])
        elif message["method"] == "textDocument/publishDiagnostics" and message["params"].get("version") is not None:
            uri, version = self._placed(message["params"]["uri"]), message["params"]["version"]
            await self._wire.wait(lambda now: _is_published(now, uri, version))

    def _placed(self, text: str) -> str:
        return text.replace("<workspace>", str(self._workspace))

    async def _answer(self) -> None:
        """Reply as the client did; to what it was not asked then, with nothing."""
        while True:
            for message in self._wire.received[self._replied :]:
                if "method" in message and "id" in message:
                    recorded = self._replies[message["method"]]
                    self._wire.reply(message["id"], recorded.pop(0) if recorded else None)
            self._replied = len(self._wire.received)
            await asyncio.sleep(0.005)


def complaints(then: Session, now: Session) -> list[str]:
    """What today's server does worse than the one that was recorded, or never should do."""
    return [*_unasked(now), *_refused(then, now), *_different(then, now)]


def _unasked(now: Session) -> Iterator[str]:
    offered = dig(next(iter(now.answers().values())), "result", "capabilities")
    for message in now.said:
        provider = _PROVIDED.get(message.get("method", ""))
        if provider is not None and not offered.get(provider):
            yield f"{message['method']} is not offered any more"
    for message in now.heard:
        method = message.get("method")
        if method is None or method in _FREE:
            continue
        if method not in _ASKS_FOR or not dig(now.hello, *_ASKS_FOR[method]):
            yield f"the client never said that it understands {method}"


def _refused(then: Session, now: Session) -> Iterator[str]:
    before, after = then.answers(), now.answers()
    for msg_id, answer in before.items():
        if "error" not in answer and "error" in after[msg_id]:
            yield f"request {msg_id} is refused now: {after[msg_id]['error']}"


def _different(then: Session, now: Session) -> Iterator[str]:
    found, before = now.found(), then.found()
    rules = {rule for places in before.values() for rule, _ in places}
    last = dict(before.keys())
    for (uri, version), places in before.items():
        if (uri, version) not in found and version != last[uri]:
            continue
        today = {place for place in found.get((uri, version), set()) if place[0] in rules}
        if today != places:
            yield f"{uri} {version}: {sorted(places)} was found, {sorted(today)} is now"
    edits = now.edits()
    for title, edit in then.edits().items():
        if edits.get(title, edit) != edit:
            yield f"{title}: {edit} was the edit, {edits[title]} is now"
