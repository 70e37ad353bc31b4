"""The declarations of one file over its chunks; the source of names for the file under judgement."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from .syntax.chunks import Change, Chunk
from .syntax.declared import Declared, Implementation, declared_in
from .syntax.lint_attributes import Levels, levels_at_head
from .syntax.units import Unit
from .syntax.uses import NO_IMPORTS, Imports, Modules, imports_in
from .workspace.summary import Piece, Summary, joined, piece_of


class Declarations:
    """Answers what a file declares. An index of a chunk is built when something is first asked for."""

    def __init__(self, chunks: list[Chunk]) -> None:
        self._chunks = chunks
        self._indexes: dict[Chunk, Declared] = {}
        self._questions: dict[Chunk, set[Hashable]] = {}
        self._holders: dict[Hashable, list[Chunk]] | None = None
        self._imports: dict[Modules, Imports] = {}
        self._mentions: dict[Chunk, dict[bytes, tuple[Unit, ...]]] = {}
        self._pieces: dict[Chunk, Piece] = {}

    def replace(self, change: Change, chunks: list[Chunk], *, alike: bool = False) -> None:
        """Follows an edit; `alike` says that it is told to leave each declaration as it was, and only bodies are new.

        That is what most edits do, and the chunk is then not read for what it declares before somebody asks.
        """
        self._chunks = chunks
        for chunk in change.removed:
            self._mentions.pop(chunk, None)
            self._pieces.pop(chunk, None)
        in_place = len(change.removed) == len(change.added) == 1
        if alike and in_place:
            self._move(change.removed[0], change.added[0])
            return
        if self._imports and _use_texts(map(self._index, change.removed)) != _use_texts(map(self._index, change.added)):
            self._imports.clear()
        before = set[Hashable]().union(*(self._questions.pop(chunk, ()) for chunk in change.removed))
        for chunk in change.removed:
            self._indexes.pop(chunk, None)
        if self._holders is None:
            return
        after = set[Hashable]().union(*map(self._asked_of, change.added))
        if in_place and before == after:
            self._swap(before, change.removed[0], change.added[0])
        else:
            self._holders = None

    def _move(self, old: Chunk, new: Chunk) -> None:
        """Takes over for a chunk what another had answers to."""
        self._indexes.pop(old, None)
        questions = self._questions.pop(old, None)
        if questions is not None:
            self._questions[new] = questions
            if self._holders is not None:
                self._swap(questions, old, new)

    def _swap(self, keys: set[Hashable], old: Chunk, new: Chunk) -> None:
        for key in keys:
            holders = (self._holders or {})[key]
            holders[holders.index(old)] = new

    def _index(self, chunk: Chunk) -> Declared:
        found = self._indexes.get(chunk)
        if found is None:
            found = self._indexes[chunk] = declared_in(chunk.units)
        return found

    def _asked_of(self, chunk: Chunk) -> set[Hashable]:
        """All that a chunk has an answer to."""
        found = self._questions.get(chunk)
        if found is None:
            found = self._questions[chunk] = self._index(chunk).questions()
        return found

    def _holding(self, key: Hashable) -> list[Chunk]:
        if self._holders is None:
            self._holders = {}
            for chunk in self._chunks:
                for known in self._asked_of(chunk):
                    self._holders.setdefault(known, []).append(chunk)
        return self._holders.get(key, [])

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]:
        """The items of a name in an inline module."""
        key = ("items", modules, name)
        return tuple(u for chunk in self._holding(key) for u in self._index(chunk).items[(modules, name)])

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        """The functions of a name in the blocks of a type or trait."""
        key = ("methods", owner, name)
        return tuple(u for chunk in self._holding(key) for u in self._index(chunk).methods[(owner, name)])

    def imports(self, modules: Modules) -> Imports:
        """What the `use` declarations of an inline module bring."""
        found = self._imports.get(modules)
        if found is None:
            uses = self.uses(modules)
            found = self._imports[modules] = imports_in(uses) if uses else NO_IMPORTS
        return found

    def uses(self, modules: Modules) -> list[Unit]:
        """The `use` and `extern crate` declarations of an inline module."""
        holding = self._holding(("uses", modules))
        return [unit for chunk in holding for unit in self._index(chunk).uses[modules]]

    def implementations(self, name: str) -> tuple[Implementation, ...]:
        """The traits that are implemented for types of a base name."""
        key = ("implementations", name)
        return tuple(each for chunk in self._holding(key) for each in self._index(chunk).implementations[name])

    def opens(self, modules: Modules) -> bool:
        """Whether there is an inline module of that path."""
        return bool(self._holding(("opened", modules)))

    def declares(self, modules: Modules, name: str) -> bool:
        """Whether an inline module has an item of that name."""
        return bool(self._holding(("items", modules, name)))

    def lint_levels(self) -> Levels:
        """The levels of lints that the file sets for all of it, which it does before its first item."""
        return levels_at_head(self._chunks[0].data)

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units whose text holds the word."""
        sought = word.encode()
        found: list[Unit] = []
        for chunk in self._chunks:
            known = self._mentions.get(chunk)
            if known is None:
                known = self._mentions[chunk] = {}
            units = known.get(sought)
            if units is None:
                inside = chunk.units if sought in chunk.data else ()
                units = known[sought] = tuple(unit for unit in inside if sought in unit.text)
            if units:
                found += units
        return tuple(found)

    def summary(self, text: bytes, starts: Iterable[int]) -> Summary:
        """The summary of the file, whose chunks begin at these places; what an edit left alone is not read again."""
        pieces: list[tuple[int, Piece]] = []
        for start, chunk in zip(starts, self._chunks, strict=False):
            piece = self._pieces.get(chunk)
            if piece is None:
                piece = self._pieces[chunk] = piece_of(chunk.units)
            pieces.append((start, piece))
        return joined(text, pieces)


def _use_texts(indexes: Iterable[Declared | None]) -> list[tuple[Modules, bytes]]:
    return [
        (modules, unit.text)
        for index in indexes
        for modules, uses in (index.uses.items() if index is not None else ())
        for unit in uses
    ]
