"""What a judgement stands on, the questions that are put to it, and what of the answers is noted down."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from ...syntax.declared import Implementation, print_of
from ...syntax.lint_attributes import Levels
from ...syntax.units import Unit
from ...syntax.uses import Imports, Modules
from ...workspace.crates import Crate
from ...workspace.index import Index


class Question(NamedTuple):
    """What is asked of which file; `path` is empty for questions to the workspace."""

    kind: str
    path: str
    key: Any

    @property
    def word(self) -> bytes:
        """The word that a question about bodies is about."""
        return str(self.key[0] if self.kind == "saying" else self.key).encode()


_MOST = 10_000
"""Answers that are kept while the index stays as it is."""
ABOUT_BODIES = frozenset({"mentioning", "saying"})
Asked = dict[Question, Hashable]


Derive = Callable[["Ground", Any], Any]
"""Works out a fact about a function of the workspace; the fact is plain data."""


class Source(Protocol):
    """The declarations of one file: the chunks of an open one, or its summary in the index."""

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]: ...
    def methods(self, owner: str, name: str) -> tuple[Unit, ...]: ...
    def imports(self, modules: Modules) -> Imports: ...
    def implementations(self, name: str) -> tuple[Implementation, ...]: ...
    def opens(self, modules: Modules) -> bool: ...
    def declares(self, modules: Modules, name: str) -> bool: ...
    def lint_levels(self) -> Levels: ...
    def mentioning(self, word: str) -> tuple[Unit, ...]: ...


class Ground(NamedTuple):
    """What a judgement stands on: the declarations of the judged file, and the index of the workspace around it.

    `derived` works out facts about functions of the workspace, by their names; what uses names comes after them.
    """

    path: str
    crate: Crate
    own: Source
    workspace: Index | None = None
    derived: Mapping[str, Derive] = MappingProxyType({})

    def answer(self, question: Question) -> Any:
        """What is said to a recorded question today."""
        if not question.path:
            if question.kind in self.derived:
                return self.derived[question.kind](self, question.key)
            return self.workspace.answer(question.kind, question.key) if self.workspace is not None else None
        source = self.source(question.path)
        return _said(source, question.kind, question.key) if source is not None else None

    def fingerprint(self, question: Question, found: Any) -> Hashable:
        """What of the answer matters: whole units for mentions, and declarations without bodies else."""
        plain: Hashable = found
        if not question.path:
            return plain
        if question.path != self.path:
            held = self.workspace.file(question.path) if self.workspace is not None else None
            return held.fingerprint(question.kind, question.key) if held is not None else None
        if question.kind == "mentioning":
            return tuple((unit.frames, unit.text) for unit in found)
        if question.kind == "saying":
            return tuple((unit.frames, _what_says(question.key, unit)) for unit in found)
        if question.kind in ("items", "methods"):
            return tuple((unit.node.type, print_of(unit), False) for unit in found)
        return plain

    @property
    def state(self) -> object:
        """Stands for the workspace as it is."""
        return self.workspace.state if self.workspace is not None else None

    def is_near(self, question: Question) -> bool:
        """Whether the answer may change although the index stays as it is: with the judged text, or a manifest."""
        return (
            question.path == self.path if question.path else question.kind == "crate" or question.kind in self.derived
        )

    def now(self, question: Question) -> Hashable:
        """What would be noted down for a question if it was asked now."""
        if self.workspace is None or self.is_near(question):
            return self.fingerprint(question, self.answer(question))
        said = self.workspace.said
        if question not in said:
            if len(said) >= _MOST:  # Each word that was ever half typed is asked about.
                said.clear()
            said[question] = self.fingerprint(question, None if question.path else self.answer(question))
        return said[question]

    def source(self, path: str) -> Source | None:
        """The declarations of a file of the workspace, None for one that is not known."""
        if path == self.path:
            return self.own
        return self.workspace.file(path) if self.workspace is not None else None


def _said(source: Source, kind: str, key: Any) -> Any:
    match kind:
        case "items":
            return source.items(*key)
        case "methods":
            return source.methods(*key)
        case "mentioning":
            return source.mentioning(key)
        case "saying":
            return source.mentioning(key[0])
        case "implementations":
            return source.implementations(key)
        case "opens":
            return source.opens(key)
        case "declares":
            return source.declares(*key)
        case "lint levels":
            return source.lint_levels()
        case "imported":
            return source.imports(key[0]).named.get(key[1])
        case "globs":
            return source.imports(key).globs
        case _:
            return source.imports(key).aliases


def _what_says(key: tuple[str, int], unit: Unit) -> Hashable:
    """What of a unit matters to a function that looks for who says a word: no body without it, and not its own."""
    word, asker = key
    body = unit.node.child_by_field_name("body") if unit.node.type == "function_item" else None
    if body is None:
        return unit.text
    seen, says = print_of(unit), unit.data.find(word.encode(), body.start_byte, unit.end) >= 0
    return unit.text if says and seen != asker else seen
