"""Hints between the words of the code: off until somebody turns them on, and true while he types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.analysis import hints as hints_of
from rust_perf_analyzer.analysis.facts.running.heat import heat_of
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.open_file import OpenFile
from rust_perf_analyzer.lsp.session import Session
from tree_sitter import Node

from .nobody import Nobody
from .scanning import configure
from .test_bad_input import still_works
from .waiting import until
from .wire import Message, Server, Wire

CODE = """\
use tokio::io::AsyncReadExt;

fn main() {
    start();
}

fn start() { let _ = "é😀"; }

async fn fill(mut from: tokio::net::TcpStream) -> usize {
    let mut buffer = [0u8; 8192];
    from.read(&mut buffer).await.unwrap_or(0)
}
"""
BOTH = {"heat": True, "futureSizes": True}
ON = {"inlayHints": BOTH}
ASKS = {"textDocument": {"inlayHint": {}}, "workspace": {"inlayHint": {"refreshSupport": True}}}
REGISTERS = {"textDocument": {"inlayHint": {"dynamicRegistration": True}}}


@pytest.fixture
def wire(server: Server) -> Wire:
    """A wire over which nothing was said yet."""
    return server.wire


async def hints(wire: Wire, uri: str, last: int = 99) -> list[tuple[int, str]]:
    """The lines and labels of the hints up to a line."""
    span = {"start": {"line": 0, "character": 0}, "end": {"line": last, "character": 0}}
    found = (await wire.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": span}))["result"]
    return [(hint["position"]["line"], hint["label"]) for hint in found]


async def test_both_kinds_are_shown_to_whoever_turned_them_on(wire: Wire, uri: str) -> None:
    answer = await wire.greet(ASKS, initializationOptions=ON)
    assert answer["capabilities"]["inlayHintProvider"] == {"resolveProvider": False}
    wire.open(uri, CODE)
    assert await hints(wire, uri) == [(2, "cold"), (6, "cold"), (8, "future ≥ 8 KiB")]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, []),
        ({"inlayHints": {}}, []),
        ({"inlayHints": {"heat": True}}, [(2, "cold"), (6, "cold")]),
        ({"inlayHints": {"futureSizes": True, "heat": False}}, [(8, "future ≥ 8 KiB")]),
    ],
)
async def test_each_kind_is_chosen_by_itself(wire: Wire, uri: str, chosen: Message, expected: list[Any]) -> None:
    await wire.greet(ASKS, initializationOptions=chosen)
    wire.open(uri, CODE)
    assert await hints(wire, uri) == expected


async def test_the_settings_of_the_project_count_too(wire: Wire, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text("inlay-hints = { heat = true }  # é😀\n")
    await wire.greet(ASKS)
    wire.open(uri, CODE)
    assert await hints(wire, uri) == [(2, "cold"), (6, "cold")]


async def test_only_what_is_looked_at_is_told(wire: Wire, uri: str) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    wire.open(uri, CODE)
    assert await hints(wire, uri, last=5) == [(2, "cold")]


async def test_they_stand_behind_the_head_of_the_function_and_say_why(wire: Wire, uri: str) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    wire.open(uri, CODE.replace("fn start()", "fn /* é😀 */ start()"))
    span = {"start": {"line": 6, "character": 0}, "end": {"line": 7, "character": 0}}
    (hint,) = (await wire.request("textDocument/inlayHint", {"textDocument": {"uri": uri}, "range": span}))["result"]
    assert hint["position"] == {"line": 6, "character": len("fn /* é😀 */ start()") + 1}
    assert hint["tooltip"] == "cold: called only from `main`, in start-up code"
    assert hint["paddingLeft"]


async def test_they_follow_the_text(wire: Wire, uri: str) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    wire.open(uri, CODE)
    await hints(wire, uri)
    wire.change(uri, 2, {"text": "// é\n" + CODE.replace("8192", "65536")})
    assert await hints(wire, uri) == [(3, "cold"), (7, "cold"), (9, "future ≥ 64 KiB")]


async def test_a_caller_that_changes_has_them_asked_for_again(wire: Wire, uri: str) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    wire.open(uri, CODE)
    await hints(wire, uri)
    wire.change(uri, 2, {"text": CODE.replace("    start();", "    loop { start(); }")})
    await wire.wait(lambda m: m.get("method") == "workspace/inlayHint/refresh")
    assert (6, "cold") not in await hints(wire, uri)


async def test_new_settings_have_them_asked_for_again(wire: Wire, uri: str) -> None:
    await wire.greet(ASKS)
    wire.open(uri, CODE)
    assert await hints(wire, uri) == []
    configure(wire, **ON)
    await wire.wait(lambda m: m.get("method") == "workspace/inlayHint/refresh")
    assert len(await hints(wire, uri)) == 3


async def test_they_are_registered_when_somebody_turns_them_on_and_taken_back(wire: Wire) -> None:
    answer = await wire.greet(REGISTERS)
    assert "inlayHintProvider" not in answer["capabilities"]
    configure(wire, **ON)
    asked = await wire.wait(lambda m: m.get("method") == "client/registerCapability")
    (made,) = asked["params"]["registrations"]
    assert made["method"] == "textDocument/inlayHint"
    assert made["registerOptions"]["documentSelector"] == [{"language": "rust"}]
    configure(wire)
    taken = await wire.wait(lambda m: m.get("method") == "client/unregisterCapability")
    assert taken["params"]["unregisterations"] == [{"id": made["id"], "method": "textDocument/inlayHint"}]


async def test_a_client_that_knows_of_none_is_offered_none(wire: Wire) -> None:
    assert "inlayHintProvider" not in (await wire.greet(initializationOptions=ON))["capabilities"]


@pytest.mark.parametrize(
    "params",
    [
        None,
        {"textDocument": {"uri": "file:///é.rs"}},
        {"textDocument": {"uri": 7}, "range": 5},
        {"textDocument": {"uri": "file:///é.rs"}, "range": {"start": {"line": 0}}},
    ],
)
async def test_malformed_requests_are_told_what_is_wrong(wire: Wire, params: Any) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    assert (await wire.request("textDocument/inlayHint", params))["error"]["code"] == -32602
    await still_works(wire)


@pytest.mark.parametrize(
    ("name", "text"), [("Cargo.toml", '[package]\nname = "é"\n'), ("src/é.rs", "fn é( {"), ("a.rs", "")]
)
async def test_other_texts_have_none(wire: Wire, crate: Path, name: str, text: str) -> None:
    await wire.greet(ASKS, initializationOptions=ON)
    uri = (crate / name).as_uri()
    wire.open(uri, text, "toml" if name.endswith("toml") else "rust")
    assert await hints(wire, uri) == []
    assert await hints(wire, "file:///not/open.rs") == []


async def test_what_is_looked_at_is_worked_out_before_it_is_asked_for_again(
    crate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(Client(options={"inlay-hints": {"heat": True}}), Nobody(), Nobody())
    file = opened(session, crate)
    await session.hints.between(file, 0, len(CODE))
    worked: list[Node] = []
    monkeypatch.setattr(hints_of, "heat_of", lambda node, view: worked.append(node) or heat_of(node, view))
    session.change(file.document.uri, 2, [{"text": CODE.replace("start()", "start_all()")}])
    await until(lambda: worked and not session._leisure._work)
    ahead = len(worked)
    assert len(await session.hints.between(file, 0, len(CODE))) == 2
    assert len(worked) == ahead
    session.stop()


async def test_what_is_kept_is_not_worked_out_again(crate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(Client(options={"inlay-hints": {"heat": True}}), Nobody(), Nobody())
    file = opened(session, crate)
    assert len(await session.hints.between(file, 0, len(CODE))) == 2
    worked: list[Any] = []
    monkeypatch.setattr("rust_perf_analyzer.analysis.hints.heat_of", lambda *given: worked.append(given))
    assert len(await session.hints.between(file, 0, len(CODE))) == 2
    assert worked == []
    session.stop()


def opened(session: Session, crate: Path) -> OpenFile:
    """The code as an open document."""
    uri = (crate / "src/main.rs").as_uri()
    session.open(uri, "rust", 1, CODE)
    file = session.current(uri)
    assert file is not None
    return file
