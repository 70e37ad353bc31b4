"""Hover: the rule's page where something was found, silence elsewhere."""

from __future__ import annotations

import pytest
from lsprotocol import types

from .conftest import SLEEPY
from .editor import Editor, full_capabilities, text_capabilities


async def test_the_page_of_the_rule_is_shown(editor: Editor, uri: str) -> None:
    (found,) = await editor.open(uri, SLEEPY)
    hover = await editor.hover(uri, "std::thread", 3)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == types.MarkupKind.Markdown
    assert hover.range == found.range
    for words in ("blocking-sleep-in-async", found.message, "## Why it costs", ".md)"):
        assert words in hover.contents.value


PLACES = [("use std", 2), ('"é😀"', 1), ("std::thread", -1), ("; drop", 0)]


@pytest.mark.parametrize(("needle", "shift"), PLACES)
async def test_nothing_is_shown_elsewhere(editor: Editor, uri: str, needle: str, shift: int) -> None:
    await editor.open(uri, SLEEPY)
    assert await editor.hover(uri, needle, shift) is None


async def test_plain_text_goes_to_clients_that_want_it(bare_editor: Editor, uri: str) -> None:
    plain = types.HoverClientCapabilities(content_format=[types.MarkupKind.PlainText])
    await bare_editor.start(full_capabilities(text_document=text_capabilities(hover=plain)))
    await bare_editor.open(uri, SLEEPY)
    hover = await bare_editor.hover(uri, "std::thread", 1)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == types.MarkupKind.PlainText
    assert "Why it costs" in hover.contents.value
    assert "##" not in hover.contents.value
    assert "```" not in hover.contents.value


async def test_the_hover_follows_the_text(editor: Editor, uri: str) -> None:
    await editor.open(uri, SLEEPY)
    editor.type(uri, "std::thread::sleep", "/* é😀 */ std::thread::sleep")
    assert await editor.hover(uri, "std::thread") is not None
    editor.type(uri, "std::thread::sleep", "elsewhere")
    assert await editor.hover(uri, "elsewhere") is None


async def test_the_heat_is_told_where_it_is_known(editor: Editor, uri: str) -> None:
    await editor.open(
        uri, "async fn run(x: X) {\n    while x.recv().await {\n        std::thread::sleep(D);\n    }\n}\n"
    )
    hover = await editor.hover(uri, "std::thread")
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "Heat: per message: the loop over `x.recv()`" in hover.contents.value
