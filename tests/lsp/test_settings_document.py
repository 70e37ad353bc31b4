"""`rust-perf.toml` as an open document, and the settings in an open manifest: marked, mended and in force as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from .conftest import MANIFEST, SLEEPY
from .editor import Editor
from .wire import Server

RULE = "blocking-sleep-in-async"
FIX_ALL = "source.fixAll.rust-perf-analyzer"


def spelled(editor: Editor, uri: str, found: list[types.Diagnostic]) -> list[tuple[str, str]]:
    return [(editor.spelled(uri, one.range), one.message) for one in found]


@pytest.fixture
def settings(crate: Path) -> str:
    return (crate / "rust-perf.toml").as_uri()


async def test_a_mistake_is_marked_where_it_is_typed(editor: Editor, settings: str) -> None:
    assert await editor.open(settings, '# é😀\nignore = ["memory"] # 😀\n', "toml") == []
    editor.type(settings, '["memory"]', '["😀", "memry"]')
    found = await editor.diagnostics(settings)
    assert [(one.source, one.code, one.severity) for one in found] == [("rust-perf", "settings", 1)] * 2
    assert spelled(editor, settings, found) == [
        ('"😀"', "unknown rule, family or severity `😀`"),
        ('"memry"', "unknown rule, family or severity `memry`; did you mean `memory`?"),
    ]
    editor.type(settings, '"😀", "memry"', '"memory"')
    assert await editor.diagnostics(settings) == []


@pytest.mark.parametrize(
    ("text", "at", "title", "after"),
    [
        ('"é" = 1\nignre = []\n', "ignre", "Write `ignore`", '"é" = 1\nignore = []\n'),
        ("select = ['memry']", "memry", "Write `memory`", "select = ['memory']"),
        ('[per-path."😀/**".severty]\n', "severty", "Write `severity`", '[per-path."😀/**".severity]\n'),
    ],
)
async def test_the_light_bulb_puts_the_nearest_name(
    editor: Editor, settings: str, text: str, at: str, title: str, after: str
) -> None:
    await editor.open(settings, text, "toml")
    (action,) = await editor.actions(settings, at, ["quickfix"])
    assert (action.title, action.is_preferred) == (title, True)
    assert await editor.applied(settings, action) == after


async def test_which_word_was_meant_is_not_guessed_in_bulk(editor: Editor, settings: str) -> None:
    await editor.open(settings, "ignre = []\n", "toml")
    assert await editor.actions(settings, "ignre", [FIX_ALL]) == []


async def test_broken_text_is_marked_where_it_breaks_off(editor: Editor, settings: str) -> None:
    (found,) = await editor.open(settings, "# é\nignore = [}\n", "toml")
    assert found.range.start == types.Position(1, 10)


async def test_settings_in_a_manifest_are_marked_among_its_findings(editor: Editor, crate: Path) -> None:
    uri = (crate / "Cargo.toml").as_uri()
    text = MANIFEST.replace('lto = "thin"\n', "") + '\n[package.metadata.rust-perf]\nignre = ["é😀"]\n'
    found = await editor.open(uri, text, "toml")
    assert [one.code for one in found] == ["missing-lto", "settings"]
    (action, *_) = await editor.actions(uri, "ignre", ["quickfix"])
    assert "ignore = " in await editor.applied(uri, action)


async def test_cargo_s_own_configuration_holds_no_settings(editor: Editor, crate: Path) -> None:
    uri = (crate / ".cargo/config.toml").as_uri()
    assert await editor.open(uri, 'ignre = 1\n"rust-perf" = 1\n', "toml") == []


async def test_settings_count_before_they_are_saved_and_no_longer_than_they_are_open(
    editor: Editor, uri: str, settings: str
) -> None:
    assert len(await editor.open(uri, SLEEPY)) == 1
    await editor.open(settings, f'# é😀\nignore = ["{RULE}"]\n', "toml")
    await editor.wait(lambda: editor.latest(uri) == [])
    editor.type(settings, "ignore", "ignor\nignore")
    await editor.diagnostics(settings)
    await editor.settle()
    told = len(editor.published)
    editor.close(settings)
    await editor.wait(lambda: [p for p in editor.published[told:] if p.uri == uri and len(p.diagnostics) == 1])


async def test_marks_of_a_saved_file_give_way_to_those_of_the_open_one(editor: Editor, crate: Path, uri: str) -> None:
    file = crate / "rust-perf.toml"
    file.write_text("# é\nignre = []\n")
    await editor.open(uri, SLEEPY)
    saved = await editor.wait(lambda: [p for p in editor.published if p.uri == file.as_uri()])
    assert [one.range.start.line for one in saved[-1].diagnostics] == [1]
    found = await editor.open(file.as_uri(), "\n\nignre = []\n", "toml")
    assert [one.range.start.line for one in found] == [2]
    told = len(editor.published)
    editor.close(file.as_uri())
    again = await editor.wait(lambda: [p for p in editor.published[told:] if p.uri == file.as_uri() and p.diagnostics])
    assert [one.range.start.line for one in again[-1].diagnostics] == [1]


async def test_a_manifest_that_is_not_open_is_marked_too(editor: Editor, crate: Path, uri: str) -> None:
    manifest = crate / "Cargo.toml"
    manifest.write_text(MANIFEST + '\n[package.metadata.rust-perf]\nignre = ["é😀"]\n')
    await editor.open(uri, SLEEPY)
    found = await editor.wait(lambda: [p for p in editor.published if p.uri == manifest.as_uri()])
    assert [one.code for one in found[-1].diagnostics] == ["settings"]


async def test_the_scan_of_a_workspace_marks_them_among_its_findings(server: Server, crate: Path) -> None:
    manifest = crate / "Cargo.toml"
    manifest.write_text(MANIFEST.replace('lto = "thin"\n', "") + '\n[package.metadata.rust-perf]\nignre = ["é😀"]\n')
    await server.wire.greet(rootUri=crate.as_uri(), initializationOptions={"diagnosticMode": "workspace"})

    def is_whole(message: object) -> bool:
        found = [p for p in server.wire.publishes() if p["uri"] == manifest.as_uri()]
        return bool(found) and [one["code"] for one in found[-1]["diagnostics"]] == ["missing-lto", "settings"]

    await server.wire.wait(is_whole)


async def test_a_file_that_is_left_out_is_still_marked(editor: Editor, settings: str) -> None:
    found = await editor.open(settings, 'exclude = ["*.toml"]\n"é" = 1\n', "toml")
    assert [one.range.start.line for one in found] == [1]


@pytest.mark.parametrize(
    ("needle", "words"),
    [
        ("preset", "The kind of project"),
        ("cli", "Commands that do their work"),
        ("ignore", "Never these"),
        ("unbounded-channel", "a channel without a bound"),
        ("missing-lto", "without link-time optimisation"),
        ("per-path", "By pattern"),
        ("memory", None),
        ("é😀", None),
    ],
)
async def test_hovering_tells_what_a_word_means(editor: Editor, settings: str, needle: str, words: str | None) -> None:
    text = 'preset = "cli" # é😀\nignore = ["memory", "unbounded-channel"]\n'
    text += '[severity]\nmissing-lto = "off"\n[per-path.tests]\n'
    await editor.open(settings, text, "toml")
    hover = await editor.hover(settings, needle, 1)
    if words is None:
        assert hover is None
    else:
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert f"**{needle}**\n\n" in hover.contents.value
        assert words.lower() in hover.contents.value.lower()
        assert hover.range
        assert editor.spelled(settings, hover.range).strip('"') == needle
