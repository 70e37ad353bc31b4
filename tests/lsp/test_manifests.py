"""Open manifests: what is typed counts at once, for themselves and for the sources that hang on them."""

from __future__ import annotations

import asyncio
import tomllib
from pathlib import Path

import pytest
from lsprotocol import types
from rust_perf_analyzer.analysis.manifest import analyse_manifest
from rust_perf_analyzer.lsp.manifest_judge import ManifestJudge
from rust_perf_analyzer.settings import Settings

from .editor import Editor
from .waiting import until

TOOL = 'name = "xtask"'


async def until_said(editor: Editor, uri: str, count: int) -> None:
    """Waits for so many diagnostics of a document; the last word counts."""
    await until(lambda: (found := editor.latest(uri)) is not None and len(found) == count, lambda: editor.latest(uri))


async def test_sources_follow_a_manifest_that_is_not_saved(editor: Editor, crate: Path, uri: str) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text()
    name = next(line for line in text.splitlines() if line.startswith("name"))
    assert len(await editor.open(uri, (crate / "src/main.rs").read_text())) == 1
    await editor.open(manifest, text, "toml")
    editor.type(manifest, name, TOOL)
    await until_said(editor, uri, 0)
    editor.type(manifest, TOOL, "name = ")
    await asyncio.sleep(0.5)
    await until_said(editor, uri, 0)
    editor.type(manifest, "name = ", name)
    await until_said(editor, uri, 1)


async def test_closing_a_manifest_lets_the_saved_one_count(editor: Editor, crate: Path, uri: str) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text()
    name = next(line for line in text.splitlines() if line.startswith("name"))
    await editor.open(uri, (crate / "src/main.rs").read_text())
    await editor.open(manifest, text.replace(name, TOOL), "toml")
    await until_said(editor, uri, 0)
    editor.close(manifest)
    await until_said(editor, uri, 1)


async def test_broken_toml_keeps_what_was_found_and_says_where_it_breaks_off(editor: Editor, crate: Path) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text().replace("lto", "# lto é😀")
    before = await editor.open(manifest, text, "toml")
    editor.type(manifest, "[package]", "[package]\nx = é😀 1")
    found = await editor.diagnostics(manifest)
    assert [one.code for one in found if one.code != "invalid-toml"] == [one.code for one in before]
    (broken,) = [one for one in found if one.code == "invalid-toml"]
    assert editor.spelled(manifest, broken.range) == "é😀 1"
    assert await editor.actions(manifest, "1") == []
    editor.type(manifest, "x = é😀 1", "")
    assert [one.code for one in await editor.diagnostics(manifest)] == [one.code for one in before]


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        (b"[package\n", b"e"),
        (b"a = 1\na = 2\n", b"2"),
        (b"\xef\xbb\xbfa = = 2\r\nb = 1\r\n", b"= 2"),
        (b"a = 'x\n", b"x"),
        (b"a = \xff\xfe 1\nb = 2", b"\xff\xfe 1"),
        (b"a = [", b"["),
        (b"x = " + b"[" * 5000, b"["),
    ],
)
def test_every_broken_text_has_one_place_to_blame(text: bytes, blamed: bytes) -> None:
    findings, failures = analyse_manifest("/nowhere/Cargo.toml", text, Settings())
    assert findings == []
    (place,) = (failure.span for failure in failures)
    assert place is not None
    assert text[place.start : place.end] == blamed


PROFILES = """\
[package]
name = "é😀"

[profile]
dist = { inherits = "release", strip = "symbols" }

[profile.release]
lto = "thin"  # as measured
codegen-units = 1
panic = "abort"
package.serde.opt-level = 3
surprise = 1
"""


@pytest.mark.parametrize(
    ("needle", "key", "words"),
    [
        ("lto", "profile.release.lto", "10-20%"),
        ("strip", "profile.dist.strip", "Size: "),
        ("opt-level", "profile.release.package.serde.opt-level", "Build time: "),
    ],
)
async def test_a_profile_s_key_tells_what_it_does(
    editor: Editor, crate: Path, needle: str, key: str, words: str
) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    await editor.open(manifest, PROFILES.replace('"symbols"', '"none"'), "toml")
    hover = await editor.hover(manifest, needle)
    assert isinstance(hover, types.Hover)
    assert isinstance(hover.contents, types.MarkupContent)
    assert f"**{key}**" in hover.contents.value
    assert words in hover.contents.value
    assert hover.range is not None
    assert editor.spelled(manifest, hover.range) in key


