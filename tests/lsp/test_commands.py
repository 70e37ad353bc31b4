"""Commands: what they do, what they answer, and what they say when the client will not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import CALM, SLEEPY
from .scanning import PROGRESS, bars, configure, plant, plant_many, shown
from .test_bad_input import still_works
from .wire import Message, Server, Wire

RULE = "blocking-sleep-in-async"
EDITS = {"workspace": {"applyEdit": True}}
SHOWS = {"window": {"showDocument": {"support": True}}}
PAGES = "rust-perf-page:/{rule}.md"


@pytest.fixture
def wire(server: Server) -> Wire:
    """A wire over which nothing was said yet."""
    return server.wire


def asked(wire: Wire, method: str) -> list[Message]:
    """The params of the server's requests."""
    return [m["params"] for m in wire.received if m.get("method") == method]


async def test_a_page_is_shown_by_a_client_that_can(wire: Wire) -> None:
    await wire.greet(SHOWS)
    wire.answers["window/showDocument"] = {"success": True}
    assert (await wire.execute("openPage", RULE))["result"] is None
    (shown_page,) = asked(wire, "window/showDocument")
    assert shown_page["uri"].startswith("file://")
    assert shown_page["uri"].endswith(f"/{RULE}.md")


@pytest.mark.parametrize(("capabilities", "reply"), [({}, None), (SHOWS, {"success": False}), (SHOWS, 7)])
async def test_a_client_that_shows_no_page_gets_its_address(wire: Wire, capabilities: Message, reply: Any) -> None:
    await wire.greet(capabilities, initializationOptions={"pageUri": PAGES})
    wire.answers["window/showDocument"] = reply
    assert (await wire.execute("openPage", RULE))["result"] == f"rust-perf-page:/{RULE}.md"


async def test_a_page_can_be_asked_for_as_text(wire: Wire) -> None:
    await wire.greet()
    text = (await wire.request("rust-perf/page", {"rule": RULE}))["result"]["text"]
    assert text.startswith("# ")
    assert "## Why it costs" in text


async def test_pages_are_linked_as_the_client_wants_it(wire: Wire, uri: str) -> None:
    shows = {"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": True}}}
    await wire.greet(shows, initializationOptions={"pageUri": PAGES})
    wire.open(uri, SLEEPY)
    (found,) = await wire.published(uri, 1)
    assert found["codeDescription"] == {"href": f"rust-perf-page:/{RULE}.md"}
    where = {"textDocument": {"uri": uri}, "position": found["range"]["start"]}
    hover = (await wire.request("textDocument/hover", where))["result"]
    assert f"(rust-perf-page:/{RULE}.md)" in hover["contents"]["value"]


async def test_a_page_address_without_a_hole_is_not_believed(wire: Wire) -> None:
    await wire.greet(initializationOptions={"pageUri": "x:/page"})
    assert (await wire.execute("openPage", RULE))["result"].startswith("file://")


async def test_all_safe_fixes_of_a_document_are_made(wire: Wire, uri: str) -> None:
    await wire.greet(EDITS)
    wire.answers["workspace/applyEdit"] = {"applied": True}
    wire.open(uri, SLEEPY)
    assert (await wire.execute("fixAll", uri))["result"] == {"fixed": 1, "left": 0}
    (request,) = asked(wire, "workspace/applyEdit")
    assert request["label"] == "rust-perf: apply all safe fixes"
    assert "tokio::time::sleep" in str(request["edit"]["changes"][uri])


async def test_the_fixes_of_one_rule_leave_those_of_others(wire: Wire, uri: str) -> None:
    await wire.greet(EDITS)
    wire.answers["workspace/applyEdit"] = {"applied": True}
    wire.open(uri, SLEEPY)
    assert (await wire.execute("fixRule", "unbounded-channel", uri))["result"] == {"fixed": 0, "left": 0}
    assert asked(wire, "workspace/applyEdit") == []
    assert (await wire.execute("fixRule", RULE, uri))["result"] == {"fixed": 1, "left": 0}
    assert len(asked(wire, "workspace/applyEdit")) == 1


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        ({"applied": False, "failureReason": "é is read-only"}, "é is read-only"),
        ({"applied": False}, "did not make"),
        (None, "did not make"),
    ],
)
async def test_an_edit_that_the_client_refuses_is_an_error(wire: Wire, uri: str, reply: Any, word: str) -> None:
    await wire.greet(EDITS)
    wire.answers["workspace/applyEdit"] = reply
    wire.open(uri, SLEEPY)
    assert word in (await wire.execute("fixAll", uri))["error"]["message"]
    await still_works(wire)


