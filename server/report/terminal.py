"""Text that is safe and straight on a terminal: widths of characters, colours, no control codes."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

TAB = 4

_STYLES = {
    "critical": "1;31",
    "warning": "1;33",
    "suggestion": "1;36",
    "dim": "2",
    "bold": "1",
    "fix": "32",
}


class Paint:
    """Colours words, or leaves them alone where colours are not wanted."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, text: str) -> str:
        if not self._colour or not text:
            return text
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def wants_colour(out: TextIO) -> bool:
    """Colours on a terminal only, unless the environment says otherwise."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (out.isatty() and os.environ.get("TERM") != "dumb")


def printable(text: str) -> str:
    """The text on one line, tabs widened and control characters shown as `\N{REPLACEMENT CHARACTER}`.

    A file name or a string literal must not be able to recolour the terminal or turn the line around.
    """
    if text.isascii() and text.isprintable():
        return text
    widened = text.expandtabs(TAB)
    return "".join("\ufffd" if unicodedata.category(char) in _HIDDEN else char for char in widened)


_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def before_utf16(line: str, units: int) -> str:
    """The start of a line that takes so many UTF-16 units."""
    if line.isascii():
        return line[:units]
    return line.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace")
