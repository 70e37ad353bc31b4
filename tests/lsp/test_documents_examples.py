"""How the text store reads positions, lines and changes, one behaviour an example."""

from typing import Any

import pytest
from rust_perf_analyzer.lsp.documents import ByteEdit, Document, DocumentError, PositionEncoding

UTF8, UTF16, UTF32 = PositionEncoding


def document(text: str | bytes, encoding: PositionEncoding = UTF16, block_size: int = 4) -> Document:
    return Document("file:///src/main.rs", "rust", 1, text, encoding, block_size=block_size)


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> dict[str, Any]:
    ends = {"start": start, "end": end}
    return {
        "range": {name: {"line": line, "character": column} for name, (line, column) in ends.items()},
        "text": text,
    }


@pytest.mark.parametrize(("encoding", "after_crab"), [(UTF8, 4), (UTF16, 2), (UTF32, 1)])
def test_a_character_outside_the_basic_plane_counts_as_the_encoding_says(
    encoding: PositionEncoding, after_crab: int
) -> None:
    text = document("🦀x", encoding)
    assert text.position(4) == (0, after_crab)
    assert text.offset(0, after_crab) == 4


def test_a_position_inside_a_surrogate_pair_is_the_start_of_the_character() -> None:
    assert document("a🦀b").offset(0, 2) == 1


def test_a_position_inside_a_utf8_sequence_is_the_start_of_the_character() -> None:
    assert [document("a€b", UTF8).offset(0, column) for column in range(6)] == [0, 1, 1, 1, 4, 5]


def test_a_joined_emoji_is_as_many_characters_as_it_has_code_points() -> None:
    assert document("👩‍👧", UTF32).position(11) == (0, 3)


def test_lines_end_at_lf_crlf_and_cr_only() -> None:
    text = document("a\nb\r\nc\rd\fe\vf\u2028g\x85h\0i")
    assert text.line_count == 4
    assert text.position(text.text.index(b"i")) == (3, 10)


def test_a_text_that_ends_in_a_terminator_has_an_empty_last_line() -> None:
    assert document("a\n").line_count == 2
    assert document("a\n").offset(1, 0) == 2


def test_an_empty_text_has_one_line() -> None:
    assert (document("").line_count, document("").offset(0, 0), document("").position(0)) == (1, 0, (0, 0))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_character_past_the_end_of_a_line_is_the_place_before_its_terminator(end: str) -> None:
    assert document(f"ab{end}cd").offset(0, 2**31 - 1) == 2


def test_a_line_past_the_end_is_the_end_of_the_text() -> None:
    assert document("ab\ncd").offset(7, 0) == 5


def test_a_byte_between_cr_and_lf_is_the_end_of_that_line() -> None:
    assert document("ab\r\ncd").position(3) == (0, 2)


def test_offsets_outside_the_text_are_its_ends() -> None:
    assert (document("ab\ncd").position(-3), document("ab\ncd").position(99)) == ((0, 0), (1, 2))


@pytest.mark.parametrize("encoding", PositionEncoding)
def test_each_byte_that_is_not_utf8_is_one_unit_wide(encoding: PositionEncoding) -> None:
    text = document(b"a\xe2\x82b\xffc", encoding)
    assert [text.position(offset)[1] for offset in range(7)] == [0, 1, 2, 3, 4, 5, 6]
    assert [text.offset(0, column) for column in range(7)] == [0, 1, 2, 3, 4, 5, 6]


def test_a_lone_surrogate_is_stored_as_the_replacement_character() -> None:
    assert document("a\ud83db").text == "a\ufffdb".encode()


def test_two_halves_of_a_pair_are_one_character() -> None:
    assert document("\ud83e\udd80").text == "🦀".encode()


def test_each_change_is_read_in_the_text_the_one_before_it_left() -> None:
    text = document("fn a() {}\n")
    edits = text.apply([change((0, 3), (0, 4), "long"), change((0, 7), (0, 9), "(x: u8)")], 2)
    assert text.text == b"fn long(x: u8) {}\n"
    assert edits == [ByteEdit(3, 4, b"long"), ByteEdit(7, 9, b"(x: u8)")]
    assert text.version == 2


