"""From byte offsets of a text to the lines and UTF-16 columns that editors and reports speak.

Lines end where the language server protocol says, at `\\n`, `\\r\\n` and `\\r`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of bytes. What it counts from is said by whoever holds it."""

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The same range, counted from a place `by` bytes earlier."""
        return Span(self.start + by, self.end + by)

    def contains(self, offset: int) -> bool:
        """Whether the offset lies inside or at the end."""
        return self.start <= offset <= self.end


class Place(NamedTuple):
    """A line and a column, both from 0, the column in UTF-16 units."""

    line: int
    character: int


class Range(NamedTuple):
    """From one place up to, but not with, another."""

    start: Place
    end: Place


class Lines:
    """The lines of one text, found once."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._ends = [found.span() for found in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in self._ends)]

    def place(self, offset: int) -> Place:
        """The line and column of a byte; a byte inside a line end is the end of its line."""
        line = bisect_right(self._starts, offset) - 1
        start, end = self.span(line)
        return Place(line, utf16_width(self._text[start : min(offset, end)]))

    def range(self, start: int, end: int) -> Range:
        """The places of two bytes."""
        return Range(self.place(start), self.place(end))

    def span(self, line: int) -> tuple[int, int]:
        """The bytes of a line, without its end."""
        end = self._ends[line][0] if line < len(self._ends) else len(self._text)
        return self._starts[line], end

    def text(self, line: int) -> str:
        """A line as text, for people to read."""
        start, end = self.span(line)
        return self._text[start:end].decode("utf-8", "replace")


def utf16_width(data: bytes) -> int:
    """How many UTF-16 units a text takes; a byte that is no UTF-8 counts as one."""
    if data.isascii():
        return len(data)
    return len(data.decode("utf-8", "surrogateescape").encode("utf-16-le", "surrogatepass")) // 2
