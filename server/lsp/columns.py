"""Columns of one line: from a client's units to bytes and back, in the three encodings of the protocol.

A column counts bytes in utf-8, 16-bit units in utf-16 and code points in utf-32. A byte that is no part of
valid UTF-8 is a character of its own and counts one unit in each encoding; so does each byte of a character
cut short, of a surrogate and of an overlong form.
"""

import enum


class PositionEncoding(enum.StrEnum):
    """What a client's `character` counts, as agreed in `initialize`."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


def byte_column(data: bytes, start: int, end: int, units: int, encoding: PositionEncoding) -> int:
    """Offset in `data` of the column `units` of the line from `start` to `end`.

    A column past the line's end is the end; a column inside a character is that character's start.
    """
    # No encoding needs more units than bytes, nor more than four bytes for a unit.
    units = max(0, min(units, end - start))
    if data[start : start + units].isascii():
        return start + units
    if encoding is PositionEncoding.UTF8:
        return character_start(data, start, start + units, end)
    text = data[start : min(end, start + 4 * units)].decode("utf-8", "surrogateescape")
    before = _first_utf16_units(text, units) if encoding is PositionEncoding.UTF16 else text[:units]
    return start + len(before.encode("utf-8", "surrogateescape"))


def unit_column(data: bytes, start: int, offset: int, encoding: PositionEncoding) -> int:
    """Units between the line's `start` and the character that starts at `offset` of `data`."""
    before = data[start:offset]
    if encoding is PositionEncoding.UTF8 or before.isascii():
        return len(before)
    text = before.decode("utf-8", "surrogateescape")
    if encoding is PositionEncoding.UTF32:
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def character_start(data: bytes, start: int, offset: int, end: int) -> int:
    """Where the character that holds byte `offset` starts, in the line from `start` to `end` of `data`."""
    if offset >= end or not _continues(data[offset]):
        return offset
    for lead in range(offset - 1, max(start, offset - 3) - 1, -1):
        if not _continues(data[lead]):
            return lead if lead + _length(data[lead : lead + 4]) > offset else offset
    return offset


def encode(text: str) -> bytes:
    """A client's text as UTF-8; a lone surrogate becomes U+FFFD, which is as wide in every encoding."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _first_utf16_units(text: str, units: int) -> str:
    """The start of `text` that takes `units` 16-bit units, or one less when that would halve a character."""
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass")
    halved = "\ud800" <= cut[-1:] <= "\udbff"
    return cut[:-1] if halved else cut


def _continues(byte: int) -> bool:
    return byte & 0xC0 == 0x80


def _length(data: bytes) -> int:
    """Bytes of the character at the front of `data`, one when they are not valid UTF-8."""
    for length in (2, 3, 4):
        try:
            data[:length].decode()
        except UnicodeDecodeError:
            continue
        return length
    return 1
