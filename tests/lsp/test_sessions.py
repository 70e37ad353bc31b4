"""Sessions that were recorded from real editors go as they went then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .replaying import Replay, Session, complaints
from .wire import Server

SESSIONS = sorted((Path(__file__).parent / "sessions").glob("*.jsonl"))


@pytest.mark.parametrize("recording", SESSIONS, ids=lambda path: path.stem)
async def test_a_recorded_session_goes_as_it_went(recording: Path, server: Server, tmp_path: Path) -> None:
    then = Session.read(recording)
    workspace = tmp_path / "workspace"
    now = await Replay(then, server.wire, workspace).run()
    assert complaints(then, now) == []
    assert any(places for places in now.found().values()), "nothing was found at all"


def test_there_are_sessions_of_each_editor() -> None:
    names = {path.stem.split("-")[0] for path in SESSIONS}
    assert names >= {"neovim", "helix", "emacs"}


def changed(session: Session, old: str, new: str) -> Session:
    """The session with other words in what the server said."""
    lines = []
    for line in session.lines:
        text = json.dumps(line)
        lines.append(json.loads(text.replace(old, new) if line["from"] == "server" else text))
    return Session(lines)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("blocking-sleep-in-async", "sleepy", "was found"),
        ("hoverProvider", "overProvider", "textDocument/hover is not offered any more"),
        ("textDocument/publishDiagnostics", "window/telegram", "understands window/telegram"),
        ('"newText": "', '"newText": "!', "was the edit"),
        ('"result": {"contents"', '"error": {"contents"', "is refused now"),
    ],
)
def test_what_goes_wrong_is_noticed(old: str, new: str, complaint: str) -> None:
    then = Session.read(next(path for path in SESSIONS if path.stem.startswith("neovim")))
    assert complaints(then, then) == []
    assert complaint in "\n".join(complaints(then, changed(then, old, new)))
