"""In an editor where rust-analyzer runs clippy, the rules that are its lints stand back; elsewhere they speak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer.disk.clippy import clippy_runs, runs_clippy

from .conftest import SLEEPY
from .test_settings import last
from .wire import Server, Wire

LOCKED = (
    "pub fn len(a: &std::sync::RwLock<Vec<u8>>) -> usize {\n    let guard = a.write().unwrap();\n    guard.len()\n}\n"
)
TOML = '[check]\ncommand = "clippy"\n'
JSON = '{ // é😀\n  "rust-analyzer.check.command": "clippy", /* "a" */\n}\n'


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, None),
        ({}, None),
        ([], None),
        ({"check": {"command": "clippy"}, "checkOnSave": True}, True),
        ({"check": {"command": "check", "overrideCommand": None}}, False),
        ({"check": {"command": "check", "overrideCommand": ["cargo", "clippy", "--workspace"]}}, True),
        ({"checkOnSave": {"command": "clippy"}}, True),
        ({"checkOnSave": {"enable": False, "command": "clippy"}}, False),
        ({"checkOnSave": False, "check": {"command": "clippy"}}, False),
        ({"rust-analyzer.check.command": "clippy", "editor.fontSize": 3}, True),
        ({"rust-analyzer.checkOnSave.command": "clippy"}, True),
    ],
)
def test_settings_of_rust_analyzer_are_understood(said: object, expected: bool | None) -> None:
    assert runs_clippy(said) is expected


def test_the_file_of_rust_analyzer_wins_over_the_editor_and_that_over_its_own_file(tmp_path: Path) -> None:
    folders = [str(tmp_path)]
    assert not clippy_runs(folders, None)
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text(JSON)
    assert clippy_runs(folders, None)
    assert not clippy_runs(folders, {"check": {"command": "check"}})
    (tmp_path / "rust-analyzer.toml").write_text(TOML)
    assert clippy_runs(folders, {"check": {"command": "check"}})
    (tmp_path / "rust-analyzer.toml").write_text("[check\n")
    (tmp_path / ".vscode/settings.json").write_text("{")
    assert not clippy_runs(folders, None)


async def test_the_editor_is_asked_and_its_answer_may_change(server: Server, uri: str) -> None:
    wire = server.wire
    wire.answers_requests = False
    await wire.greet({"workspace": {"configuration": True}})
    asked = await wire.wait(lambda m: m.get("method") == "workspace/configuration")
    wire.open(uri, LOCKED)
    assert len(await last(wire, uri, 1)) == 1
    wire.reply(asked["id"], [None, {"check": {"command": "clippy"}}])
    assert await last(wire, uri, 2) == []
    wire.notify("workspace/didChangeConfiguration", {"settings": None})
    again = await wire.wait(lambda m: m.get("method") == "workspace/configuration" and m["id"] != asked["id"])
    wire.reply(again["id"], [{"clippy-twins": "on"}, {"check": {"command": "clippy"}}])
    assert len(await last(wire, uri, 3)) == 1


@pytest.mark.parametrize(("name", "text"), [("rust-analyzer.toml", TOML), (".vscode/settings.json", JSON)])
async def test_files_tell_it_and_are_followed(server: Server, crate: Path, uri: str, name: str, text: str) -> None:
    wire, file = server.wire, crate / name
    file.parent.mkdir(exist_ok=True)
    await wire.greet(rootUri=crate.as_uri())
    wire.open(uri, LOCKED)
    assert len(await last(wire, uri, 1)) == 1
    file.write_text(text)
    tell(wire, file)
    assert await last(wire, uri, 2) == []
    file.unlink()
    tell(wire, file)
    assert len(await last(wire, uri, 3)) == 1


async def test_settings_of_clippy_are_followed(wire: Wire, crate: Path, uri: str) -> None:
    wire.open(uri, LOCKED + SLEEPY)
    assert len(await last(wire, uri, 1)) == 2
    manifest = crate / "Cargo.toml"
    manifest.write_text(manifest.read_text() + '\n[lints.clippy]\nperf = "allow"\n')
    tell(wire, manifest)
    assert len(await last(wire, uri, 2)) == 1


def tell(wire: Wire, file: Path) -> None:
    changes: list[dict[str, Any]] = [{"uri": file.as_uri(), "type": 2}]
    wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})
