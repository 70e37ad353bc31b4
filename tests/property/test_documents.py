"""The text store against a model: one `bytes`, read from its start, a character at a time."""

from itertools import pairwise
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from rust_perf_analyzer.lsp.blocks import Blocks
from rust_perf_analyzer.lsp.documents import ByteEdit, Document, PositionEncoding

CHARACTERS = [
    *"ab ",
    *("\n", "\r", "\r\n", "\n", "\r", "\r\n", "\n", "\r"),
    *("\f", "\v", "\0", "\x85", "\u2028", "\u2029", "\ufeff"),
    *("é", "e\u0301", "€", "\ufffd", "😀", "👩‍👩‍👧", "\U0010ffff"),
    *("\ud83d", "\ude00", "\udc80"),
]
BROKEN = [
    b"\xff",
    b"\x80",
    b"\xc3",
    b"\xe2\x82",
    b"\xf0\x9f\x98",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
]

texts = st.lists(st.sampled_from(CHARACTERS), max_size=24).map("".join)
on_disk = st.lists(st.sampled_from([*map(str.encode, CHARACTERS[:-3]), *BROKEN]), max_size=24).map(b"".join)
encodings = st.sampled_from(PositionEncoding)
block_sizes = st.sampled_from([1, 2, 3, 5, 8, 16, 64])
numbers = st.integers(0, 3) | st.integers(-2, 12) | st.just(2**31 - 1)
positions = st.fixed_dictionaries({"line": numbers, "character": numbers})
ranges = st.fixed_dictionaries({"start": positions, "end": positions})
whole_changes = st.fixed_dictionaries({"text": texts})
ranged_changes = st.fixed_dictionaries({"text": texts, "range": ranges})
changes = st.one_of(ranged_changes, ranged_changes, ranged_changes, whole_changes)
batches = st.lists(st.lists(changes, max_size=3), max_size=8)


class Character(NamedTuple):
    """A character, or a whole terminator, with the position at which it starts."""

    data: bytes
    line: int
    column: int
    ends_line: bool


def model_bytes(text: str) -> bytes:
    """UTF-8 of a text in which surrogates stand: pairs are joined, the others replaced."""
    out, rest = "", text
    while rest:
        if len(rest) > 1 and "\ud800" <= rest[0] <= "\udbff" and "\udc00" <= rest[1] <= "\udfff":
            out += chr(0x10000 + (ord(rest[0]) - 0xD800) * 0x400 + ord(rest[1]) - 0xDC00)
            rest = rest[2:]
        else:
            out += "\ufffd" if "\ud800" <= rest[0] <= "\udfff" else rest[0]
            rest = rest[1:]
    return out.encode()


def first_character(data: bytes) -> bytes:
    """The terminator, the character or the broken byte at the front of `data`."""
    if data.startswith(b"\r\n"):
        return b"\r\n"
    for length in range(1, 5):
        try:
            if len(data[:length].decode()) == 1:
                return data[:length]
        except UnicodeDecodeError:
            pass
    return data[:1]


def width(character: bytes, encoding: PositionEncoding) -> int:
    if encoding is PositionEncoding.UTF8:
        return len(character)
    return 2 if encoding is PositionEncoding.UTF16 and len(character) == 4 else 1


def characters(data: bytes, encoding: PositionEncoding) -> list[Character]:
    """All of `data`, with an empty terminator at its end."""
    found = []
    line = column = 0
    while data:
        character = first_character(data)
        data = data[len(character) :]
        ends_line = character in (b"\n", b"\r", b"\r\n")
        found.append(Character(character, line, column, ends_line))
        line, column = (line + 1, 0) if ends_line else (line, column + width(character, encoding))
    return [*found, Character(b"", line, column, True)]


def model_offset(data: bytes, line: int, column: int, encoding: PositionEncoding) -> int:
    """Bytes before the first character that reaches past the position, or that ends its line."""
    if line < 0:
        return 0
    offset = 0
    for character in characters(data, encoding):
        reaches = character.column + width(character.data, encoding) > column
        if character.line == line and (reaches or character.ends_line):
            return offset
        offset += len(character.data)
    return offset


