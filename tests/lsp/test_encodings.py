"""Positions in the three encodings, with each kind of line end."""

from __future__ import annotations

import pytest

from .conftest import SLEEPY
from .editor import Editor, encodings, full_capabilities


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
async def test_ranges_are_right(bare_editor: Editor, uri: str, encoding: str, line_end: str) -> None:
    await bare_editor.start(full_capabilities(general=encodings(encoding)))
    text = SLEEPY.replace("// Ünïcödé 😀 first.", "/* Ünïcödé\u2028\f😀 */").replace("\n", line_end)
    (found,) = await bare_editor.open(uri, text)
    assert bare_editor.encoding == encoding
    assert bare_editor.spelled(uri, found.range) == "std::thread::sleep(Duration::from_millis(5))"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
async def test_edits_and_fixes_land_where_they_should(
    bare_editor: Editor, uri: str, encoding: str, line_end: str
) -> None:
    await bare_editor.start(full_capabilities(general=encodings(encoding)))
    await bare_editor.open(uri, SLEEPY.replace("\n", line_end))
    bare_editor.type(uri, "é😀", "😀é̈😀")
    await bare_editor.diagnostics(uri)
    (fix, *_) = await bare_editor.actions(uri, "std::thread", ["quickfix"])
    text = await bare_editor.applied(uri, fix)
    assert '"😀é̈😀"; tokio::time::sleep(' in text
    assert text.replace(line_end, "").count("\n") == 0


async def test_the_client_s_favourite_that_we_know_is_taken(bare_editor: Editor) -> None:
    await bare_editor.start(full_capabilities(general=encodings("utf-7", "utf-32", "utf-8")))
    assert bare_editor.encoding == "utf-32"


async def test_utf_16_is_what_counts_when_nothing_is_said(bare_editor: Editor) -> None:
    await bare_editor.start(full_capabilities(general=None))
    assert bare_editor.encoding == "utf-16"
