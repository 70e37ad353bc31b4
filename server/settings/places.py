"""Where a key or a value stands in a TOML text, since the standard reader does not say."""

from __future__ import annotations

from typing import NamedTuple

from ..positions import Lines, Span
from ..toml_text import TomlText

Path = tuple[str | int, ...]
"""The keys down to a key; a number behind them is an item of its list, or its value where that is no list."""


class Place(NamedTuple):
    """A line and a UTF-16 column, from 0, and the bytes."""

    line: int
    character: int
    span: Span


ABOVE = Place(0, 0, Span(0, 0))
"""The place of what has none."""


class Places:
    """The places in one text, which is TOML."""

    def __init__(self, text: bytes) -> None:
        self._lines = Lines(text)
        self._toml: TomlText | None
        try:
            self._toml = TomlText(text)
        except (ValueError, RecursionError):
            self._toml = None

    def of(self, path: Path) -> Place:
        """The place of the last step of a path, or of the last one before it that has any."""
        return self.at(self._span(path)) if self._toml else ABOVE

    def at(self, span: Span) -> Place:
        """The place of some bytes."""
        return Place(*self._lines.place(span.start), span)

    def _span(self, path: Path) -> Span:
        assert self._toml
        for length in range(len(path), 0, -1):
            *above, last = path[:length]
            keys = tuple(str(key) for key in above)
            found = self._item(keys, last) if isinstance(last, int) else self._key((*keys, last))
            if found is not None:
                return found
        return Span(0, 0)

    def _item(self, keys: tuple[str, ...], number: int) -> Span | None:
        assert self._toml
        entry = self._toml.entry(keys)
        if entry is None:
            return None
        items = self._toml.items(entry)
        return items[number] if number < len(items) else entry.value

    def _key(self, keys: tuple[str, ...]) -> Span | None:
        """The last word of the key, or of the header, that spells a path."""
        assert self._toml
        for entry in self._toml.entries:
            if entry.path == keys:
                return self._toml.words(entry.key)[-1]
            if entry.path[: len(keys)] == keys and len(entry.path) > len(keys):
                words = self._toml.words(entry.key)
                if (behind := len(entry.path) - len(keys)) < len(words):
                    return words[-1 - behind]
        for table in self._toml.tables:
            if table.path[: len(keys)] == keys:
                words = self._toml.words(table.header)
                return words[len(keys) - 1]
        return None