def model_position(data: bytes, wanted: int, encoding: PositionEncoding) -> tuple[int, int]:
    offset = 0
    for character in characters(data, encoding):
        offset += len(character.data)
        if offset > wanted:
            break
    return character.line, character.column


def model_apply(data: bytes, change: Any, encoding: PositionEncoding) -> tuple[bytes, ByteEdit]:
    new = model_bytes(change["text"])
    if "range" not in change:
        return new, ByteEdit(0, len(data), new)
    ends = [change["range"][name] for name in ("start", "end")]
    start, end = sorted(model_offset(data, at["line"], at["character"], encoding) for at in ends)
    return data[:start] + new + data[end:], ByteEdit(start, end, new)


def replay(data: bytes, edits: list[ByteEdit]) -> bytes:
    for edit in edits:
        data = data[: edit.start] + edit.new + data[edit.old_end :]
    return data


def check_positions(document: Document, data: bytes) -> None:
    """Every byte and every position in and around the text is where the model has it."""
    encoding = document.encoding
    found = characters(data, encoding)
    assert (len(document), document.line_count) == (len(data), found[-1].line + 1)
    for offset in range(-1, len(data) + 2):
        assert document.position(offset) == model_position(data, max(0, offset), encoding), offset
    for line in range(-1, document.line_count + 1):
        longest = max((each.column for each in found if each.line == line), default=0)
        for column in range(-1, longest + 3):
            at = line, column
            assert document.offset(*at) == model_offset(data, *at, encoding), at


@given(texts | on_disk, encodings, block_sizes, batches)
def test_edits_leave_the_text_that_the_model_has(
    text: str | bytes, encoding: PositionEncoding, block_size: int, batches: list[list[Any]]
) -> None:
    document = Document("file:///a.rs", "rust", 0, text, encoding, block_size=block_size)
    data = text if isinstance(text, bytes) else model_bytes(text)
    assert document.text == data
    for version, batch in enumerate(batches, 1):
        before, expected = data, []
        for change in batch:
            data, edit = model_apply(data, change, encoding)
            expected.append(edit)
        edits = document.apply(batch, version)
        assert edits == expected
        assert replay(before, edits) == document.text == data
        assert document.version == version


@given(texts | on_disk, encodings, block_sizes, batches, st.data())
def test_changes_that_overtake_each_other_leave_the_text_of_their_versions(
    text: str | bytes, encoding: PositionEncoding, block_size: int, batches: list[list[Any]], data: st.DataObject
) -> None:
    in_order = Document("file:///a.rs", "rust", 0, text, encoding, block_size=block_size)
    for version, batch in enumerate(batches, 1):
        in_order.apply(batch, version)
    document = Document("file:///a.rs", "rust", 0, text, encoding, block_size=block_size)
    newest = 0
    for version, batch in data.draw(st.permutations(list(enumerate(batches, 1)))):
        before = document.text
        edits = document.apply(batch, version)
        newest = max(newest, version)
        assert replay(before, edits) == document.text
        assert document.version == newest
    assert document.text == in_order.text


@given(texts | on_disk, encodings, block_sizes, batches)
@settings(max_examples=60)
def test_positions_are_those_of_the_model_before_and_after_edits(
    text: str | bytes, encoding: PositionEncoding, block_size: int, batches: list[list[Any]]
) -> None:
    document = Document("file:///a.rs", "rust", 0, text, encoding, block_size=block_size)
    check_positions(document, document.text)
    for batch in batches:
        document.apply(batch, None)
        check_positions(document, document.text)


