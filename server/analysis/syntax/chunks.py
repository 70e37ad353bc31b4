"""A file as chunks of whole items, each with a tree of its own, so that an edit costs the same in any file.

Concatenated chunks are the text. A cut stands only behind a line end that follows a complete item at the top
level, so that each chunk parses alone to what it is in the whole. An edit that touches one chunk re-parses that
chunk incrementally; one that touches several joins and cuts them anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator
from itertools import accumulate, pairwise

from tree_sitter import Tree

from .parser import parse, reparse
from .units import Unit, key_of, units_of

_SMALL, _LARGE = 120, 500  # lines: where a cut may follow, and where a grown chunk is cut again
_NEVER_LAST = {"attribute_item", "inner_attribute_item", "line_comment", "block_comment", "ERROR"}


class Chunk:
    """Some consecutive items of a file. `lines` counts line ends as the protocol does."""

    __slots__ = ("_keys", "data", "lines", "tree", "units")

    def __init__(self, data: bytes, tree: Tree | None = None) -> None:
        self.data = data
        self.tree = tree if tree is not None else parse(data)
        self.units: list[Unit] = units_of(self.tree.root_node, data)
        self._keys: list[Hashable] | None = None
        self.lines = line_ends(data)

    @property
    def keys(self) -> list[Hashable]:
        """What tells its units from others, each wherever it stands."""
        if self._keys is None:
            self._keys = [key_of(unit) for unit in self.units]
        return self._keys

    @property
    def broken(self) -> bool:
        """Whether some of the chunk does not parse."""
        return self.tree.root_node.has_error


def line_ends(data: bytes, end: int | None = None) -> int:
    """The number of `\\n`, `\\r\\n` and lone `\\r` in the text up to an offset."""
    stop = len(data) if end is None else end
    count = data.count(b"\n", 0, stop)
    if b"\r" in data:
        count += data.count(b"\r", 0, stop) - data.count(b"\r\n", 0, stop)
    return count


def cut(data: bytes, tree: Tree | None = None) -> list[Chunk]:
    """The text as chunks; at least one, also for an empty text."""
    whole = tree if tree is not None else parse(data)
    bounds = list(_bounds(data, whole))
    if len(bounds) <= 2:
        return [Chunk(data, whole)]
    return [Chunk(data[start:end]) for start, end in pairwise(bounds)]


def _bounds(data: bytes, tree: Tree) -> Iterator[int]:
    yield 0
    begun = 0
    for child in tree.root_node.children:
        if child.type in _NEVER_LAST or child.has_error:
            continue
        end = child.end_byte
        if not data.endswith(b"\n", 0, end):
            line_end = data.find(b"\n", end)
            if line_end < 0 or data[end:line_end].strip():
                continue
            end = line_end + 1
        if data.count(b"\n", begun, end) >= _SMALL and end < len(data):
            yield end
            begun = end
    yield len(data)


class Change:
    """What an edit did: the chunk or chunks that went, the ones that came, and where in the list."""

    __slots__ = ("added", "position", "removed")

    def __init__(self, position: int, removed: list[Chunk], added: list[Chunk]) -> None:
        self.position = position
        self.removed = removed
        self.added = added


class ChunkedText:
    """The text of a file under edits; offsets are bytes of the whole file."""

    def __init__(self, data: bytes, *, whole: bool = False) -> None:
        self.chunks: list[Chunk] = [Chunk(data)] if whole else cut(data)
        self._tried: tuple[int, ...] = ()
        self._place()

    def _place(self) -> None:
        self.starts: list[int] = [0, *accumulate(len(chunk.data) for chunk in self.chunks)]
        self.first_lines: list[int] = [0, *accumulate(chunk.lines for chunk in self.chunks)]

    @property
    def text(self) -> bytes:
        """The whole text."""
        return self.chunks[0].data if len(self.chunks) == 1 else b"".join(chunk.data for chunk in self.chunks)

    @property
    def broken(self) -> bool:
        """Whether some chunk does not parse."""
        return any(chunk.broken for chunk in self.chunks)

    def edit(self, start: int, old_end: int, new: bytes) -> Change:
        """Replaces bytes; offsets beyond the end count as the end."""
        size = self.starts[-1]
        start, old_end = min(start, size), min(max(start, old_end), size)
        first = min(bisect_right(self.starts, start) - 1, len(self.chunks) - 1)
        last = max(first, min(bisect_right(self.starts, max(start, old_end - 1)) - 1, len(self.chunks) - 1))
        base = self.starts[first]
        if first == last:
            added = self._within(self.chunks[first], start - base, old_end - base, new)
        else:
            joined = b"".join(chunk.data for chunk in self.chunks[first : last + 1])
            added = cut(joined[: start - base] + new + joined[old_end - base :])
        return self.replace(first, last + 1, added)

    def _within(self, chunk: Chunk, start: int, old_end: int, new: bytes) -> list[Chunk]:
        data = chunk.data[:start] + new + chunk.data[old_end:]
        tree = reparse(chunk.tree, chunk.data, data, start, old_end, start + len(new))
        if len(new) > 200 and data.count(b"\n") > _LARGE:
            return cut(data, tree)
        return [Chunk(data, tree)]

    def replace(self, first: int, end: int, added: list[Chunk]) -> Change:
        """Puts chunks in the place of others, joined with a neighbour where they could not stand alone."""
        while end < len(self.chunks) and not _stands_alone(added[-1]):
            added = [*added[:-1], *cut(added[-1].data + self.chunks[end].data)]
            end += 1
        removed = self.chunks[first:end]
        self.chunks[first:end] = added
        self._place()
        return Change(first, removed, added)

    def recut(self) -> Change | None:
        """Joins chunks that are broken alone and whole together, a brace in one and its partner in the other.

        It is tried once for each set of broken chunks, as it parses all the text between them.
        """
        broken = tuple(index for index, chunk in enumerate(self.chunks) if chunk.broken)
        if len(broken) < 2 or broken == self._tried:
            return None
        self._tried = broken
        first, end = broken[0], broken[-1] + 1
        joined = b"".join(chunk.data for chunk in self.chunks[first:end])
        tree = parse(joined)
        if tree.root_node.has_error:
            return None
        return self.replace(first, end, cut(joined, tree))


def _stands_alone(chunk: Chunk) -> bool:
    """A chunk that ends in the middle of a line, or in an attribute or comment of the next item, does not."""
    if not chunk.data.endswith(b"\n"):
        return False
    children = chunk.tree.root_node.children
    return bool(children) and children[-1].type not in ("attribute_item", "line_comment", "block_comment")