async def test_a_client_that_makes_no_edits_is_told_so(wire: Wire, uri: str) -> None:
    await wire.greet()
    wire.open(uri, SLEEPY)
    assert "makes no edits" in (await wire.execute("fixAll", uri))["error"]["message"]


@pytest.mark.parametrize(
    ("command", "arguments", "word"),
    [
        ("openPage", [], "name of a rule"),
        ("openPage", [7], "name of a rule"),
        ("openPage", ["blocking-slep-in-async"], f"did you mean `{RULE}`"),
        ("fixAll", [], "URI"),
        ("fixAll", [{"uri": "é"}], "URI"),
        ("fixAll", ["file:///nowhere.rs"], "is not open"),
        ("fixRule", [None, None], "name of a rule"),
        ("fixRule", ["é", "file:///nowhere.rs"], "no page for the rule"),
        ("fixRule", [RULE, 5], "URI"),
        ("fixRule", [], "name of a rule"),
        ("é", [], "no such command"),
    ],
)
async def test_a_command_that_makes_no_sense_is_told_why(
    wire: Wire, command: str, arguments: list[Any], word: str
) -> None:
    await wire.greet(EDITS)
    error = (await wire.execute(command, *arguments))["error"]
    assert error["code"] == -32602
    assert word in error["message"]
    await still_works(wire)


@pytest.mark.parametrize("params", [None, [], {"command": 7}, {"arguments": []}])
async def test_a_command_without_name_is_told_so(wire: Wire, params: Any) -> None:
    await wire.greet()
    assert "command" in (await wire.request("workspace/executeCommand", params))["error"]["message"].lower()
    unknown = await wire.request("rust-perf/page", params)
    assert "'rule'" in unknown["error"]["message"]


async def test_arguments_that_are_no_list_are_none(wire: Wire) -> None:
    await wire.greet()
    params = {"command": "rust-perf-analyzer.openPage", "arguments": {"rule": RULE}}
    assert "name of a rule" in (await wire.request("workspace/executeCommand", params))["error"]["message"]


async def test_the_workspace_is_scanned_when_somebody_asks(wire: Wire, crate: Path, uri: str) -> None:
    plant(crate, "src/a.rs", "src/b.rs")
    plant(crate, "src/calm.rs", text=CALM)
    await wire.greet(PROGRESS, rootUri=crate.as_uri())
    wire.open(uri, SLEEPY)
    assert (await wire.execute("scanWorkspace"))["result"] == {"files": 5, "findings": 3, "cancelled": False}
    assert shown(wire) == {"main.rs": 1, "a.rs": 1, "b.rs": 1}
    assert bars(wire)[0]["kind"] == "begin"


async def test_what_was_scanned_is_followed_until_another_mode_is_chosen(wire: Wire, crate: Path) -> None:
    plant(crate, "src/a.rs")
    await wire.greet(PROGRESS, rootUri=crate.as_uri())
    await wire.execute("scanWorkspace")
    assert shown(wire) == {"main.rs": 1, "a.rs": 1}
    configure(wire, ignore=["unbounded-channel"])
    assert (await wire.execute("scanWorkspace"))["result"]["findings"] == 2
    configure(wire, diagnosticMode="workspace")
    configure(wire, diagnosticMode="openFiles")
    await wire.wait(lambda _: shown(wire) == {})


async def test_whoever_watches_a_scan_may_cancel_it(wire: Wire, crate: Path) -> None:
    plant_many(crate, 300)
    await wire.greet(PROGRESS, rootUri=crate.as_uri())
    scanning = wire.ask("workspace/executeCommand", {"command": "rust-perf-analyzer.scanWorkspace"})
    begun = await wire.wait(lambda m: m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "begin")
    wire.notify("window/workDoneProgress/cancel", {"token": begun["params"]["token"]})
    result = (await wire.answer(scanning))["result"]
    assert result["cancelled"]
    assert result["files"] < 300


