"""A tee between an editor and the server: what both say, as lines of JSON.

    python recording.py OUT WORKSPACE -- COMMAND…

starts the command as the editor's server and writes a line a message to OUT, `{"from": "client" | "server",
"message": …}`. The first line holds the files of the workspace as they were found, `{"from": "disk", "files": {path:
text}}`; when the client tells of a file that was saved or has changed, such a line with its new text (null: it is gone)
comes before. Paths that differ from machine to machine are replaced by `<workspace>` and the like, and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote, urlsplit

_PACKAGE = re.compile(r"/[^\s\"()<>]*/rust_perf_analyzer(?=/)")
"""Where the package lies that runs as the server: in a checkout, in an extension, among the libraries of a Python."""
_LARGEST = 100_000
"""Bytes of a file that is kept."""
_CHANGES = frozenset({"textDocument/didSave", "workspace/didChangeWatchedFiles"})


def hide_places(text: str, workspace: Path) -> str:
    """The text with `<workspace>`, `<package>` and `<home>` where paths of this machine are."""
    text = _PACKAGE.sub("<package>", text.replace(str(workspace), "<workspace>"))
    return text.replace(os.environ.get("HOME", "<home>"), "<home>")


def read_message(stream: IO[bytes]) -> bytes | None:
    """The body of the next message; None at the end."""
    length = 0
    while line := stream.readline():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        elif not line.strip():
            return stream.read(length)
    return None


def is_kept(path: Path) -> bool:
    """Whether a file of a workspace is noted: nothing hidden, nothing built."""
    return not any(part.startswith(".") or part == "target" for part in path.parts)


def texts_of(folder: Path) -> dict[str, str]:
    """The texts of a workspace, by their paths in it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if is_kept(relative) and path.is_file() and path.stat().st_size <= _LARGEST:
            found[relative.as_posix()] = path.read_bytes().decode()
    return found


class Recorder:
    """Writes what passes, one line at a time."""

    def __init__(self, out: Path, workspace: Path) -> None:
        self._workspace = workspace
        self._lock = threading.Lock()
        self._out = out.open("w", encoding="utf-8")
        self._write({"from": "disk", "files": texts_of(workspace)})

    def client(self, body: bytes) -> None:
        """The editor said something."""
        message = json.loads(body)
        if message.get("method") in _CHANGES:
            self._write({"from": "disk", "files": dict(self._told(message["params"]))})
        self._write({"from": "client", "message": message})

    def server(self, body: bytes) -> None:
        """The server said something."""
        self._write({"from": "server", "message": json.loads(body)})

    def _told(self, params: Any) -> Iterable[tuple[str, str | None]]:
        uris = [change["uri"] for change in params.get("changes") or [params["textDocument"]]]
        for uri in uris:
            path = Path(unquote(urlsplit(uri).path))
            if path.is_relative_to(self._workspace) and not path.is_dir():
                relative = path.relative_to(self._workspace)
                if is_kept(relative):
                    yield relative.as_posix(), path.read_bytes().decode() if path.exists() else None

    def _write(self, line: dict[str, Any]) -> None:
        text = hide_places(json.dumps(line, ensure_ascii=False), self._workspace)
        with self._lock:
            self._out.write(text + "\n")
            self._out.flush()


def pass_on(source: IO[bytes], target: IO[bytes], note: Callable[[bytes], None]) -> None:
    """Copy messages from one end to the other, as they come."""
    while (body := read_message(source)) is not None:
        note(body)
        target.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        target.flush()


def main() -> int:
    """Be the server for an editor."""
    out, workspace, _, *command = sys.argv[1:]
    recorder = Recorder(Path(out), Path(workspace))
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdin and server.stdout
    back = threading.Thread(target=pass_on, args=(server.stdout, sys.stdout.buffer, recorder.server))
    back.start()
    pass_on(sys.stdin.buffer, server.stdin, recorder.client)
    server.stdin.close()
    code = server.wait()
    back.join()
    return code


if __name__ == "__main__":
    raise SystemExit(main())
