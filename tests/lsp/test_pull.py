"""Diagnostics for clients that pull them: ids, portions, and when they are asked to pull again."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from lsprotocol import types
from rust_perf_analyzer.lsp.delivery import PAUSE

from .editor import Editor, full_capabilities, text_capabilities
from .scanning import CALM, PULLS, RULE, SLEEPY, WATCHES, WORKSPACE, changed, configure, plant, plant_many, scan
from .wire import Message, Server, Wire, framed

REFRESH = "workspace/diagnostic/refresh"


@pytest_asyncio.fixture
async def wire(server: Server, crate: Path) -> Wire:
    """The wire of a client that pulls, to a server that has scanned the crate."""
    plant(crate, "src/a.rs")
    await scan(server.wire, crate, PULLS | {"workspace": PULLS["workspace"] | WATCHES["workspace"]})
    return server.wire


async def pull(wire: Wire, uri: str, previous: str | None = None) -> Message:
    """The report of one document."""
    params: Message = {"textDocument": {"uri": uri}, "identifier": "rust-perf"}
    answer = await wire.request(
        "textDocument/diagnostic", params | ({"previousResultId": previous} if previous else {})
    )
    report: Message = answer["result"]
    return report


async def pull_all(wire: Wire, previous: dict[str, Message] | None = None, **params: Any) -> dict[str, Message]:
    """The reports of all documents, by name."""
    ids = [{"uri": item["uri"], "value": item["resultId"]} for item in (previous or {}).values()]
    answer = await wire.request("workspace/diagnostic", {"previousResultIds": ids, **params})
    return by_name(answer["result"]["items"])


def by_name(items: list[Message]) -> dict[str, Message]:
    """Reports by the names of their files."""
    return {item["uri"].rsplit("/", 1)[-1]: item for item in items}


def counts(items: dict[str, Message]) -> dict[str, int | None]:
    """How many findings each report has; None when it is unchanged."""
    return {name: len(item["items"]) if item["kind"] == "full" else None for name, item in items.items()}


def refreshes(wire: Wire) -> int:
    """How often the client was asked to pull again."""
    return len([m for m in wire.received if m.get("method") == REFRESH])


async def more_refreshes(wire: Wire, before: int) -> None:
    """Wait until it was asked once more."""
    await wire.wait(lambda _: refreshes(wire) > before)


@pytest.mark.parametrize(
    "capabilities",
    [{}, {"textDocument": PULLS["textDocument"]}, {"workspace": PULLS["workspace"]}],
    ids=["neither", "pulls, and cannot be refreshed", "refreshes, and does not pull"],
)
async def test_others_have_their_diagnostics_published(server: Server, uri: str, capabilities: Message) -> None:
    result = await server.wire.greet(capabilities)
    assert "diagnosticProvider" not in result["capabilities"]
    server.wire.open(uri, SLEEPY)
    assert len(await server.wire.published(uri, 1)) == 1
    for method in ("textDocument/diagnostic", "workspace/diagnostic"):
        refused = await server.wire.request(method, {"textDocument": {"uri": uri}, "previousResultIds": []})
        assert refused["error"]["code"] == -32601


async def test_a_client_that_pulls_only_a_part_again_has_them_published(server: Server, uri: str) -> None:
    result = await server.wire.greet(PULLS, clientInfo={"name": "Neovim", "version": "0.12.4"})
    assert "diagnosticProvider" not in result["capabilities"]
    server.wire.open(uri, SLEEPY)
    assert len(await server.wire.published(uri, 1)) == 1


async def test_whoever_pulls_has_nothing_published(server: Server, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text("# é😀\nignroe = []\n")
    result = await server.wire.greet(PULLS, rootUri=crate.as_uri(), initializationOptions=WORKSPACE)
    offered = {"identifier": "rust-perf", "interFileDependencies": True, "workspaceDiagnostics": True}
    assert result["capabilities"]["diagnosticProvider"] == offered
    wire = server.wire
    wire.open(uri, SLEEPY)
    assert len((await pull(wire, uri))["items"]) == 1
    wire.change(uri, 2, {"text": CALM})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    configure(wire, diagnosticMode="openFiles")
    (mark,) = (await pull_all(wire))["rust-perf.toml"]["items"]
    assert "did you mean `ignore`" in mark["message"]
    assert wire.publishes() == []


async def test_a_document_is_told_once_as_long_as_it_stays_the_same(wire: Wire, uri: str) -> None:
    wire.open(uri, SLEEPY)
    first = await pull(wire, uri)
    assert (first["kind"], [one["code"] for one in first["items"]]) == ("full", [RULE])
    assert await pull(wire, uri, first["resultId"]) == {"kind": "unchanged", "resultId": first["resultId"]}
    wire.change(uri, 2, {"text": "// é😀\n" + SLEEPY})
    moved = await pull(wire, uri, first["resultId"])
    assert moved["items"][0]["range"]["start"]["line"] == 5
    wire.change(uri, 3, {"text": SLEEPY})
    assert (await pull(wire, uri, first["resultId"]))["kind"] == "unchanged"
    assert (await pull(wire, uri, "an id é that we never gave"))["kind"] == "full"


async def test_each_pull_is_about_the_newest_text(wire: Wire, uri: str) -> None:
    wire.open(uri, CALM)
    for version, text in enumerate([SLEEPY, CALM] * 5, 2):
        wire.change(uri, version, {"text": text})
        assert len((await pull(wire, uri))["items"]) == (text == SLEEPY)


async def test_what_an_edit_makes_doubtful_is_judged_before_the_answer(wire: Wire, uri: str) -> None:
    text = "use std::thread::sleep;\nasync fn é() {\n    sleep(D);\n    tick().await;\n}\n"
    wire.open(uri, text)
    assert len((await pull(wire, uri))["items"]) == 1
    wire.change(uri, 2, {"text": text.replace("std::thread", "elsewhere")})
    assert (await pull(wire, uri))["items"] == []


@pytest.mark.parametrize("uri", ["file:///nowhere.rs", "untitled:é", "file:///a/readme.md"])
async def test_there_is_nothing_to_say_of_other_documents(wire: Wire, uri: str) -> None:
    wire.open("file:///a/readme.md", "é", "markdown")
    assert (await pull(wire, uri))["items"] == []


async def test_all_documents_are_told_and_what_is_known_only_confirmed(wire: Wire, uri: str) -> None:
    first = await pull_all(wire)
    assert counts(first) == {"main.rs": 1, "a.rs": 1}
    assert {item["version"] for item in first.values()} == {None}
    assert counts(await pull_all(wire, first)) == {"main.rs": None, "a.rs": None}
    wire.open(uri, CALM, version=7)
    second = await pull_all(wire, first)
    assert counts(second) == {"main.rs": 0, "a.rs": None}
    assert second["main.rs"]["version"] == 7


async def test_a_file_that_is_gone_is_told_once(wire: Wire, crate: Path) -> None:
    first, before = await pull_all(wire), refreshes(wire)
    (crate / "src/a.rs").unlink()
    changed(wire, crate / "src/a.rs", kind=3)
    await more_refreshes(wire, before)
    second = await pull_all(wire, first)
    assert counts(second) == {"main.rs": None, "a.rs": 0}
    assert "resultId" not in second["a.rs"]


async def test_a_change_of_the_mode_takes_back_exactly_what_was_told(wire: Wire, crate: Path) -> None:
    plant(crate, "src/b.rs", text=CALM)
    open_now = (crate / "src/b.rs").as_uri()
    wire.open(open_now, SLEEPY)
    first, before = await pull_all(wire), refreshes(wire)
    assert counts(first) == {"b.rs": 1, "main.rs": 1, "a.rs": 1}
    configure(wire, diagnosticMode="openFiles")
    await more_refreshes(wire, before)
    assert counts(await pull_all(wire, first)) == {"b.rs": None, "main.rs": 0, "a.rs": 0}
    assert counts(await pull_all(wire)) == {"b.rs": 1}


async def test_a_closed_document_is_its_file_again(wire: Wire, crate: Path, uri: str) -> None:
    wire.open(uri, CALM)
    before = await pull_all(wire)
    asked = refreshes(wire)
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    await more_refreshes(wire, asked)
    assert counts(await pull_all(wire, before)) == {"main.rs": 1, "a.rs": None}


async def test_portions_are_sent_to_whoever_takes_them(server: Server, crate: Path) -> None:
    plant_many(crate, 150)
    await scan(server.wire, crate, PULLS)
    answer = await server.wire.request("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "é%"})
    assert answer["result"] == {"items": []}
    sent = [m["params"] for m in server.wire.received if m.get("method") == "$/progress"]
    portions = [params["value"]["items"] for params in sent if params["token"] == "é%"]
    assert len(portions) == 3
    assert len(by_name([item for items in portions for item in items])) == 151


async def test_pulls_can_be_cancelled(server: Server, crate: Path, uri: str) -> None:
    plant_many(crate, 300)
    await scan(server.wire, crate, PULLS)
    pulled = {"id": "é", "method": "workspace/diagnostic", "params": {"previousResultIds": []}}
    # Both at once: such an answer takes a millisecond.
    server.wire.send(framed(pulled) + framed({"method": "$/cancelRequest", "params": {"id": "é"}}))
    assert (await server.wire.answer("é"))["error"]["code"] == -32800
    assert len(await pull_all(server.wire)) == 301


async def test_the_client_is_asked_to_pull_again_when_a_scan_is_over(wire: Wire) -> None:
    await more_refreshes(wire, 0)


async def test_news_that_come_together_are_told_together(wire: Wire, crate: Path, uri: str) -> None:
    wire.open(uri, SLEEPY)
    await pull(wire, uri)
    before, begun = refreshes(wire), time.monotonic()
    for n in range(30):
        configure(wire, **WORKSPACE, ignore=[RULE] if n % 2 else [])
        plant(crate, f"src/n{n}.rs")
        changed(wire, crate / f"src/n{n}.rs", kind=1)
        await asyncio.sleep(0.03)
    await more_refreshes(wire, before)
    assert refreshes(wire) - before <= (time.monotonic() - begun) / PAUSE + 2


async def test_typing_asks_for_nothing(wire: Wire, uri: str) -> None:
    wire.open(uri, SLEEPY)
    await pull(wire, uri)
    await asyncio.sleep(1.5)
    await pull(wire, uri)  # So that also a slow server has come so far.
    before = refreshes(wire)
    for version in range(2, 12):
        wire.change(uri, version, {"text": SLEEPY + "// é\n" * version})
        await pull(wire, uri)
    await asyncio.sleep(0.2)
    assert refreshes(wire) == before


async def test_a_client_that_never_answers_is_asked_no_more_than_it_can_bear(server: Server, crate: Path) -> None:
    wire = server.wire
    wire.answers_requests = False
    await wire.greet(PULLS, rootUri=crate.as_uri(), initializationOptions=WORKSPACE)
    await more_refreshes(wire, 0)
    for n in range(5):
        configure(wire, **WORKSPACE, ignore=[RULE] if n % 2 else [])
    assert (await pull_all(wire)).keys() == {"main.rs"}
    await asyncio.sleep(1.2)
    assert refreshes(wire) == 1


@pytest.mark.parametrize(
    ("method", "params", "word"),
    [
        ("textDocument/diagnostic", None, "textDocument"),
        ("textDocument/diagnostic", {"textDocument": {"uri": 5}}, "uri"),
        ("workspace/diagnostic", {"previousResultIds": "é"}, "previousResultIds"),
        ("workspace/diagnostic", {"previousResultIds": [{"uri": "file:///a"}]}, "value"),
        ("workspace/diagnostic", {"previousResultIds": [None]}, "uri"),
        ("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": []}, "partialResultToken"),
    ],
)
async def test_malformed_pulls_are_refused_with_the_reason(wire: Wire, method: str, params: Any, word: str) -> None:
    error = (await wire.request(method, params))["error"]
    assert error["code"] == -32602
    assert word in error["message"]
    assert counts(await pull_all(wire)) == {"main.rs": 1, "a.rs": 1}


async def test_reports_are_what_the_protocol_wants(bare_editor: Editor, crate: Path, uri: str) -> None:
    editor = bare_editor
    text = text_capabilities(diagnostic=types.DiagnosticClientCapabilities())
    workspace = types.WorkspaceClientCapabilities(diagnostics=types.DiagnosticWorkspaceClientCapabilities(True))
    await editor.start(full_capabilities(text_document=text, workspace=workspace), WORKSPACE, crate)
    editor.show(uri, SLEEPY)
    client = editor.client
    asked = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
    report = await client.text_document_diagnostic_async(asked)
    assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
    assert editor.spelled(uri, report.items[0].range).startswith("std::thread::sleep(")
    known = [types.PreviousResultId(uri, str(report.result_id))]
    whole = await client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(known))
    (item,) = whole.items
    assert isinstance(item, types.WorkspaceUnchangedDocumentDiagnosticReport)
