"""A toy of a second language server for the same files.

It speaks UTF-16, finds each `main`, and offers to rename it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MESSAGE = "toy: é😀 a main"
TITLE = "toy: rename it"


def _read() -> dict[str, Any]:
    length = 0
    while (line := sys.stdin.buffer.readline().strip()) or not length:
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        elif not line:
            sys.exit()
    message: dict[str, Any] = json.loads(sys.stdin.buffer.read(length))
    return message


def _send(**message: Any) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    sys.stdout.buffer.flush()


def _mains(text: str) -> list[dict[str, Any]]:
    found = []
    for number, line in enumerate(text.split("\n")):
        if "fn main" in line:
            column = len(line[: line.index("main")].encode("utf-16-le")) // 2
            ends = [{"line": number, "character": column + shift} for shift in (0, 4)]
            found.append({"start": ends[0], "end": ends[1]})
    return found


def _publish(uri: str, text: str) -> None:
    found = [{"range": where, "severity": 2, "source": "toy", "message": MESSAGE} for where in _mains(text)]
    _send(method="textDocument/publishDiagnostics", params={"uri": uri, "diagnostics": found})


def _answer(message: dict[str, Any], texts: dict[str, str]) -> Any:
    match message["method"]:
        case "initialize":
            sync = {"openClose": True, "change": 1}
            return {"capabilities": {"textDocumentSync": sync, "codeActionProvider": True, "hoverProvider": True}}
        case "textDocument/codeAction":
            uri = message["params"]["textDocument"]["uri"]
            edits = [{"range": where, "newText": "start"} for where in _mains(texts[uri])]
            return [{"title": TITLE, "kind": "quickfix", "edit": {"changes": {uri: edits}}}]
        case "textDocument/hover":
            return {"contents": MESSAGE}
    return None


def _serve() -> None:
    texts: dict[str, str] = {}
    while True:
        message = _read()
        params = message.get("params") or {}
        match message.get("method"):
            case "exit":
                return
            case "textDocument/didOpen":
                texts[params["textDocument"]["uri"]] = params["textDocument"]["text"]
                _publish(params["textDocument"]["uri"], params["textDocument"]["text"])
            case "textDocument/didChange":
                texts[params["textDocument"]["uri"]] = params["contentChanges"][-1]["text"]
                _publish(params["textDocument"]["uri"], params["contentChanges"][-1]["text"])
            case str() if "id" in message:
                _send(id=message["id"], result=_answer(message, texts))


if __name__ == "__main__":
    _serve()
