"""What each editor does in its recorded session, and where that is kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from lsp.replaying import Replay, Session, complaints
from lsp.wire import Server

from .snippets import ROOT

RECORDED = ROOT / "tests" / "lsp" / "sessions"
VARIABLE = "RUST_PERF_RECORD_SESSIONS"
"""With this in the environment, the sessions of the editors' tests are kept."""


async def goes_again(recording: Path, name: str, workspace: Path) -> None:
    """A session that an editor just had goes as well without the editor."""
    then, server = Session.read(recording), Server()
    try:
        now = await Replay(then, await server.start(), workspace).run()
    finally:
        await server.stop()
    assert complaints(then, now) == []
    if os.environ.get(VARIABLE):
        RECORDED.mkdir(exist_ok=True)
        shutil.copy(recording, RECORDED / f"{name}.jsonl")
