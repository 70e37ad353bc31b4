"""Open documents when other files change: what they asked about those is asked again, and nothing else is done."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.judge import Verdict
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.session import Session

from .nobody import Nobody
from .waiting import until

TEXT = "use std::thread::sleep;\nasync fn é() {\n    sleep(D);\n}\n"


@pytest.fixture(autouse=True)
def _ask_beyond(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every question for one about other files."""
    monkeypatch.setattr(Verdict, "asks_beyond", lambda *_: True)


async def test_what_documents_asked_is_asked_again(crate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Verdict] = []
    monkeypatch.setattr(Verdict, "holds", lambda self, *_: not asked.append(self))
    session = Session(Client(), Nobody(), Nobody())
    main = (crate / "src/main.rs").as_uri()
    session.open(main, "rust", 1, TEXT)
    await asyncio.sleep(0.1)
    assert not asked
    session.files_changed([main])
    await asyncio.sleep(0.1)
    assert not asked
    session.others_changed()
    await until(lambda: asked)
    session.stop()


async def test_an_answer_that_is_new_changes_the_findings(crate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(Client(), Nobody(), Nobody())
    uri = (crate / "src/main.rs").as_uri()
    session.open(uri, "rust", 1, TEXT)
    file = session.current(uri)
    assert file is not None
    assert len(file.findings()) == 1
    monkeypatch.setattr(Verdict, "holds", lambda *_: False)
    monkeypatch.setattr("rust_perf_analyzer.analysis.engine.judge", lambda unit, _: Verdict((), unit.text))
    session.others_changed()
    await until(lambda: file.findings() == [])
    session.stop()
