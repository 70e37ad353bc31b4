"""Merged edits do what the edits did, one after the other."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st
from rust_perf_analyzer.lsp.documents import ByteEdit
from rust_perf_analyzer.lsp.merging import merged


def after(text: bytes, edits: Iterable[ByteEdit]) -> bytes:
    """The text with the edits made in turn."""
    for edit in edits:
        assert edit.start <= edit.old_end <= len(text)
        text = text[: edit.start] + edit.new + text[edit.old_end :]
    return text


@given(st.data(), st.binary(max_size=12))
def test_the_effect_is_the_same(data: st.DataObject, text: bytes) -> None:
    edits = []
    now = text
    for new in data.draw(st.lists(st.binary(max_size=4), max_size=8)):
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(now))] * 2)))
        edits.append(ByteEdit(start, end, new))
        now = after(now, edits[-1:])
    assert after(text, merged(edits)) == now


def test_typing_is_one_edit() -> None:
    typed = [ByteEdit(7 + n, 7 + n, bytes([65 + n])) for n in range(5)]
    assert merged(typed) == [ByteEdit(7, 7, b"ABCDE")]


def test_typing_and_taking_back_is_one_edit() -> None:
    assert merged([ByteEdit(3, 3, b"ab"), ByteEdit(4, 5, b""), ByteEdit(2, 4, b"x")]) == [ByteEdit(2, 3, b"x")]


def test_edits_elsewhere_stay_apart() -> None:
    apart = [ByteEdit(3, 3, b"a"), ByteEdit(9, 10, b"b")]
    assert merged(apart) == apart