async def test_a_request_to_scan_may_be_cancelled_too(wire: Wire, crate: Path) -> None:
    plant_many(crate, 300)
    await wire.greet(PROGRESS, rootUri=crate.as_uri())
    scanning = wire.ask("workspace/executeCommand", {"command": "rust-perf-analyzer.scanWorkspace"})
    await wire.wait(lambda m: m.get("method") == "$/progress")
    wire.notify("$/cancelRequest", {"id": scanning})
    assert (await wire.answer(scanning))["error"]["code"] == -32800
    await wire.wait(lambda _: bars(wire)[-1]["kind"] == "end")
    assert len(shown(wire)) < 300


async def test_without_a_folder_there_is_nothing_to_scan(wire: Wire) -> None:
    await wire.greet()
    assert "no folder" in (await wire.execute("scanWorkspace"))["error"]["message"]


async def test_what_a_report_of_a_mistake_needs_is_told(wire: Wire, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text('select = ["all"]\nignroe = []  # é😀\n')
    about = {"clientInfo": {"name": "Test", "version": "1.2"}, "initializationOptions": {"ignore": ["errors"]}}
    await wire.greet(rootUri=crate.as_uri(), **about)
    wire.open(uri, SLEEPY)
    await wire.published(uri, 1)
    text = (await wire.execute("debugInformation"))["result"]
    for words in (
        "client: Test 1.2, positions in utf-16",
        "diagnostics: pushed",
        '- editor: `{"ignore": ["errors"]}`',
        f"`{crate}`: {crate / 'rust-perf.toml'}",
        "unknown setting `ignroe`",
        "## Last warnings",
        "- findings: 1 critical",
        "Python 3.",
    ):
        assert words in text


MENDED = "tokio::time::sleep"


def texts_of(request: Message) -> dict[str, str]:
    """What an edit of the workspace writes into which file."""
    return {uri.rsplit("/", 1)[-1]: str(edits) for uri, edits in request["edit"]["changes"].items()}


async def test_a_rule_is_fixed_in_all_files_open_or_not(wire: Wire, crate: Path, uri: str) -> None:
    plant(crate, "src/a.rs", "src/b.rs")
    plant(crate, "src/calm.rs", text=CALM)
    await wire.greet({**EDITS, **PROGRESS}, rootUri=crate.as_uri())
    wire.answers["workspace/applyEdit"] = {"applied": True}
    wire.open(uri, SLEEPY.replace("first", "not saved"))
    assert (await wire.execute("fixRule", RULE, None))["result"] == {"fixed": 3, "left": 0, "files": 3}
    (request,) = asked(wire, "workspace/applyEdit")
    assert request["label"] == f"rust-perf: fix {RULE} in 3 files"
    assert {name: MENDED in text for name, text in texts_of(request).items()} == {
        "main.rs": True,
        "a.rs": True,
        "b.rs": True,
    }
    assert (await wire.execute("fixRule", "unbounded-channel", None))["result"]["fixed"] == 0
    assert len(asked(wire, "workspace/applyEdit")) == 1


async def test_what_is_unfixable_stays_in_all_files(wire: Wire, crate: Path) -> None:
    plant(crate, "src/a.rs")
    options = {"unfixable": [RULE]}
    await wire.greet({**EDITS, **PROGRESS}, rootUri=crate.as_uri(), initializationOptions=options)
    assert (await wire.execute("fixRule", RULE, None))["result"] == {"fixed": 0, "left": 2, "files": 0}
    assert asked(wire, "workspace/applyEdit") == []


@pytest.mark.parametrize("command", ["openPage", "fixAll"])
async def test_an_error_of_the_client_is_no_error_of_ours(wire: Wire, uri: str, command: str) -> None:
    await wire.greet({**EDITS, **SHOWS})
    wire.open(uri, SLEEPY)
    wire.answers_requests = False
    params = {"command": f"rust-perf-analyzer.{command}", "arguments": [RULE if command == "openPage" else uri]}
    answer = wire.ask("workspace/executeCommand", params)
    asked_for = ("window/showDocument", "workspace/applyEdit")
    request = await wire.wait(lambda m: m.get("method") in asked_for)
    error = {"jsonrpc": "2.0", "id": request["id"], "error": {"code": -32603, "message": "no, é"}}
    wire.write(json.dumps(error).encode())
    told = await wire.answer(answer)
    if command == "openPage":
        assert told["result"].endswith(f"{RULE}.md")
    else:
        assert told["error"] == {"code": -32803, "message": "the client refuses workspace/applyEdit: no, é"}
