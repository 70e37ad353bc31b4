"""The word `async` of a function."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.nodes import modifiers
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile


def async_removed(function: Node, file: FixFile) -> Edit | None:
    """Takes `async` and the blanks behind it from a function; None where it is not written so."""
    word = next((word for word in modifiers(function) if word.type == "async"), None)
    if word is None:
        return None
    after = word.end_byte
    while file.text[after : after + 1] in (b" ", b"\t"):
        after += 1
    return Edit(Span(word.start_byte, after), "")
