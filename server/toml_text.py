"""A TOML text with the places of its keys and tables, which the standard reader does not tell.

The text is read by `tomllib` first, so that the scan below only sees valid TOML and can be simple.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from .positions import Span

Path = tuple[str, ...]
BOM = b"\xef\xbb\xbf"
_PART = rb"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')"""
_KEY = re.compile(_PART + rb"(?:[ \t]*\.[ \t]*" + _PART + rb")*")
_PARTS = re.compile(_PART)
_BLANK = re.compile(rb"(?:[ \t\r\n]+|#[^\n]*)*")
_STRING = re.compile(rb'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(rb"[^,\]}#\r\n]+")


class Entry(NamedTuple):
    """A key with its value: `path` counts from the root; `braces` are the innermost around it, if any."""

    path: Path
    key: Span
    value: Span
    braces: Span | None
    depth: int
    """How many parts of the path the key itself has: more than one where it is dotted."""


class Table(NamedTuple):
    """A `[header]`: the bytes of the header, and where its body ends."""

    path: Path
    header: Span
    end: int


class TomlText:
    """A valid document. `ValueError` is raised for any other."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.data: dict[str, Any] = tomllib.loads(text.decode("utf-8").removeprefix("\ufeff"))
        self.tables: list[Table] = []
        self.entries: list[Entry] = []
        self._items: dict[int, list[Span]] = {}
        self._scan()

    def entry(self, path: Path) -> Entry | None:
        """The key of a path, the first one if tables of an array hold several."""
        return next((entry for entry in self.entries if entry.path == path), None)

    def table(self, path: Path) -> Table | None:
        """The header of a path."""
        return next((table for table in self.tables if table.path == path), None)

    def items(self, entry: Entry) -> list[Span]:
        """The items of a key's list, in their order; none where its value is no list."""
        return self._items.get(entry.value.start, [])

    def words(self, key: Span) -> list[Span]:
        """The words of a key, or of a header, that is spelled with dots, as they are written."""
        return [Span(*found.span()) for found in _PARTS.finditer(self.text, key.start, key.end)]

    def head(self) -> Span:
        """The first line that holds more than a comment."""
        start = self.behind_blank(len(BOM) if self.text.startswith(BOM) else 0)
        end = self.text.find(b"\n", start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        return Span(start, start + len(line.rstrip()))

    def _scan(self) -> None:
        prefix: Path = ()
        at = self.behind_blank(len(BOM) if self.text.startswith(BOM) else 0)
        while at < len(self.text):
            if self.text[at : at + 1] != b"[":
                at = self._pair(prefix, at, None)
            else:
                end = self._header(at)
                prefix = self.tables[-1].path
                at = end
            at = self.behind_blank(at)
        self.tables = [table._replace(end=end) for table, end in zip(self.tables, self._ends(), strict=True)]

    def _ends(self) -> Iterator[int]:
        starts = [table.header.start for table in self.tables]
        yield from [*starts[1:], len(self.text)][: len(starts)]

    def _header(self, at: int) -> int:
        brackets = 2 if self.text[at : at + 2] == b"[[" else 1
        key = self._key(self.behind_blank(at + brackets))
        end = self.text.index(b"]", key.end) + brackets
        self.tables.append(Table(self._path(key), Span(at, end), end))
        return end

    def _pair(self, prefix: Path, at: int, braces: Span | None) -> int:
        key = self._key(at)
        value = self.behind_blank(self.text.index(b"=", key.end) + 1)
        own = self._path(key)
        path = prefix + own
        place = len(self.entries)
        end = self._value(path, value)
        self.entries.insert(place, Entry(path, key, Span(value, end), braces, len(own)))
        return end

    def _value(self, path: Path, at: int) -> int:
        first = self.text[at : at + 1]
        if first in b"\"'":
            return self._matched(_STRING, at)
        if first == b"[":
            return self._list(path, at)
        if first == b"{":
            return self._braces(path, at)
        end = self._matched(_SCALAR, at)
        return at + len(self.text[at:end].rstrip())

    def _list(self, path: Path, at: int) -> int:
        items = self._items[at] = []
        at = self.behind_blank(at + 1)
        while self.text[at : at + 1] != b"]":
            end = at + 1
            if self.text[at:end] != b",":
                end = self._value(path, at)
                items.append(Span(at, end))
            at = self.behind_blank(end)
        return at + 1

    def _braces(self, path: Path, start: int) -> int:
        inner = len(self.entries)
        at = self.behind_blank(start + 1)
        while self.text[at : at + 1] != b"}":
            at = self.behind_blank(
                at + 1 if self.text[at : at + 1] == b"," else self._pair(path, at, Span(start, start))
            )
        for index in range(inner, len(self.entries)):
            entry = self.entries[index]
            if entry.braces == Span(start, start):
                self.entries[index] = entry._replace(braces=Span(start, at + 1))
        return at + 1

    def _key(self, at: int) -> Span:
        return Span(at, self._matched(_KEY, at))

    def _path(self, key: Span) -> Path:
        return tuple(_unquoted(part) for part in _PARTS.findall(self.text[key.start : key.end]))

    def behind_blank(self, at: int) -> int:
        """Behind white space, line ends and comments."""
        return self._matched(_BLANK, at)

    def _matched(self, pattern: re.Pattern[bytes], at: int) -> int:
        match = pattern.match(self.text, at)
        if match is None:
            raise ValueError(f"unexpected TOML at byte {at}")
        return match.end()


def _unquoted(part: bytes) -> str:
    text = part.decode("utf-8")
    if text[:1] in ("'", '"'):
        name: str = tomllib.loads(f"name = {text}")["name"]
        return name
    return text
