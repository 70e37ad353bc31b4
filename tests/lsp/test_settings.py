"""Settings from the editor and from files, their mistakes, and what happens when they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import SLEEPY
from .wire import Server, Wire

RULE = "blocking-sleep-in-async"
IGNORED = {"ignore": [RULE]}


async def last(wire: Wire, uri: str, count: int) -> list[Any]:
    """The diagnostics that were published the `count`th time for a document."""
    await wire.wait(lambda _: len([p for p in wire.publishes() if p["uri"] == uri]) >= count)
    found: list[Any] = [p for p in wire.publishes() if p["uri"] == uri][count - 1]["diagnostics"]
    return found


@pytest.mark.parametrize("options", [IGNORED, {"rust-perf": IGNORED}, {"settings": IGNORED}])
async def test_options_of_initialize_are_settings(server: Server, uri: str, options: Any) -> None:
    await server.wire.greet(initializationOptions=options)
    server.wire.open(uri, SLEEPY)
    assert await server.wire.published(uri, 1) == []


async def test_the_file_s_settings_hold(wire: Wire, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text(f'# é😀\nseverity = {{ {RULE} = "suggestion" }}\n')
    wire.open(uri, SLEEPY)
    (found,) = await wire.published(uri, 1)
    assert found["severity"] == 3


async def test_the_editor_wins_over_the_file(server: Server, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text(f'ignore = ["{RULE}"]  # é😀\n')
    await server.wire.greet(initializationOptions={"select": [RULE]})
    server.wire.open(uri, SLEEPY)
    assert len(await server.wire.published(uri, 1)) == 1


async def test_excluded_files_are_not_judged(wire: Wire, crate: Path, uri: str) -> None:
    (crate / "rust-perf.toml").write_text('exclude = ["/src/main.rs"]  # é😀\n')
    wire.open(uri, SLEEPY)
    wire.open(uri.replace("main", "other"), SLEEPY)
    assert await wire.published(uri, 1) == []
    assert len(await wire.published(uri.replace("main", "other"), 1)) == 1


async def test_the_editor_s_patterns_count_from_its_folder(server: Server, crate: Path, uri: str) -> None:
    await server.wire.greet(rootUri=crate.as_uri(), initializationOptions={"exclude": ["/src/main.rs"]})
    server.wire.open(uri, SLEEPY)
    server.wire.open(uri.replace("main", "other"), SLEEPY)
    assert await server.wire.published(uri, 1) == []
    assert len(await server.wire.published(uri.replace("main", "other"), 1)) == 1


async def test_the_engine_s_own_finding_can_be_ignored(server: Server, uri: str) -> None:
    await server.wire.greet(initializationOptions={"ignore": ["unused-suppression"]})
    server.wire.open(uri, "// rust-perf: allow-file(unbounded-channel) é😀\n" + SLEEPY)
    await server.wire.published(uri, 1)
    assert not [m for m in server.wire.received if m.get("method") == "window/showMessage"]


async def test_new_settings_of_the_editor_hold_at_once(wire: Wire, uri: str) -> None:
    wire.open(uri, SLEEPY)
    assert len(await last(wire, uri, 1)) == 1
    wire.notify("workspace/didChangeConfiguration", {"settings": {"rust-perf": IGNORED}})
    assert await last(wire, uri, 2) == []
    wire.notify("workspace/didChangeConfiguration", {"settings": {"rust-perf": {}}})
    assert len(await last(wire, uri, 3)) == 1


async def test_the_editor_is_asked_where_it_can_be(server: Server, uri: str) -> None:
    wire = server.wire
    wire.answers_requests = False
    await wire.greet({"workspace": {"configuration": True}})
    asked = await wire.wait(lambda m: m.get("method") == "workspace/configuration")
    assert asked["params"]["items"] == [{"section": "rust-perf"}, {"section": "rust-analyzer"}]
    wire.open(uri, SLEEPY)
    assert len(await last(wire, uri, 1)) == 1
    wire.reply(asked["id"], [IGNORED])
    assert await last(wire, uri, 2) == []


@pytest.mark.parametrize("how", ["workspace/didChangeWatchedFiles", "textDocument/didSave"])
async def test_a_changed_settings_file_holds_at_once(wire: Wire, crate: Path, uri: str, how: str) -> None:
    wire.open(uri, SLEEPY)
    await last(wire, uri, 1)
    file = crate / "rust-perf.toml"
    file.write_text(f'ignore = ["{RULE}"]  # é😀\n')
    params = {"textDocument": {"uri": file.as_uri()}, "changes": [{"uri": file.as_uri(), "type": 1}]}
    wire.notify(how, params)
    assert await last(wire, uri, 2) == []
    file.unlink()
    wire.notify(how, params)
    assert len(await last(wire, uri, 3)) == 1


async def test_documents_are_judged_again_when_their_manifest_changes(wire: Wire, crate: Path, uri: str) -> None:
    wire.open(uri, SLEEPY)
    await last(wire, uri, 1)
    manifest = crate / "Cargo.toml"
    manifest.write_text(manifest.read_text() + f'\n[package.metadata.rust-perf]\nignore = ["{RULE}"]\n')
    wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": manifest.as_uri(), "type": 2}]})
    assert await last(wire, uri, 2) == []


async def test_a_mistake_of_the_editor_is_told_with_the_nearest_name(server: Server, uri: str) -> None:
    await server.wire.greet(initializationOptions={"ignroe": [], "select": ["blocking-slep-in-async"]})
    server.wire.open(uri, SLEEPY)
    assert len(await server.wire.published(uri, 1)) == 1
    texts = [m["params"]["message"] for m in server.wire.received if m.get("method") == "window/showMessage"]
    assert len(texts) == 2
    assert "`ignroe`" in texts[0]
    assert "`ignore`" in texts[0]
    assert f"`{RULE}`" in texts[1]


async def test_a_mistake_in_a_file_is_told_and_marked_there(wire: Wire, crate: Path, uri: str) -> None:
    file = crate / "rust-perf.toml"
    file.write_text('# é😀\nselect = []\nignroe = ["é😀"]\n')
    wire.open(uri, SLEEPY)
    assert len(await wire.published(uri, 1)) == 1
    (mark,) = await wire.published(file.as_uri())
    assert mark["range"] == {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 6}}
    assert (mark["severity"], mark["source"], mark["code"]) == (1, "rust-perf", "settings")
    assert "did you mean `ignore`" in mark["message"]


async def test_a_mended_file_is_unmarked(wire: Wire, crate: Path, uri: str) -> None:
    file = crate / "rust-perf.toml"
    file.write_text("é = 1")
    wire.open(uri, SLEEPY)
    assert len(await last(wire, file.as_uri(), 1)) == 1
    file.write_text("# é\n")
    wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 2}]})
    assert await last(wire, file.as_uri(), 2) == []
    await wire.request("shutdown")
    assert not [m for m in wire.received if m.get("method") == "window/showMessage"]
    assert len([m for m in wire.received if m.get("method") == "window/logMessage"]) == 1
