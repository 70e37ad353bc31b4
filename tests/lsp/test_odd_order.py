"""What comes in an unlucky order, as on a machine under load, ends in the state that any other order ends in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from rust_perf_analyzer.lsp import holding
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.session import Session

from .conftest import SLEEPY
from .nobody import Nobody
from .waiting import until

NAP = "async fn é() {\n    nap(d);\n    step().await;\n}\n"
ALIAS = {
    "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
    "text": "use std::thread::sleep as nap;\n",
}
"""With this above, a function that nobody touched has a finding, once it was judged again."""
REFRESH = "workspace/diagnostic/refresh"
FOUND = "blocking-sleep-in-async"


class Listener(Nobody):
    """A client that notes what it hears, and may do something then."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.then: Callable[[], None] | None = None

    def notify_text(self, body: str) -> None:
        """Hear a publication."""
        self.heard.append(body)
        if self.then is not None and '"version":2' in body:
            then, self.then = self.then, None
            then()

    async def request(self, method: str, params: object) -> None:
        """Answer nothing."""
        self.heard.append(method)


async def test_what_is_told_of_all_documents_does_not_count_where_one_was_asked_for(crate: Path) -> None:
    """Between two slices a client may ask for all; it passes over what it is told of a document that it asks for."""
    client = Listener()
    session = Session(Client(pulls_diagnostics=True), client, client)
    uri = (crate / "src/main.rs").as_uri()
    session.open(uri, "rust", 1, NAP)
    assert session.result(uri).diagnostics == ""
    session.change(uri, 2, [ALIAS])
    assert session.result(uri).diagnostics == ""
    file = session.current(uri)
    assert file is not None
    while file.settle():
        pass
    (result,) = session.results()
    assert FOUND in result.diagnostics
    await until(lambda: REFRESH in client.heard)
    session.stop()


async def test_a_client_that_asks_for_all_alone_is_told_to_ask_again(crate: Path) -> None:
    client = Listener()
    session = Session(Client(pulls_diagnostics=True), client, client)
    uri = (crate / "src/main.rs").as_uri()
    session.open(uri, "rust", 1, NAP)
    assert session.current(uri) is not None
    session.change(uri, 2, [ALIAS])
    (result,) = session.results()
    assert result.diagnostics == ""
    await until(lambda: REFRESH in client.heard)
    session.stop()


async def test_what_gave_way_to_a_document_is_judged_when_that_is_closed_instead(
    crate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "PAUSE", 600.0)
    client = Listener()
    session = Session(Client(), client, client)
    uri, other = (crate / "src/main.rs").as_uri(), (crate / "src/other.rs").as_uri()
    session.open(uri, "rust", 1, NAP)
    session.open(other, "rust", 1, NAP)
    await until(lambda: sum('"version":1' in body for body in client.heard) == 2)
    await asyncio.sleep(0.3)  # Only where the slices of both are over by now does the order below come about.

    def close() -> None:
        session.close(other)
        client.waiting = False

    def edit_and_close() -> None:
        session.change(other, 3, [ALIAS])
        client.waiting = True
        asyncio.get_running_loop().call_soon(close)

    client.then = edit_and_close
    session.change(uri, 2, [ALIAS])
    await until(lambda: any('"version":2' in body and FOUND in body for body in client.heard))
    session.stop()


async def test_other_files_hear_of_a_buffer_that_was_judged_late(crate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine the first documents may wait longer for their judgement than others wait to hear of them."""
    monkeypatch.setattr(holding, "PAUSE", 0.0)
    session = Session(Client(), Nobody(), Nobody())
    paths = [crate / "src" / name for name in ("main.rs", "other.rs")]
    for path in paths:
        session.open(path.as_uri(), "rust", 1, NAP)
    await until(lambda: all(session.workspace.index.file(str(path)) is not None for path in paths))
    session.stop()


async def test_keys_that_overtake_each_other_leave_the_text_of_the_editor(crate: Path) -> None:
    client = Listener()
    session = Session(Client(pulls_diagnostics=True), client, client)
    typed = [typed_at(0, 0, "/"), typed_at(0, 1, "/"), typed_at(0, 2, "é"), typed_at(0, 3, "\n"), typed_at(1, 0, " ")]
    told = []
    for name, order in (("main", (1, 2, 3, 4, 5)), ("other", (4, 1, 5, 3, 2))):
        uri = (crate / "src" / f"{name}.rs").as_uri()
        session.open(uri, "rust", 0, SLEEPY)
        for version in order:
            session.change(uri, version, [typed[version - 1]])
        result = session.result(uri)
        assert result.version == 5
        told.append(result.diagnostics)
    assert told[0] == told[1] != ""
    session.stop()


def typed_at(line: int, character: int, text: str) -> dict[str, object]:
    """A change that puts a text somewhere."""
    at = {"line": line, "character": character}
    return {"range": {"start": at, "end": at}, "text": text}
