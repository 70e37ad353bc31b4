"""Several folders with settings of their own, and files that are made, renamed and deleted in the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import CALM, MANIFEST, SLEEPY
from .scanning import RULE, WORKSPACE, configure, plant, scan, shown
from .test_workspace_diagnostics import becomes
from .wire import Message, Server, Wire

MOVES = {"workspace": {"fileOperations": {"didCreate": True, "didRename": True, "didDelete": True}}}
ASKED = {"workspace": {"configuration": True}}


@pytest.fixture
def wire(server: Server) -> Wire:
    """A wire over which nothing was said yet."""
    return server.wire


def folder(path: Path) -> Message:
    """A folder of the editor."""
    return {"uri": path.as_uri(), "name": path.name}


@pytest.fixture
def crates(tmp_path: Path) -> tuple[Path, Path]:
    """Two crates in two folders."""
    for name in ("one", "two"):
        plant(tmp_path, f"{name}/Cargo.toml", text=MANIFEST)
        plant(tmp_path, f"{name}/src/{name}.rs")
    return tmp_path / "one", tmp_path / "two"


async def test_each_folder_has_the_editor_s_settings_for_it(wire: Wire, crates: tuple[Path, Path]) -> None:
    one, two = crates
    wire.answers["workspace/configuration"] = [{}, None, {"ignore": [RULE]}, None]
    await wire.greet(ASKED, workspaceFolders=[folder(one), folder(two)])
    asked = await wire.wait(lambda m: m.get("method") == "workspace/configuration")
    assert asked["params"]["items"][2:] == [
        {"scopeUri": one.as_uri(), "section": "rust-perf"},
        {"scopeUri": two.as_uri(), "section": "rust-perf"},
    ]
    for path, count in ((one / "src/one.rs", 0), (two / "src/two.rs", 1)):
        wire.open(path.as_uri(), SLEEPY)
        await wire.wait(lambda _, p=path, n=count: told_last(wire, p) == n)


def told_last(wire: Wire, path: Path) -> int | None:
    """How many diagnostics a file had last."""
    found = [params for params in wire.publishes() if params["uri"] == path.as_uri()]
    return len(found[-1]["diagnostics"]) if found else None


async def test_the_scan_knows_them_too_and_a_new_folder_is_asked_for(wire: Wire, crates: tuple[Path, Path]) -> None:
    one, two = crates
    wire.answers["workspace/configuration"] = [WORKSPACE, None, WORKSPACE]
    await wire.greet(ASKED, workspaceFolders=[folder(one)])
    await becomes(wire, {"one.rs": 1})
    wire.answers["workspace/configuration"] = [WORKSPACE, None, WORKSPACE, {**WORKSPACE, "ignore": [RULE]}]
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder(two)], "removed": []}})
    await wire.wait(lambda _: len([m for m in wire.received if m.get("method") == "workspace/configuration"]) == 2)
    wire.open((two / "src/two.rs").as_uri(), SLEEPY)
    await wire.wait(lambda _: told_last(wire, two / "src/two.rs") == 0)
    wire.answers["workspace/configuration"] = [WORKSPACE, None, {**WORKSPACE, "ignore": [RULE]}]
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder(one)]}})
    await becomes(wire, {})


async def test_the_mode_may_differ_between_folders(wire: Wire, crates: tuple[Path, Path]) -> None:
    one, two = crates
    wire.answers["workspace/configuration"] = [{}, None, {}, WORKSPACE]
    await wire.greet(ASKED, workspaceFolders=[folder(one), folder(two)])
    await becomes(wire, {"two.rs": 1})


async def test_moves_of_files_are_asked_for_where_the_client_tells_them(server: Server) -> None:
    operations = (await server.wire.greet(MOVES))["capabilities"]["workspace"]["fileOperations"]
    assert set(operations) == {"didCreate", "didRename", "didDelete"}
    patterns = [one["pattern"] for one in operations["didRename"]["filters"]]
    assert patterns == [{"glob": "**/*.{rs,toml}", "matches": "file"}, {"glob": "**", "matches": "folder"}]


async def test_no_other_client_is_asked(server: Server) -> None:
    assert (await server.wire.greet())["capabilities"]["workspace"]["fileOperations"] == {}


async def test_a_renamed_file_takes_its_findings_along(wire: Wire, crate: Path) -> None:
    plant(crate, "src/old.rs")
    await scan(wire, crate, MOVES)
    (crate / "src/old.rs").rename(crate / "src/new.rs")
    move = {"oldUri": (crate / "src/old.rs").as_uri(), "newUri": (crate / "src/new.rs").as_uri()}
    wire.notify("workspace/didRenameFiles", {"files": [move]})
    await becomes(wire, {"main.rs": 1, "new.rs": 1})


async def test_a_renamed_folder_takes_its_files_along(wire: Wire, crate: Path) -> None:
    plant(crate, "src/old/a.rs", "src/old/deep/b.rs")
    await scan(wire, crate, MOVES)
    assert shown(wire) == {"main.rs": 1, "a.rs": 1, "b.rs": 1}
    (crate / "src/old/deep").rename(crate / "src/elsewhere")
    (crate / "src/elsewhere/b.rs").rename(crate / "src/elsewhere/c.rs")
    move = {"oldUri": (crate / "src/old/deep").as_uri(), "newUri": (crate / "src/elsewhere").as_uri()}
    wire.notify("workspace/didRenameFiles", {"files": [move]})
    await becomes(wire, {"main.rs": 1, "a.rs": 1, "c.rs": 1})


async def test_made_and_deleted_files_are_followed(wire: Wire, crate: Path) -> None:
    await scan(wire, crate, MOVES)
    plant(crate, "src/made.rs")
    wire.notify("workspace/didCreateFiles", {"files": [{"uri": (crate / "src/made.rs").as_uri()}]})
    await becomes(wire, {"main.rs": 1, "made.rs": 1})
    (crate / "src/main.rs").unlink()
    wire.notify("workspace/didDeleteFiles", {"files": [{"uri": (crate / "src/main.rs").as_uri()}]})
    await becomes(wire, {"made.rs": 1})


async def test_what_asked_about_a_deleted_file_is_judged_again(wire: Wire, crate: Path, uri: str) -> None:
    helper = "pub fn nap() { std::thread::sleep(std::time::Duration::from_millis(5)); }\n"
    plant(crate, "src/helper.rs", text=helper)
    await wire.greet(MOVES, rootUri=crate.as_uri())
    caller = "pub async fn wait() {\n    helper::nap(); // é😀\n    tokio::task::yield_now().await;\n}\n"
    wire.open(uri, f"mod helper;\n{caller}")
    await wire.wait(lambda _: told_last(wire, crate / "src/main.rs") == 1)
    (crate / "src/helper.rs").unlink()
    wire.notify("workspace/didDeleteFiles", {"files": [{"uri": (crate / "src/helper.rs").as_uri()}]})
    await wire.wait(lambda _: told_last(wire, crate / "src/main.rs") == 0)


@pytest.mark.parametrize("method", ["didCreateFiles", "didRenameFiles", "didDeleteFiles"])
@pytest.mark.parametrize("params", [None, {}, {"files": 5}, {"files": [None, {"uri": 7}, {"oldUri": "é"}]}])
async def test_malformed_moves_are_ignored(wire: Wire, crate: Path, uri: str, method: str, params: Any) -> None:
    await wire.greet(MOVES, rootUri=crate.as_uri())
    wire.notify(f"workspace/{method}", params)
    wire.open(uri, CALM)
    assert await wire.published(uri, 1) == []


@pytest.mark.parametrize("answers", [None, 7, [], [None], [{}, None, "é"], [{}, None, 5, 6, 7]])
async def test_odd_answers_about_settings_do_no_harm(wire: Wire, crate: Path, uri: str, answers: Any) -> None:
    wire.answers["workspace/configuration"] = answers
    await wire.greet(ASKED, rootUri=crate.as_uri())
    wire.open(uri, SLEEPY)
    await wire.wait(lambda _: told_last(wire, crate / "src/main.rs") == 1)
    configure(wire)


async def test_a_workspace_around_the_editor_s_folder_is_watched_where_that_is_possible(
    wire: Wire, crate: Path
) -> None:
    plant(crate, "member/Cargo.toml", text=MANIFEST)
    manifest = (crate / "Cargo.toml").read_text() + '\n[workspace]\nmembers = ["member"]\n'
    (crate / "Cargo.toml").write_text(manifest)
    watched = {"didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True}}
    await wire.greet({"workspace": watched}, rootUri=(crate / "member").as_uri())
    asked = await wire.wait(lambda m: m.get("method") == "client/registerCapability")
    (registration,) = asked["params"]["registrations"]
    globs = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert {"baseUri": crate.as_uri(), "pattern": "**/*.rs"} in globs
    event = {"added": [folder(crate)], "removed": [folder(crate / "member")]}
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": event})
    taken = await wire.wait(lambda m: m.get("method") == "client/unregisterCapability")
    assert taken["params"] == {
        "unregisterations": [{"id": registration["id"], "method": "workspace/didChangeWatchedFiles"}]
    }
    await wire.wait(lambda _: len([m for m in wire.received if m.get("method") == "client/registerCapability"]) == 2)
