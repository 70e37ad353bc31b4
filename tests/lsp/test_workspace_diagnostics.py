"""Findings of files that are not open: shown where that is wanted, kept true, and taken back exactly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .scanning import (
    CALM,
    RULE,
    SLEEPY,
    WATCHES,
    WORKSPACE,
    changed,
    configure,
    logged,
    plant,
    scan,
    shown,
    told,
)
from .wire import Server, Wire

ONE_WISH = """\
[package]
name = "é😀"

[profile.release]
codegen-units = 1
panic = "abort"
strip = true

[lints.rust]
unsafe_code = "forbid"
"""
"""A manifest that lacks nothing but `lto`."""


@pytest.fixture
def wire(server: Server) -> Wire:
    """A wire over which nothing was said yet."""
    return server.wire


async def becomes(wire: Wire, expected: dict[str, int]) -> None:
    """Wait until the client shows this."""
    await wire.wait(lambda _: shown(wire) == expected)


async def test_files_that_are_not_open_are_shown_where_that_is_wanted(wire: Wire, crate: Path) -> None:
    plant(crate, "src/a.rs", "src/deep/b.rs", "src/ignored.rs", "target/debug/c.rs", ".hidden/d.rs")
    plant(crate, "src/calm.rs", text=CALM)
    (crate / ".ignore").write_text("ignored.rs\n")
    (crate / "Cargo.toml").write_text(ONE_WISH)
    await scan(wire, crate)
    assert shown(wire) == {"main.rs": 1, "a.rs": 1, "b.rs": 1, "Cargo.toml": 1}
    (found,) = await wire.published((crate / "src/a.rs").as_uri())
    assert (found["code"], found["source"]) == (RULE, "rust-perf")
    assert found["range"]["start"] == {"line": 4, "character": 22}


async def test_only_open_files_are_shown_unless_told_otherwise(wire: Wire, crate: Path, uri: str) -> None:
    plant(crate, "src/a.rs")
    await wire.greet(rootUri=crate.as_uri())
    wire.open(uri, SLEEPY)
    await wire.published(uri, 1)
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert await wire.published(uri) == []
    assert told(wire, "a.rs") == []


async def test_the_project_s_settings_may_want_it_and_the_editor_s_win(server: Server, crate: Path) -> None:
    (crate / "rust-perf.toml").write_text('diagnostic-mode = "workspace"  # é😀\n')
    await server.wire.greet(rootUri=crate.as_uri())
    await becomes(server.wire, {"main.rs": 1})
    configure(server.wire, diagnosticMode="openFiles")
    await becomes(server.wire, {})


async def test_a_change_of_the_mode_takes_back_exactly_what_was_shown(wire: Wire, crate: Path, uri: str) -> None:
    plant(crate, "src/a.rs", "src/b.rs")
    plant(crate, "src/calm.rs", text=CALM)
    await scan(wire, crate)
    wire.open(uri, SLEEPY)
    await wire.published(uri, 1)
    configure(wire, diagnosticMode="openFiles")
    await becomes(wire, {"main.rs": 1})
    assert told(wire, "a.rs") == told(wire, "b.rs") == [(None, 1), (None, 0)]
    assert told(wire, "calm.rs") == []
    configure(wire, diagnosticMode="workspace")
    await becomes(wire, {"main.rs": 1, "a.rs": 1, "b.rs": 1})


async def test_a_file_goes_to_its_buffer_and_back_without_flicker(wire: Wire, crate: Path, uri: str) -> None:
    await scan(wire, crate)
    wire.open(uri, SLEEPY)
    await wire.published(uri, 1)
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    plant(crate, "src/last.rs")
    changed(wire, crate / "src/last.rs", kind=1)
    await becomes(wire, {"main.rs": 1, "last.rs": 1})
    assert told(wire, "main.rs") == [(None, 1), (1, 1), (None, 1)]


async def test_after_closing_the_saved_text_counts_again(wire: Wire, crate: Path, uri: str) -> None:
    plant(crate, "src/calm.rs", text=CALM)
    await scan(wire, crate)
    calm = (crate / "src/calm.rs").as_uri()
    wire.open(uri, CALM)
    wire.open(calm, SLEEPY)
    await becomes(wire, {"calm.rs": 1})
    for closed in (uri, calm):
        wire.notify("textDocument/didClose", {"textDocument": {"uri": closed}})
    await becomes(wire, {"main.rs": 1})


async def test_news_of_the_disk_do_not_touch_an_open_file(wire: Wire, crate: Path, uri: str) -> None:
    await scan(wire, crate)
    wire.open(uri, CALM)
    await becomes(wire, {})
    changed(wire, crate / "src/main.rs")
    plant(crate, "src/last.rs")
    changed(wire, crate / "src/last.rs", kind=1)
    await becomes(wire, {"last.rs": 1})
    assert told(wire, "main.rs") == [(None, 1), (1, 0)]


async def test_another_spelling_of_a_name_is_not_shown_twice(wire: Wire, crate: Path, uri: str) -> None:
    await scan(wire, crate)
    spelled = uri.replace("main.rs", "ma%69n.rs")
    wire.open(spelled, SLEEPY)
    await becomes(wire, {"ma%69n.rs": 1})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": spelled}})
    await becomes(wire, {"main.rs": 1})


async def test_changed_made_and_deleted_files_are_followed(wire: Wire, crate: Path) -> None:
    plant(crate, "src/old.rs", "src/gone/a.rs", "src/gone/b.rs")
    await scan(wire, crate)
    assert shown(wire) == {"main.rs": 1, "old.rs": 1, "a.rs": 1, "b.rs": 1}
    plant(crate, "src/new.rs", "target/debug/built.rs")
    plant(crate, "src/main.rs", text=CALM)
    for name in ("old.rs", "gone/a.rs", "gone/b.rs"):
        (crate / "src" / name).unlink()
    made = [crate / name for name in ("src/new.rs", "target/debug/built.rs", "src/main.rs")]
    changed(wire, *made, crate / "src/old.rs", crate / "src/gone")
    await becomes(wire, {"new.rs": 1})
    assert told(wire, "built.rs") == []


async def test_a_client_that_watches_nothing_has_the_disk_looked_at_on_saving(wire: Wire, crate: Path) -> None:
    await scan(wire, crate)
    plant(crate, "src/other.rs")
    wire.notify("textDocument/didSave", {"textDocument": {"uri": (crate / "src/main.rs").as_uri()}})
    await becomes(wire, {"main.rs": 1, "other.rs": 1})
    assert told(wire, "main.rs") == [(None, 1)]


async def test_new_settings_hold_for_all_files(wire: Wire, crate: Path) -> None:
    plant(crate, "src/a.rs", "generated/b.rs")
    await scan(wire, crate, WATCHES)
    configure(wire, **WORKSPACE, exclude=["/generated/"])
    await becomes(wire, {"main.rs": 1, "a.rs": 1})
    file = crate / "rust-perf.toml"
    file.write_text(f'ignore = ["{RULE}"]  # é😀\n')
    changed(wire, file, kind=1)
    await becomes(wire, {})
    file.unlink()
    changed(wire, file, kind=3)
    await becomes(wire, {"main.rs": 1, "a.rs": 1})


async def test_a_changed_manifest_has_all_files_judged_again(wire: Wire, crate: Path) -> None:
    await scan(wire, crate, WATCHES)
    manifest = crate / "Cargo.toml"
    manifest.write_text(manifest.read_text() + f'\n[package.metadata.rust-perf]\nignore = ["{RULE}"]\n')
    changed(wire, manifest)
    await becomes(wire, {})


async def test_folders_come_and_go(wire: Wire, crate: Path) -> None:
    plant(crate, "one/a.rs", "two/b.rs")
    one, two = ({"uri": (crate / name).as_uri(), "name": name} for name in ("one", "two"))
    await wire.greet(workspaceFolders=[one], initializationOptions=WORKSPACE)
    await becomes(wire, {"a.rs": 1})
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [two], "removed": [one]}})
    await becomes(wire, {"b.rs": 1})
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [two]}})
    await becomes(wire, {})


async def test_a_mistake_in_settings_deep_down_is_logged(wire: Wire, crate: Path) -> None:
    plant(crate, "member/src/a.rs")
    (crate / "member/rust-perf.toml").write_text('ignroe = ["é😀"]\n')
    await scan(wire, crate)
    configure(wire, **WORKSPACE, ignore=[RULE])
    await becomes(wire, {})
    (text,) = logged(wire)
    assert "member/rust-perf.toml" in text
    assert "did you mean `ignore`" in text


async def test_odd_files_and_loops_do_not_stop_the_scan(wire: Wire, crate: Path) -> None:
    (crate / "src/binary.rs").write_bytes(b"\0\xff" * 99)
    (crate / "src/stray.rs").write_bytes(SLEEPY.replace("first", "\udcff").encode("utf-8", "surrogateescape"))
    (crate / "src/loop").symlink_to(crate, target_is_directory=True)
    (crate / "src/nowhere.rs").symlink_to(crate / "nothing")
    (crate / "src/folder.rs").mkdir()
    os.mkfifo(crate / "src/pipe.rs")
    await scan(wire, crate)
    assert shown(wire) == {"main.rs": 1, "stray.rs": 1}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_what_cannot_be_read_is_logged_once(wire: Wire, crate: Path) -> None:
    plant(crate, "locked/a.rs", "src/secret.rs")
    (crate / "locked").chmod(0)
    (crate / "src/secret.rs").chmod(0)
    try:
        await scan(wire, crate)
        configure(wire, **WORKSPACE, ignore=[RULE])
        await becomes(wire, {})
    finally:
        (crate / "locked").chmod(0o700)
    texts = sorted(logged(wire))
    assert [text.split(": ", 1)[1] for text in texts] == [
        f"{crate}/locked: permission denied",
        f"{crate}/src/secret.rs: permission denied",
    ]
