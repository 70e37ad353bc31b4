"""Where a key or a list item stands in a TOML text, since the parsers do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[?\s*(?P<name>[^\]]+?)\s*\]")
_ENTRY = re.compile(r"""\s*(?P<name>(?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def locate(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """Line and UTF-16 column of the last word of a path of keys; an item of a list is given by its text.

    The words that have no line of their own (inline tables, lists) are searched after the one before them.
    """
    lines = text.split("\n")
    line, column, depth = _deepest_key(lines, path)
    for word in path[depth:]:
        line, column = _search(lines, line, column, word)
    return line, len(lines[line][:column].encode("utf-16-le", "surrogatepass")) // 2


def _deepest_key(lines: list[str], path: tuple[str, ...]) -> tuple[int, int, int]:
    """Place of the key or header that spells the longest start of the path, and how many words it spells."""
    best = (0, 0, 0)
    for line, column, words in _keys(lines):
        if len(words) > best[2] and path[: len(words)] == words:
            best = (line, column, len(words))
    return best


def _keys(lines: list[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every header and entry with its whole path, at the place of its last word."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        found = header or _ENTRY.match(line)
        if not found:
            continue
        parts = list(_PART.finditer(line, *found.span("name")))
        words = tuple(part.group().strip("\"'") for part in parts)
        if header:
            table = words
        yield number, parts[-1].start() if parts else 0, words if header else table + words


def _search(lines: list[str], line: int, column: int, word: str) -> tuple[int, int]:
    """The first place of a word from here on, or here when it is not found."""
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for number in range(line, len(lines)):
        if found := whole.search(lines[number], column if number == line else 0):
            return number, found.start()
    return line, column