@given(texts | on_disk, encodings, block_sizes)
def test_positions_of_characters_and_line_ends_round_trip(
    text: str | bytes, encoding: PositionEncoding, block_size: int
) -> None:
    document = Document("file:///a.rs", "rust", 0, text, encoding, block_size=block_size)
    offset = 0
    for character in characters(document.text, encoding):
        at = document.position(offset)
        assert at == (character.line, character.column)
        assert document.offset(*at) == offset
        offset += len(character.data)


@given(texts, texts, st.integers(0, 40), st.integers(0, 40), encodings)
def test_a_client_that_counts_in_its_own_string_keeps_the_same_text(
    text: str, new: str, first: int, second: int, encoding: PositionEncoding
) -> None:
    """The client holds code points and cuts between them; lone surrogates are as wide here as there."""
    document = Document("file:///a.rs", "rust", 0, text, encoding, block_size=4)
    # A client whose string cuts CRLF or a pair in two cannot name that place in the protocol.
    text = document.text.decode()
    start, end = (whole_place(text, min(place, len(text))) for place in sorted((first, second)))
    at = {"start": client_position(text[:start], encoding), "end": client_position(text[:end], encoding)}
    document.apply([{"range": at, "text": new}], 1)
    assert document.text == text[:start].encode() + model_bytes(new) + text[end:].encode()


def whole_place(text: str, place: int) -> int:
    return place - 1 if text[place - 1 : place + 1] == "\r\n" else place


def client_position(before: str, encoding: PositionEncoding) -> dict[str, int]:
    """The position at the end of `before`, by way of the standard library."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    units = {PositionEncoding.UTF8: 1, PositionEncoding.UTF16: 2, PositionEncoding.UTF32: 4}[encoding]
    codec = {1: "utf-8", 2: "utf-16-le", 4: "utf-32-le"}[units]
    return {"line": len(lines) - 1, "character": len(lines[-1].encode(codec)) // units}


# Where a splice starts and ends, of 6,000 parts of the text; more is its end.
places = st.integers(0, 7_000)
splices = st.lists(st.tuples(places, places, texts), max_size=12)


@given(on_disk, block_sizes, splices)
@settings(max_examples=400)
def test_blocks_stay_whole_lines_of_bounded_size(data: bytes, block_size: int, splices: list[Any]) -> None:
    blocks = Blocks(data, block_size)
    check_blocks(blocks, data, block_size)
    for first, second, new in splices:
        start, end = (len(data) * min(place, 6_000) // 6_000 for place in sorted((first, second)))
        data = data[:start] + model_bytes(new) + data[end:]
        blocks.replace(start, end, model_bytes(new))
        check_blocks(blocks, data, block_size)


def check_blocks(blocks: Blocks, data: bytes, block_size: int) -> None:
    pieces = list(blocks)
    assert b"".join(pieces) == data
    assert blocks.size == len(data)
    assert blocks.breaks == len(data.splitlines()) - (not data.endswith((b"\n", b"\r"))) * bool(data)
    assert all(pieces) or pieces == [b""]
    for piece, following in pairwise(pieces):
        assert piece.endswith((b"\n", b"\r"))
        assert not (piece.endswith(b"\r") and following.startswith(b"\n"))
    for piece in pieces:
        assert len(piece) <= 2 * block_size or len(piece.splitlines()) == 1


@given(st.permutations(range(200)))
@settings(max_examples=20)
def test_blocks_that_shrink_are_joined(order: list[int]) -> None:
    block_size = 64
    blocks = Blocks(b"let x = 1;\n" * 200, block_size)
    for number in order:
        line = blocks.line(number)
        blocks.replace(line.base + line.start, line.base + line.end, b"")
        assert len(list(blocks)) <= 1 + 4 * blocks.size / block_size
    assert b"".join(blocks) == b"\n" * 200


def test_an_emptied_block_behind_a_long_line_goes_away() -> None:
    long_line = b"x" * 40 + b"\n"
    blocks = Blocks(long_line + b"y", 4)
    assert list(blocks) == [long_line, b"y"]
    blocks.replace(41, 42, b"")
    assert list(blocks) == [long_line]
    assert blocks.line_at(41).number == 1
