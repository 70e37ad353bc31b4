"""A file of the workspace as its summary tells it; the text of a declaration is parsed when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property
from typing import Any

from ..syntax.parser import parse
from ..syntax.units import Unit, units_of
from ..syntax.uses import Imported, Imports, Modules, gathered
from .summary import Item, Summary

TextOf = Callable[[str, str], bytes | None]
"""The text of a path, if it has that digest still."""


class IndexedFile:
    """The declarations of one file. What is asked of a text that has changed meanwhile is answered by nothing."""

    def __init__(self, path: str, summary: Summary, text_of: TextOf) -> None:
        self.path = path
        self.summary = summary
        self._text_of = text_of
        self._units: dict[int, Unit | None] = {}
        self._imports: dict[Modules, Imports] = {}

    @cached_property
    def _items(self) -> dict[tuple[Modules, str], list[Item]]:
        found: dict[tuple[Modules, str], list[Item]] = {}
        for item in self.summary.items:
            if not item.owner:
                found.setdefault((item.modules, item.name), []).append(item)
        for declaration in self.summary.declarations:
            found.setdefault((declaration.modules, declaration.name), [])
        return found

    @cached_property
    def _methods(self) -> dict[tuple[str, str], list[Item]]:
        found: dict[tuple[str, str], list[Item]] = {}
        for item in self.summary.items:
            if item.owner:
                found.setdefault((item.owner, item.name), []).append(item)
        return found

    @cached_property
    def _opened(self) -> set[Modules]:
        written = {item.modules for item in self.summary.items} | {modules for modules, _ in self.summary.uses}
        return {modules[:depth] for modules in written for depth in range(1, len(modules) + 1)}

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]:
        """The items of a name in an inline module."""
        return self._units_of(self._items.get((modules, name), ()))

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        """The functions of a name in the blocks of a type or trait."""
        return self._units_of(self._methods.get((owner, name), ()))

    def imports(self, modules: Modules) -> Imports:
        """What the `use` declarations of an inline module bring."""
        found = self._imports.get(modules)
        if found is None:
            every: list[Imported] = [imported for where, imported in self.summary.uses if where == modules]
            found = self._imports[modules] = gathered(every)
        return found

    def opens(self, modules: Modules) -> bool:
        """Whether there is an inline module of that path."""
        return modules in self._opened

    def declares(self, modules: Modules, name: str) -> bool:
        """Whether an item or module of that name is declared; nothing is parsed."""
        return (modules, name) in self._items

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units whose text holds the word."""
        text, sought = self._text_of(self.path, self.summary.digest), word.encode()
        if text is None or sought not in text:
            return ()
        return self._units_of([item for item in self.summary.items if text.find(sought, item.start, item.end) >= 0])

    def saying(self, word: str) -> tuple[Unit, ...]:
        """The functions, tests left out, that call or read the word."""
        return self._units_of([item for item in self.summary.items if word in item.words and not item.test])

    def fingerprint(self, kind: str, key: Any) -> Hashable:
        """What of an answer matters to who asked, without parsing anything."""
        match kind:
            case "items":
                return tuple((item.kind, item.print) for item in self._items.get(key, ()))
            case "methods":
                return tuple((item.kind, item.print) for item in self._methods.get(key, ()))
            case "opens":
                return self.opens(key)
            case "declares":
                return self.declares(*key)
            case "imported":
                return self.imports(key[0]).named.get(key[1])
            case "globs":
                return self.imports(key).globs
            case "aliases":
                return self.imports(key).aliases
            case _:
                return self.summary.digest

    def _units_of(self, items: Any) -> tuple[Unit, ...]:
        units = (self.unit(item) for item in items)
        return tuple(unit for unit in units if unit is not None)

    def unit(self, item: Item) -> Unit | None:
        """A declaration, parsed alone; None when the text is no longer what was summarised."""
        if item.start not in self._units:
            text = self._text_of(self.path, self.summary.digest)
            self._units[item.start] = self._parsed(text[item.start : item.end], item) if text is not None else None
        return self._units[item.start]

    def _parsed(self, data: bytes, item: Item) -> Unit | None:
        units = units_of(parse(data).root_node, data)
        if not units or units[0].broken:
            return None
        return replace(units[0], frames=self.summary.frames[item.frames], path=self.path, base=item.start)