@pytest.mark.parametrize("needle", ["name", "surprise", "[profile]", "thin"])
async def test_other_keys_tell_nothing(editor: Editor, crate: Path, needle: str) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    await editor.open(manifest, PROFILES, "toml")
    assert await editor.hover(manifest, needle) is None


async def test_a_broken_manifest_has_no_hover_and_no_trouble(editor: Editor, crate: Path) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    await editor.open(manifest, PROFILES.replace("surprise = 1", "surprise ="), "toml")
    assert await editor.hover(manifest, "lto") is None


async def test_the_configuration_is_a_document_like_the_manifest(editor: Editor, crate: Path) -> None:
    (crate / ".cargo").mkdir()
    configuration = (crate / ".cargo/config.toml").as_uri()
    await editor.open(configuration, '[profile.release]\nlto = "fat"\n', "toml")
    hover = await editor.hover(configuration, "lto")
    assert isinstance(hover, types.Hover)
    editor.type(configuration, "fat", 'fat" é😀')
    assert [one.code for one in await editor.diagnostics(configuration)] == ["invalid-toml"]


async def test_members_follow_what_is_typed_in_the_configuration(editor: Editor, crate: Path) -> None:
    (crate / ".cargo").mkdir()
    manifest, configuration = (crate / "Cargo.toml").as_uri(), (crate / ".cargo/config.toml").as_uri()
    text = (crate / "Cargo.toml").read_text().replace("lto", "# lto é😀")
    before = [one.code for one in await editor.open(manifest, text, "toml")]
    assert "missing-lto" in before
    await editor.open(configuration, "# é😀\n", "toml")
    editor.type(configuration, "# é😀", '[profile.release]\nlto = "thin"')
    await until_said(editor, manifest, len(before) - 1)


def test_many_sources_are_read_in_portions(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / ".git").mkdir()
    for number in range(6):
        (tmp_path / f"src/m{number}.rs").write_text("// long\n" * 50_000)
    (tmp_path / "src/main.rs").write_text("fn main() {}\n")
    path = tmp_path / "Cargo.toml"
    text = b'[package]\nname = "long"\nversion = "0.1.0"\n'
    path.write_bytes(text)
    judge = ManifestJudge(str(path), text, Settings())
    at_once = {finding.rule for finding in judge.findings()}
    rounds = 1
    while judge.settle():
        rounds += 1
    assert 2 <= rounds <= 10
    whole, _ = analyse_manifest(str(path), text, Settings())
    assert {finding.rule for finding in whole} - at_once == {"missing-panic-abort", "unsafe-code-not-forbidden"}
    assert judge.findings() == whole
    assert not judge.settle()


async def test_fix_all_sets_every_key_at_once(editor: Editor, crate: Path) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text().partition("[profile")[0]
    await editor.open(manifest, text, "toml")
    (action,) = await editor.actions(manifest, "[package]", ["source.fixAll.rust-perf-analyzer"])
    after = await editor.applied(manifest, action)
    assert after.startswith(text.rstrip())
    assert after.count("[profile.release]") == 1
    release = tomllib.loads(after)["profile"]["release"]
    assert release == {"codegen-units": 1, "lto": "thin", "strip": "symbols"}


IGNORING = '\n[package.metadata.rust-perf]\nignore = ["blocking-sleep-in-async"]  # é😀\n'


async def test_settings_count_before_the_manifest_is_saved(editor: Editor, crate: Path, uri: str) -> None:
    manifest = (crate / "Cargo.toml").as_uri()
    text = (crate / "Cargo.toml").read_text()
    assert len(await editor.open(uri, (crate / "src/main.rs").read_text())) == 1
    await editor.open(manifest, text + "# here\n", "toml")
    editor.type(manifest, "# here\n", IGNORING)
    await until_said(editor, uri, 0)
    editor.type(manifest, "ignore = [", "ignore = ")
    await editor.diagnostics(manifest)
    await until_said(editor, uri, 0)
    editor.close(manifest)
    await until_said(editor, uri, 1)
