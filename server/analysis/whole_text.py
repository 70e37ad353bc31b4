"""A text that is parsed in chunks, seen as one: offsets count its bytes, whichever chunk something stands in.

What is asked for is moved to its place then, and an edit elsewhere therefore costs nothing, however long the file is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from tree_sitter import Node

from .declarations import Declarations
from .finding import Span
from .syntax.chunks import Chunk
from .syntax.declared import Implementation
from .syntax.lint_attributes import Levels
from .syntax.parser import moved, reparse
from .syntax.units import Unit
from .syntax.uses import Imports, Modules


class WholeText:
    """The units of a text and what they declare; a source of names. It holds until the text is edited."""

    def __init__(self, text: bytes, chunks: Sequence[Chunk], declared: Declarations) -> None:
        self.text = text
        self._chunks = tuple(chunks)
        self._declared = declared
        self._starts = [0, *accumulate(len(chunk.data) for chunk in self._chunks)]
        # A unit knows its chunk by the bytes that its offsets count in.
        self._places = {id(chunk.data): index for index, chunk in enumerate(self._chunks)}
        self._trees = _Trees(text, self._chunks, self._starts)
        self._units: dict[int, Unit | None] = {}

    @classmethod
    def parsed(cls, text: bytes) -> WholeText:
        """A text from scratch, as one chunk."""
        chunk = Chunk(text)
        return cls(text, [chunk], Declarations([chunk]))

    def units(self, words: Collection[bytes] = (b"",)) -> Iterator[Unit]:
        """The units, in the order of the text; only those whose text holds one of the words."""
        for chunk in self._chunks:
            said = [word for word in words if word in chunk.data]
            yield from self._all_placed(u for u in chunk.units if any(word in u.text for word in said))

    def unit_around(self, span: Span) -> Unit | None:
        """The unit that a range lies in."""
        chunk, base = self._at(span.start)
        for unit in chunk.units:
            if base + unit.start <= span.start and span.end <= base + unit.end:
                return self._placed(unit)
        return None

    def root_around(self, span: Span) -> Node:
        """The root of a tree that has the items around a range, and some before and behind them."""
        return self._trees.root(self._index(span.start))

    def roots(self, word: bytes = b"") -> Iterator[Node]:
        """The roots of the trees that make up the text, in its order; only those whose text holds the word."""
        for index, chunk in enumerate(self._chunks):
            if word in chunk.data:
                yield self._trees.root(index)

    def uses(self, modules: Modules) -> list[tuple[int, Unit]]:
        """The `use` declarations of an inline module, each as it is in its chunk, with where that begins."""
        found = self._declared.uses(modules)
        return [(self._starts[self._places[id(unit.data)]], unit) for unit in found]

    def placed_uses(self, modules: Modules, words: set[bytes]) -> Iterator[Unit]:
        """The `use` declarations of an inline module that hold one of the words."""
        return self._all_placed(u for u in self._declared.uses(modules) if any(word in u.text for word in words))

    def still_parses(self, edits: Sequence[tuple[Span, bytes]]) -> bool:
        """Whether replacements, in the order of the text and apart from each other, bring no new syntax error."""
        by_chunk: dict[int, list[tuple[Span, bytes]]] = {}
        for span, new in edits:
            index = self._index(span.start)
            if span.end > self._starts[index + 1]:
                return WholeText.parsed(self.text).still_parses(edits)
            by_chunk.setdefault(index, []).append((span, new))
        return all(self._parses_with(index, mine) for index, mine in by_chunk.items())

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]:
        """The items of a name in an inline module."""
        return tuple(self._all_placed(self._declared.items(modules, name)))

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        """The functions of a name in the blocks of a type or trait."""
        return tuple(self._all_placed(self._declared.methods(owner, name)))

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units whose text holds the word."""
        return tuple(self._all_placed(self._declared.mentioning(word)))

    def imports(self, modules: Modules) -> Imports:
        """What the `use` declarations of an inline module bring."""
        return self._declared.imports(modules)

    def implementations(self, name: str) -> tuple[Implementation, ...]:
        """The traits that are implemented for types of a base name."""
        return self._declared.implementations(name)

    def opens(self, modules: Modules) -> bool:
        """Whether there is an inline module of that path."""
        return self._declared.opens(modules)

    def declares(self, modules: Modules, name: str) -> bool:
        """Whether an inline module has an item of that name."""
        return self._declared.declares(modules, name)

    def lint_levels(self) -> Levels:
        """The levels of lints that the file sets for all of it."""
        return self._declared.lint_levels()

    def _index(self, offset: int) -> int:
        return min(max(bisect_right(self._starts, offset) - 1, 0), len(self._chunks) - 1)

    def _at(self, offset: int) -> tuple[Chunk, int]:
        index = self._index(offset)
        return self._chunks[index], self._starts[index]

    def _all_placed(self, units: Iterable[Unit]) -> Iterator[Unit]:
        return (found for unit in units if (found := self._placed(unit)) is not None)

    def _placed(self, unit: Unit) -> Unit | None:
        """A unit of a chunk where it stands in the text; None where errors were recovered from in another way."""
        if len(self._chunks) == 1:
            return unit
        key = id(unit)
        if key not in self._units:
            index = self._places[id(unit.data)]
            # Where there are errors, the tree may have become another.
            is_there = not self._chunks[index].broken or self._trees.twin(unit.node, index) is not None
            self._units[key] = _Placed(unit, self._starts[index], self._trees, index) if is_there else None
        return self._units[key]

    def _parses_with(self, index: int, edits: Sequence[tuple[Span, bytes]]) -> bool:
        chunk, base = self._chunks[index], self._starts[index]
        tree, after = chunk.tree, chunk.data
        for span, new in reversed(edits):
            start, end = span.start - base, span.end - base
            before, after = after, after[:start] + new + after[end:]
            tree = reparse(tree, before, after, start, end, start + len(new))
        return not tree.root_node.has_error or chunk.broken


