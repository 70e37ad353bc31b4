"""The light bulb with the maximum performance profile: offered where it helps, whole, and done once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from lsprotocol import types

from .editor import Editor

PLAIN = """\
[package]
name = "chat"  # é😀
version = "0.1.0"
edition = "2021"

[dependencies]
clap = "4"

[lints.rust]
unsafe_code = "forbid"
"""
RELEASE = "Apply the maximum performance profile to `[profile.release]` (may change behaviour)"
DIST = "Add the maximum performance profile as `[profile.dist]` (may change behaviour)"
KEYS = """\
codegen-units = 1
lto = "fat"
panic = "abort"
strip = "symbols"
"""


@pytest.fixture
def manifest(crate: Path) -> str:
    """The manifest of a program in which nothing catches a panic."""
    (crate / "src/main.rs").write_text("fn main() {}\n")
    (crate / ".git").mkdir()
    return (crate / "Cargo.toml").as_uri()


async def profiles(editor: Editor, manifest: str, needle: str) -> dict[str, types.CodeAction]:
    """The actions on whole profiles that are offered at a place."""
    actions = await editor.actions(manifest, needle, ["quickfix"])
    return {action.title: action for action in actions if "maximum performance" in action.title}


async def pressed(editor: Editor, manifest: str, action: types.CodeAction) -> str:
    """The text after an action, of which the server is told."""
    after = await editor.applied(manifest, action)
    editor.type(manifest, editor.texts[manifest], after)
    await editor.diagnostics(manifest)
    return after


async def test_the_release_profile_is_added_whole(editor: Editor, manifest: str) -> None:
    await editor.open(manifest, PLAIN, "toml")
    offered = await profiles(editor, manifest, "[package]")
    assert list(offered) == [RELEASE, DIST]
    assert await pressed(editor, manifest, offered[RELEASE]) == f"{PLAIN}\n[profile.release]\n{KEYS}"
    assert await profiles(editor, manifest, "[profile.release]") == {}
    assert await profiles(editor, manifest, "[package]") == {}


async def test_a_profile_of_its_own_leaves_the_other_alone(editor: Editor, manifest: str) -> None:
    text = PLAIN.replace("[lints.rust]", "# for stack traces\n[profile.release]\n\tdebug = 1 # é😀\n\n[lints.rust]")
    await editor.open(manifest, text, "toml")
    offered = await profiles(editor, manifest, "[profile.release]")
    wanted = text.replace("é😀\n\n[lints", f'é😀\n\n[profile.dist]\ninherits = "release"\n{KEYS}\n[lints')
    wanted = wanted.replace('strip = "symbols"\n', "")
    assert await pressed(editor, manifest, offered[DIST]) == wanted
    assert DIST not in await profiles(editor, manifest, "[profile.release]")


async def test_values_are_replaced_where_they_stand(editor: Editor, manifest: str) -> None:
    profile = "\r\n[profile.release] # é😀\r\nlto = false # slow\r\nincremental = false\r\n"
    text = PLAIN.replace("\n", "\r\n") + profile
    await editor.open(manifest, text, "toml")
    offered = await profiles(editor, manifest, "lto")
    after = await pressed(editor, manifest, offered[RELEASE])
    added = '\r\ncodegen-units = 1\r\npanic = "abort"\r\nstrip = "symbols"\r\n'
    assert after == text.replace("lto = false", 'lto = "fat"').removesuffix("\r\n") + added
    assert await profiles(editor, manifest, "[profile.release]") == {}


async def test_what_is_there_is_not_asked_for(editor: Editor, manifest: str) -> None:
    text = f"{PLAIN}\n[profile.release]\n{KEYS}"
    assert await editor.open(manifest, text, "toml") == []
    for needle in ("[package]", "[profile.release]", "lto"):
        assert await editor.actions(manifest, needle, ["quickfix"]) == []


async def test_unwinding_stays_where_a_panic_is_caught(editor: Editor, crate: Path, manifest: str) -> None:
    (crate / "src/main.rs").write_text("fn main() { std::panic::catch_unwind(|| {}).ok(); }\n")
    await editor.open(manifest, PLAIN, "toml")
    offered = await profiles(editor, manifest, "[package]")
    after = tomllib.loads(await editor.applied(manifest, next(iter(offered.values()))))
    assert after["profile"]["release"] == {"lto": "fat", "codegen-units": 1, "strip": "symbols"}
    assert all("may change behaviour" not in title for title in offered)


async def test_a_member_has_no_profile_of_its_own(editor: Editor, crate: Path, manifest: str) -> None:
    (crate / "Cargo.toml").write_text("[workspace]\nmembers = ['member']\n")
    (crate / "member/src").mkdir(parents=True)
    (crate / "member/src/main.rs").write_text("fn main() {}\n")
    member = crate / "member/Cargo.toml"
    member.write_text(PLAIN)
    await editor.open(member.as_uri(), PLAIN, "toml")
    assert await profiles(editor, member.as_uri(), "[package]") == {}
