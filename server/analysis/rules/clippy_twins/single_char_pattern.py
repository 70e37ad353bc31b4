"""A text of one character is searched for as a text, with the set-up of a search that a `char` does not need."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile, expression
from ...facts.memory.text_patterns import PLACES, char_of, searches_text
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw


@rule(Severity.SUGGESTION, on=methods(*PLACES), needs=b'"')
def single_char_pattern(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Literals of one ASCII character that are patterns of a text's method."""
    place = PLACES[call.name]
    if len(call.arguments) <= place or call.receiver is None:
        return
    pattern = expression(call.arguments[place])
    char = char_of(pattern, file) if pattern.end_byte - pattern.start_byte <= _LONGEST else None
    if char is not None and searches_text(call.receiver, call.name, file):
        yield saw(
            pattern, f"a text of one character: `{call.name}` takes the `char` {char} as well", data={"char": char}
        )


_LONGEST = 12
