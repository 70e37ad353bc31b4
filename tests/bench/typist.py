"""A person who types: in one function after another, a new line each, key by key.

Half-written lines do not parse, calls and macros appear that rules look at: that is what a server meets.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_FUNCTION = re.compile(r"^ *(pub(\([^)]*\))? )?(const )?(async )?(unsafe )?fn .*\{$")
_INDENT = " " * 8
_LINES = (
    "let value_{} = compute(alpha, &beta[{}]) + 1;",
    'let text_{} = std::fs::read_to_string("notes")?;',
    'log.push_str(&format!("{} of {{}}", total));',
    "if let Some(found) = table.get(&key) {{ seen += found.len(); }}",
)


class Change(NamedTuple):
    """A replacement inside a file; places are lines and characters."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str

    def as_json(self) -> dict[str, Any]:
        """As the protocol writes it."""
        return {"range": {"start": _place(self.start), "end": _place(self.end)}, "text": self.text}


class Typist:
    """Types into a text and knows what has become of it."""

    def __init__(self, text: str, *, erases: bool = False) -> None:
        self._lines = text.split("\n")
        self._erases = erases
        self._places = [index for index, line in enumerate(self._lines) if _FUNCTION.match(line) and line.isascii()]
        random.Random(7).shuffle(self._places)
        self._keys = self._strokes()

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "\n".join(self._lines)

    def key(self) -> Change:
        """The next key."""
        return next(self._keys)

    def _strokes(self) -> Iterator[Change]:
        for number in itertools.count():
            at = number % len(self._places)
            line = self._places[at]
            end = len(self._lines[line])
            yield self._typed(line, end, "\n" + _INDENT)
            text = _LINES[number % len(_LINES)].format(number, number)
            for column, letter in enumerate(text, len(_INDENT)):
                yield self._typed(line + 1, column, letter)
            if self._erases:
                for column in range(len(_INDENT) + len(text) - 1, len(_INDENT) - 1, -1):
                    yield self._erased(line + 1, column)
                yield self._joined(line, end)

    def _typed(self, line: int, column: int, text: str) -> Change:
        old = self._lines[line]
        new = (old[:column] + text + old[column:]).split("\n")
        self._lines[line : line + 1] = new
        self._move_places(line, len(new) - 1)
        return Change((line, column), (line, column), text)

    def _erased(self, line: int, column: int) -> Change:
        old = self._lines[line]
        self._lines[line] = old[:column] + old[column + 1 :]
        return Change((line, column), (line, column + 1), "")

    def _joined(self, line: int, end: int) -> Change:
        """Take back the line break and the indentation after it."""
        below = self._lines.pop(line + 1)
        self._lines[line] += below[len(_INDENT) :]
        self._move_places(line, -1)
        return Change((line, end), (line + 1, len(_INDENT)), "")

    def _move_places(self, line: int, by: int) -> None:
        if by:
            self._places = [place + by if place > line else place for place in self._places]


def _place(place: tuple[int, int]) -> dict[str, int]:
    return {"line": place[0], "character": place[1]}