class _Trees:
    """The trees of the chunks, each moved to its place when it is asked for."""

    def __init__(self, text: bytes, chunks: Sequence[Chunk], starts: Sequence[int]) -> None:
        self.text = text
        self._chunks = chunks
        self._starts = starts
        self._rows = [0, *accumulate(chunk.lines for chunk in chunks)]
        self._roots: dict[int, Node] = {}

    def root(self, index: int) -> Node:
        """The root of the tree of a chunk, by its number."""
        found = self._roots.get(index)
        if found is None:
            tree, (start, end) = self._chunks[index].tree, self._starts[index : index + 2]
            if len(self._chunks) > 1:
                tree = moved(tree, self.text, start, end, (self._rows[index], self._rows[index + 1]))
            found = self._roots[index] = tree.root_node
        return found

    def twin(self, node: Node, index: int) -> Node | None:
        """The node that is a node of a chunk before it was moved; None where errors were recovered from otherwise."""
        base = self._starts[index]
        start, end = base + node.start_byte, base + node.end_byte
        found = self.root(index).descendant_for_byte_range(start, end)
        while found is not None and (found.type, found.start_byte, found.end_byte) != (node.type, start, end):
            found = found.parent
        return found


class _Placed(Unit):
    """A unit of a chunk where it stands in the text. Its nodes are looked for when they are asked for.

    Most units that say a word are only read, and moving the tree of their chunk costs more than that.
    """

    __slots__ = ("_origin",)

    def __init__(self, unit: Unit, shift: int, trees: _Trees, chunk: int) -> None:
        _START(self, shift + unit.start)
        _END(self, shift + unit.end)
        _DATA(self, trees.text)
        _FRAMES(self, unit.frames)
        _PATH(self, "")
        _BASE(self, 0)
        _ORIGIN(self, (unit, trees, chunk))

    def __getattr__(self, name: str) -> Any:
        """The nodes, which are not set at first."""
        found: Any
        if name == "node":
            unit, trees, chunk = self._origin
            found = trees.twin(unit.node, chunk)
        elif name == "leading":
            unit, trees, chunk = self._origin
            twins = (trees.twin(each, chunk) for each in unit.leading)
            found = tuple(twin for twin in twins if twin is not None)
        else:
            raise AttributeError(name)
        object.__setattr__(self, name, found)
        return found


# Units are frozen; a long file has hundreds that say a word, and to set a field by its name takes several times longer.
_START, _END, _DATA, _FRAMES, _PATH, _BASE = (
    getattr(Unit, name).__set__ for name in ("start", "end", "data", "frames", "path", "base")
)
_ORIGIN = _Placed.__dict__["_origin"].__set__
