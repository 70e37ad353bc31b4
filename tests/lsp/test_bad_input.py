"""What a client should not send, and documents nobody expects: a clear message or silence, never a crash."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import CALM, SLEEPY
from .wire import Message, Wire

URI = "file:///crate/src/main.rs"


def span(*numbers: int) -> Message:
    """A range from four numbers."""
    return {
        "start": {"line": numbers[0], "character": numbers[1]},
        "end": {"line": numbers[2], "character": numbers[3]},
    }


async def still_works(wire: Wire) -> None:
    """The server judges as if nothing had been."""
    wire.open("file:///crate/src/still.rs", SLEEPY)
    assert len(await wire.published("file:///crate/src/still.rs", 1)) == 1


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", None),
        ("textDocument/didOpen", {"textDocument": {"uri": URI}}),
        ("textDocument/didOpen", {"textDocument": {"uri": 7, "text": [], "version": "é"}}),
        ("textDocument/didChange", [1, 2]),
        ("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": 5}),
        (
            "textDocument/didChange",
            {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"range": {}}]},
        ),
        ("textDocument/didSave", {}),
        ("textDocument/didClose", {"textDocument": None}),
        ("workspace/didChangeConfiguration", {"settings": "é"}),
        ("workspace/didChangeWatchedFiles", {"changes": [{}]}),
        ("workspace/didChangeWorkspaceFolders", None),
        ("workspace/didChangeWorkspaceFolders", {"event": {"added": [{"uri": 5}, None], "removed": "é"}}),
        ("window/workDoneProgress/cancel", None),
        ("window/workDoneProgress/cancel", {"token": ["é"]}),
        ("$/cancelRequest", None),
        ("$/setTrace", "é"),
    ],
)
async def test_malformed_notifications_are_ignored(wire: Wire, method: str, params: Any) -> None:
    wire.open(URI, SLEEPY)
    wire.notify(method, params)
    await still_works(wire)


@pytest.mark.parametrize(
    ("method", "params", "word"),
    [
        ("textDocument/hover", None, "textDocument"),
        ("textDocument/hover", {"textDocument": {"uri": URI}}, "position"),
        ("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": "é"}}, "line"),
        ("textDocument/codeAction", {"textDocument": {"uri": URI}}, "range"),
        ("textDocument/codeAction", {"textDocument": {"uri": URI}, "range": {"start": 1}}, "line"),
    ],
)
async def test_malformed_requests_are_told_what_is_wrong(wire: Wire, method: str, params: Any, word: str) -> None:
    wire.open(URI, SLEEPY)
    error = (await wire.request(method, params))["error"]
    assert error["code"] == -32602
    assert word in error["message"]
    await still_works(wire)


async def test_what_is_no_json_is_answered_with_a_parse_error(wire: Wire) -> None:
    wire.write(b"{\xff\xfe")
    assert (await wire.answer(None))["error"]["code"] == -32700
    await still_works(wire)


@pytest.mark.parametrize("body", [b"[]", b"7", b'"x"', b"{}", b'{"id":null}', b'{"jsonrpc":"2.0","id":99,"result":1}'])
async def test_what_is_no_message_does_no_harm(wire: Wire, body: bytes) -> None:
    wire.write(body)
    await still_works(wire)


async def test_a_change_of_a_document_that_was_never_opened_is_ignored(wire: Wire) -> None:
    wire.change(URI, 2, {"text": SLEEPY})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
    await still_works(wire)
    assert {one["uri"] for one in wire.publishes()} == {"file:///crate/src/still.rs"}


async def test_opening_twice_takes_the_second_text(wire: Wire) -> None:
    wire.open(URI, SLEEPY)
    wire.open(URI, CALM, version=7)
    assert await wire.published(URI, 7) == []


async def test_a_lower_version_is_applied_all_the_same(wire: Wire) -> None:
    wire.open(URI, SLEEPY, version=9)
    wire.change(URI, 3, {"text": CALM})
    assert await wire.published(URI, 3) == []


async def test_a_document_without_version_is_judged(wire: Wire) -> None:
    wire.open(URI, SLEEPY, version=None)
    assert len(await wire.published(URI)) == 1


async def test_ranges_beyond_the_end_are_the_end(wire: Wire) -> None:
    wire.open(URI, CALM)
    wire.change(URI, 2, {"range": span(900, 5, 901, 77), "text": "\n" + SLEEPY})
    (found,) = await wire.published(URI, 2)
    assert found["range"]["start"]["line"] == 8


async def test_ranges_that_end_before_they_start_are_turned(wire: Wire) -> None:
    wire.open(URI, SLEEPY)
    wire.change(URI, 2, {"range": span(4, 900, 3, 0), "text": ""})
    assert await wire.published(URI, 2) == []


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "git:/crate/src/main.rs?%7B%22ref%22%3A%22HEAD%22%7D",
        "vscode-notebook-cell:/a.rs#é",
        "file:///c%3A/Users/J%C3%B6rg/src/main.rs",
        "file:///C:/Users/me/main.rs",
        "file://server/share/main.rs",
        "file:///tmp/%F0%9F%98%80%20a/main.rs",
        "file:///tmp/%ff%fe/main.rs",
        "file:///tmp/%00/main.rs",
        "file:main.rs",
        "file:///" + "a/" * 3000 + "main.rs",
        "main.rs",
        "",
        "http://[broken/main.rs",
    ],
)
async def test_any_uri_is_echoed_as_it_came(wire: Wire, uri: str) -> None:
    wire.open(uri, SLEEPY)
    (found,) = await wire.published(uri, 1)
    params = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"only": ["quickfix"]}}
    action = (await wire.request("textDocument/codeAction", params))["result"][0]
    assert list(action["edit"]["changes"]) == [uri]


async def test_another_spelling_is_the_same_document(wire: Wire) -> None:
    wire.open("file:///c%3A/a%20b/main.rs", SLEEPY)
    wire.change("file:///C:/a b/main.rs", 2, {"text": CALM})
    assert await wire.published("file:///c%3A/a%20b/main.rs", 2) == []


@pytest.mark.parametrize("text", ["", "\0\0\0" + SLEEPY, "\ufeff", "\r\r\r", "{" * 500, "/*" * 500, '"é😀'])
async def test_odd_texts_have_no_findings(wire: Wire, text: str) -> None:
    wire.open(URI, text)
    assert await wire.published(URI, 1) == []


async def test_a_text_above_the_limit_is_not_judged(wire: Wire) -> None:
    wire.open(URI, SLEEPY + "\n// é😀" + "x" * 20_000_000)
    assert await wire.published(URI, 1) == []
    wire.change(URI, 2, {"text": SLEEPY})
    assert len(await wire.published(URI, 2)) == 1


async def test_a_file_that_is_gone_is_judged_from_the_editor_s_text(wire: Wire, tmp_path: Path) -> None:
    uri = (tmp_path / "gone" / "main.rs").as_uri()
    wire.open(uri, SLEEPY)
    assert len(await wire.published(uri, 1)) == 1
    wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
    await still_works(wire)


async def test_a_broken_manifest_does_not_stop_the_judging(wire: Wire, tmp_path: Path) -> None:
    (tmp_path / "Cargo.toml").write_bytes(b"[package\nname = \xff\xfe")
    uri = (tmp_path / "main.rs").as_uri()
    wire.open(uri, SLEEPY)
    assert len(await wire.published(uri, 1)) == 1
    manifest = (tmp_path / "Cargo.toml").as_uri()
    wire.open(manifest, "[package\nname = é😀", "toml")
    assert [one["code"] for one in await wire.published(manifest, 1)] == ["invalid-toml"]
