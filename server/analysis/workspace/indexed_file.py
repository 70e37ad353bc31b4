"""A file of the workspace as its summary tells it; the text of a declaration is parsed when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any
from zlib import crc32

from ..syntax.declared import Implementation, base_name
from ..syntax.lint_attributes import Levels
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
        self._units: dict[tuple[int, int], Unit | None] = {}
        self._missed: set[tuple[int, int]] = set()
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
        return self.summary.opened()

    @property
    def is_missed(self) -> bool:
        """Whether something was asked of a text that was no longer there."""
        return bool(self._missed)

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

    def implementations(self, name: str) -> tuple[Implementation, ...]:
        """The traits that are implemented for types of a base name."""
        return tuple(each for each in self.summary.implementations if base_name(each.name) == name)

    def opens(self, modules: Modules) -> bool:
        """Whether there is an inline module of that path."""
        return modules in self._opened

    def declares(self, modules: Modules, name: str) -> bool:
        """Whether an item or module of that name is declared; nothing is parsed."""
        return (modules, name) in self._items

    def lint_levels(self) -> Levels:
        """The levels of lints that the file sets for all of it."""
        return self.summary.lints

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units whose text holds the word."""
        return self._units_of(item for item, _ in self._mentions(word) or ())

    def texts(self, kinds: frozenset[str]) -> list[tuple[Item, bytes]]:
        """The declarations of these kinds with their texts, nothing parsed; none when the text is another one now."""
        wanted = [item for item in self.summary.items if item.kind in kinds]
        text = self._text_of(self.path, self.summary.digest) if wanted else None
        return [(item, text[item.start : item.end]) for item in wanted] if text is not None else []

    def _mentions(self, word: str) -> list[tuple[Item, bytes]] | None:
        """The items whose text holds the word, with it; None when the text is no longer what was summarised."""
        text, sought = self._text_of(self.path, self.summary.digest), word.encode()
        if text is None:
            self._missed.add((0, 0))
            return None
        items = self.summary.items if sought in text else ()
        return [(i, text[i.start : i.end]) for i in items if text.find(sought, i.start, i.end) >= 0]

    def fingerprint(self, kind: str, key: Any) -> Hashable:
        """What of an answer matters to who asked, without parsing anything."""
        match kind:
            case "items":
                return self._prints(self._items.get(key, ()))
            case "methods":
                return self._prints(self._methods.get(key, ()))
            case "implementations":
                return self.implementations(key)
            case "saying":
                return self.fingerprint("mentioning", key[0])
            case "mentioning":
                found = self._mentions(key)
                if found is None:
                    return None
                return tuple((self.summary.frames[item.frames], crc32(text)) for item, text in found)
            case "opens":
                return self.opens(key)
            case "lint levels":
                return self.lint_levels()
            case "declares":
                return self.declares(*key)
            case "imported":
                return self.imports(key[0]).named.get(key[1])
            case "globs":
                return self.imports(key).globs
            case "aliases":
                return self.imports(key).aliases
            case _:
                raise LookupError(kind)

    def _prints(self, items: Iterable[Item]) -> Hashable:
        """What of declarations can be told without their text, and whether that could be read when it was asked for."""
        return tuple((item.kind, item.print, (item.start, item.end) in self._missed) for item in items)

    def _units_of(self, items: Iterable[Item]) -> tuple[Unit, ...]:
        units = (self.unit(item) for item in items)
        return tuple(unit for unit in units if unit is not None)

    def unit(self, item: Item) -> Unit | None:
        """A declaration, parsed alone; None when the text is no longer what was summarised."""
        place = (item.start, item.end)
        if place not in self._units:
            text = self._text_of(self.path, self.summary.digest)
            if text is None:
                self._missed.add(place)
                return None
            self._units[place] = self._parsed(text[item.start : item.end], item)
        return self._units[place]

    def _parsed(self, data: bytes, item: Item) -> Unit | None:
        units = units_of(parse(data).root_node, data)
        if not units or units[0].broken:
            return None
        return replace(units[0], frames=self.summary.frames[item.frames], path=self.path, base=item.start)
