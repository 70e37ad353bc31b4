"""The text of open documents: bytes, versions and the protocol's positions.

Lines end where the protocol says, at `\\n`, `\\r\\n` and `\\r`; form feeds, U+2028 and the like are ordinary
characters. How a column is counted, also over bytes that are not UTF-8, is told in `columns`.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .arrivals import Arrival, Arrivals
from .blocks import BLOCK_SIZE, Blocks
from .columns import PositionEncoding, byte_column, character_start, encode, unit_column

__all__ = ["ByteEdit", "Document", "DocumentError", "PositionEncoding"]


class DocumentError(ValueError):
    """A client sent a change that does not have the protocol's shape."""


class ByteEdit(NamedTuple):
    """One replacement, in bytes of the text just before it."""

    start: int
    old_end: int
    new: bytes


class _Range(NamedTuple):
    start: tuple[int, int]
    end: tuple[int, int]


class _Change(NamedTuple):
    range: _Range | None
    new: bytes


class Document:
    """One open document. Offsets are bytes of `text`; lines and characters count from 0."""

    def __init__(
        self,
        uri: str,
        language_id: str,
        version: int | None,
        text: str | bytes,
        encoding: PositionEncoding = PositionEncoding.UTF16,
        *,
        block_size: int = BLOCK_SIZE,
    ) -> None:
        self.uri = uri
        self.language_id = language_id
        self.version = version
        self.encoding = PositionEncoding(encoding)
        self._block_size = block_size
        self._text: bytes | None = encode(text) if isinstance(text, str) else text
        self._blocks = Blocks(self._text, block_size)
        self._arrivals: Arrivals[_Change, ByteEdit] = Arrivals(version)

    def __len__(self) -> int:
        """Bytes of the text."""
        return self._blocks.size

    @property
    def line_count(self) -> int:
        """Lines of the text: one more than its terminators, so one even when it is empty."""
        return self._blocks.breaks + 1

    @property
    def text(self) -> bytes:
        """The whole text, joined when first asked for after an edit."""
        if self._text is None:
            self._text = b"".join(self._blocks)
        return self._text

    def apply(self, changes: Sequence[Mapping[str, Any]], version: int | None) -> list[ByteEdit]:
        """Apply the `contentChanges` of a `didChange` in order; the edits that this took.

        There is one for each change, unless later versions came before this one: those are taken back and made again.
        Odd ranges are read as `offset` reads positions, and swapped ends are put right. A change of the wrong
        shape raises `DocumentError`, and then none of them is applied.
        """
        arrival: Arrival[_Change, ByteEdit] = Arrival(_parse_changes(changes))
        overtook = self._arrivals.overtook(version)
        edits = [edit for late in reversed(overtook) for edit in reversed(late.undo)]
        for edit in edits:
            self._replace(edit)
        for each in (arrival, *overtook):
            each.undo.clear()
            for change in each.changes:
                edits.append(edit := self._edit(change))
                each.undo.append(self._replace(edit))
        self.version = self._arrivals.add(version, arrival)
        return edits

    def offset(self, line: int, character: int) -> int:
        """The byte at a position in `encoding`.

        A line past the last one is the end of the text, a character past the line's end is the place before
        its terminator, a place inside a character is that character's start. A negative line is the start of
        the text, a negative character the start of the line.
        """
        if line < 0:
            return 0
        if line >= self.line_count:
            return len(self)
        found = self._blocks.line(line)
        return found.base + byte_column(found.data, found.start, found.end, character, self.encoding)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and character, in `encoding`, of a byte.

        A byte inside a character is that character, a byte inside a terminator is the end of the line before
        it, and an offset outside the text is its nearer end.
        """
        offset = max(0, min(offset, len(self)))
        line = self._blocks.line_at(offset)
        place = min(offset - line.base, line.end)
        place = character_start(line.data, line.start, place, line.end)
        return line.number, unit_column(line.data, line.start, place, self.encoding)

    def _edit(self, change: _Change) -> ByteEdit:
        if change.range is None:
            return ByteEdit(0, len(self), change.new)
        start = end = self.offset(*change.range.start)
        if change.range.end != change.range.start:
            start, end = sorted((start, self.offset(*change.range.end)))
        return ByteEdit(start, end, change.new)

    def _replace(self, edit: ByteEdit) -> ByteEdit:
        """Make an edit; the one that takes it back."""
        start, end, new = edit
        if end - start == len(self):
            old = self.text
            self._blocks = Blocks(new, self._block_size)
            self._text = new
        else:
            old = self._blocks.replace(start, end, new)
            self._text = None
        return ByteEdit(start, start + len(new), old)


def _parse_changes(changes: Any) -> list[_Change]:
    if not isinstance(changes, Sequence) or isinstance(changes, str | bytes):
        raise DocumentError(f"contentChanges must be a list, not {_kind(changes)}")
    return [_parse_change(change, f"contentChanges[{index}]") for index, change in enumerate(changes)]


def _parse_change(change: Any, where: str) -> _Change:
    text = _member(change, "text", where)
    if not isinstance(text, str):
        raise DocumentError(f"{where}.text must be a string, not {_kind(text)}")
    # A null range is how some clients spell a change of the whole text.
    if change.get("range") is None:
        return _Change(None, encode(text))
    return _Change(_parse_range(change["range"], f"{where}.range"), encode(text))


def _parse_range(value: Any, where: str) -> _Range:
    start, end = _member(value, "start", where), _member(value, "end", where)
    return _Range(_parse_position(start, f"{where}.start"), _parse_position(end, f"{where}.end"))


def _parse_position(value: Any, where: str) -> tuple[int, int]:
    line, character = (_member(value, name, where) for name in ("line", "character"))
    for name, number in (("line", line), ("character", character)):
        if not isinstance(number, int) or isinstance(number, bool):
            raise DocumentError(f"{where}.{name} must be an integer, not {_kind(number)}")
    return line, character


def _member(value: Any, name: str, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise DocumentError(f"{where} must be an object, not {_kind(value)}")
    if name not in value:
        raise DocumentError(f"{where} has no {name!r}")
    return value[name]


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__