def test_a_change_without_a_range_replaces_the_text() -> None:
    text = document("old\ntext")
    assert text.apply([{"text": "new"}], 2) == [ByteEdit(0, 8, b"new")]
    assert (text.text, text.line_count) == (b"new", 1)


def test_a_null_range_is_no_range() -> None:
    text = document("old")
    text.apply([{"range": None, "text": "new"}], 2)
    assert text.text == b"new"


def test_swapped_ends_are_put_right() -> None:
    text = document("ab\ncd")
    assert text.apply([change((1, 1), (0, 1), "-")], 2) == [ByteEdit(1, 4, b"-")]
    assert text.text == b"a-d"


def test_a_range_past_the_end_appends() -> None:
    text = document("ab\n")
    text.apply([change((9, 9), (10, 0), "c")], 2)
    assert text.text == b"ab\nc"


def test_an_edit_can_join_cr_and_lf_across_blocks() -> None:
    text = document("aaaaaaa\rx\nbbbbbbb\n", block_size=1)
    text.apply([change((1, 0), (1, 1), "")], 2)
    assert (text.text, text.line_count) == (b"aaaaaaa\r\nbbbbbbb\n", 3)
    assert text.position(9) == (1, 0)


def test_an_edit_can_part_cr_and_lf() -> None:
    text = document("aaaaaaa\r\nbbbbbbb\n", block_size=1)
    text.apply([change((0, 7), (0, 7), "\r")], 2)
    assert (text.text, text.line_count) == (b"aaaaaaa\r\r\nbbbbbbb\n", 4)
    text.apply([change((2, 0), (2, 0), "\n")], 3)
    assert (text.text, text.line_count) == (b"aaaaaaa\r\r\n\nbbbbbbb\n", 5)


def test_one_line_of_two_megabytes_is_edited_like_any_other() -> None:
    text = document("é🦀" * 350_000, block_size=4096)
    assert text.apply([change((0, 900_000), (0, 900_003), "-")], 2) == [ByteEdit(1_800_000, 1_800_006, b"-")]
    assert text.position(len(text)) == (0, 350_000 * 3 - 2)
    assert text.line_count == 1


def test_the_text_is_joined_once_between_edits() -> None:
    text = document("a\nb\nc\nd\ne\n", block_size=2)
    text.apply([change((1, 0), (1, 0), "x")], 2)
    assert text.text is text.text


MALFORMED: list[tuple[Any, str]] = [
    ("text", "contentChanges must be a list, not str"),
    (None, "contentChanges must be a list, not null"),
    (["text"], "contentChanges[0] must be an object, not str"),
    ([{}], "contentChanges[0] has no 'text'"),
    ([{"text": None}], "contentChanges[0].text must be a string, not null"),
    ([{"text": "", "range": []}], "contentChanges[0].range must be an object, not list"),
    ([{"text": "", "range": {"start": {}}}], "contentChanges[0].range has no 'end'"),
    ([change((0, 0), (0, 0), ""), change((0, 0), (0, 1.5), "")], "contentChanges[1].range.end.character"),  # type: ignore[arg-type]
    ([change((True, 0), (0, 0), "")], "contentChanges[0].range.start.line must be an integer, not bool"),
]


@pytest.mark.parametrize(("changes", "message"), MALFORMED)
def test_a_malformed_change_says_where_it_is_malformed(changes: Any, message: str) -> None:
    with pytest.raises(DocumentError) as error:
        document("abc").apply(changes, 2)
    assert str(error.value).startswith(message)


def test_a_malformed_change_leaves_everything_as_it_was() -> None:
    text = document("abc")
    with pytest.raises(DocumentError):
        text.apply([change((0, 0), (0, 1), "x"), {"range": None}], 2)
    assert (text.text, text.version) == (b"abc", 1)
