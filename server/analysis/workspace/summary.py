"""What the workspace knows of one file: its declarations, imports and modules, as plain data without a tree.

A summary hangs on the bytes of its file alone. What a declaration says is read from the file's text when it is
asked for; the summary tells where it stands, and by a checksum whether it is still what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from sys import intern
from typing import Any, NamedTuple
from zlib import crc32

from ..syntax.declared import (
    NAMED,
    Implementation,
    body_print_of,
    first_byte,
    implementation_of,
    lazy_statics,
    name_of,
    owner_of,
    print_of,
    skeleton,
)
from ..syntax.lint_attributes import Levels, levels_at_head, levels_in
from ..syntax.parser import parse
from ..syntax.test_code import is_test_unit
from ..syntax.units import Frame, Unit, units_of
from ..syntax.uses import USES, Imported, Modules, imports_of

# Each name is looked at once, which the possessive quantifiers see to.
_WORD = re.compile(
    rb"\.[a-z_]\w*+"
    rb"|\b(?:(?:[A-Za-z_]\w*+::(?=[a-z_]))?+[a-z_]\w*+(?=\(|::<[^;{}()]*>\()"
    # A function that is handed on by its name.
    rb"|[A-Za-z_]\w*+::[a-z_]\w*+(?=\s*+[),])"
    rb"|[A-Z]\w*+ \{(?=\s*+(?:[a-z_]\w*+\s*+[:,}]|\.\.)))"
    rb"|(?:(?<=[.:]map\()|(?<=and_then\()|(?<=for_each\())[a-z_]\w*+(?=\))"
)
_ASYNC = re.compile(rb"\basync\s+(?:unsafe\s+)?(?:extern\s+\"[^\"]*\"\s+)?fn\b")
_PATH_ATTRIBUTE = re.compile(rb'#\[\s*(?:cfg_attr\s*\([^\]]*?)?path\s*=\s*"([^"]+)"')
_DECLARED_IN_MACRO = re.compile(rb"(?:^|[\s{;\]])mod\s+(\w+)\s*;")
_MACROS = ("macro_invocation", "expression_statement")


class Item(NamedTuple):
    """One declaration: `start` and `end` are bytes that it can be read from alone, `frames` the index of its frames.

    `owner` is the base name of the type or trait whose block holds it. `words` are what the body of a function
    or the value of a static calls, reads or makes: `f`, `Owner::f`, `.method`, `.field`, `Owner {`; `print` is a
    checksum of all but the body; `later` says that the body runs as a future, and `body` is its checksum.
    """

    kind: str
    name: str
    modules: Modules
    owner: str
    start: int
    end: int
    print: int
    frames: int
    test: bool
    later: bool
    body: int
    words: tuple[str, ...] = ()


class Declaration(NamedTuple):
    """A `mod name;`: the file that it names if it says so, and whether it is only there for tests, or under a `cfg`.

    `lints` are the levels that hold inside of it, by its attributes and those of the modules around it.
    """

    modules: Modules
    name: str
    path: str
    test: bool
    conditional: bool = False
    lints: Levels = ()


class Piece:
    """What a stretch of a file declares; places count from its start, frames are those of the stretch."""

    def __init__(
        self,
        items: list[Item],
        declarations: list[Declaration],
        uses: list[tuple[Modules, Imported]],
        frames: list[tuple[Frame, ...]],
        implementations: list[Implementation],
    ) -> None:
        self.declarations = declarations
        self.uses = uses
        self.frames = frames
        self.implementations = implementations
        self._items = items
        self._last: tuple[int, list[int], list[Item]] = (0, list(range(len(frames))), items)

    def items(self, at: int, frames: list[int]) -> list[Item]:
        """The items as they stand in the whole text, which the stretch often stands in where it did before."""
        if self._last[:2] != (at, frames):
            # Nothing else costs as much in a long file, and a tuple made by name costs twice as much.
            new = tuple.__new__
            items = [
                new(Item, (k, n, m, o, start + at, end + at, p, frames[f], t, a, b, w))
                for k, n, m, o, start, end, p, f, t, a, b, w in self._items
            ]
            self._last = at, frames, items
        return self._last[2]


class Summary(NamedTuple):
    """All that the workspace knows of a file."""

    digest: str
    items: tuple[Item, ...]
    declarations: tuple[Declaration, ...]
    uses: tuple[tuple[Modules, Imported], ...]
    frames: tuple[tuple[Frame, ...], ...]
    test: bool
    implementations: tuple[Implementation, ...] = ()
    lints: Levels = ()

    def opened(self) -> set[Modules]:
        """The inline modules of the file."""
        found: set[Modules] = set()
        written = {item.modules for item in self.items} | {modules for modules, _ in self.uses}
        for modules in written | {declaration.modules for declaration in self.declarations}:
            while modules and modules not in found:
                found.add(modules)
                modules = modules[:-1]
        return found

    def plain(self) -> object:
        """All but the bodies of futures, and the places: what plain functions may hang on, whoever calls them."""
        items = [
            (*item[:4], item.print, item.frames, item.test, item.later, 0 if item.later else item.body, item.words)
            for item in self.items
        ]
        return items, self[2:]

    def said(self) -> set[str]:
        """The words that functions of the file say, tests left out."""
        return {word for item in self.items if not item.test for word in item.words}


def digest_of(data: bytes) -> str:
    """The name of a content."""
    return blake2b(data, digest_size=16).hexdigest()


def summarise(data: bytes) -> Summary:
    """The summary of a file's text."""
    return joined(data, [(0, piece_of(units_of(parse(data).root_node, data)))])


def words_in(data: bytes, start: int, end: int) -> set[str]:
    """What code between two bytes calls or reads: `f`, `Owner::f`, `.method`, `.field`."""
    return {word.decode() for word in set(_WORD.findall(data, start, end))}


def name_in(word: str) -> str:
    """The name that a word ends in: `f` of `f`, `.f` and `Owner::f`."""
    return word.rpartition("::")[2].lstrip(".")


def piece_of(units: Iterable[Unit]) -> Piece:
    """What some units of one parsed text declare."""
    builder = _Builder()
    for unit in units:
        builder.add(unit)
    frames, implementations = list(builder.frames), list(builder.implementations)
    return Piece(builder.items, builder.declarations, builder.uses, frames, implementations)


def joined(data: bytes, pieces: Iterable[tuple[int, Piece]]) -> Summary:
    """The summary of a text from its pieces in order, each with the place where it begins."""
    items: list[Item] = []
    declarations: list[Declaration] = []
    uses: list[tuple[Modules, Imported]] = []
    frames: dict[tuple[Frame, ...], int] = {}
    implementations: dict[Implementation, None] = {}
    for start, piece in pieces:
        numbers = [frames.setdefault(each, len(frames)) for each in piece.frames]
        items += piece.items(start, numbers)
        declarations += piece.declarations
        uses += piece.uses
        implementations |= dict.fromkeys(piece.implementations)
    is_test = b"#![cfg(test)]" in data[:2000]
    told = (tuple(items), tuple(declarations), tuple(uses), tuple(frames))
    return Summary(digest_of(data), *told, is_test, tuple(implementations), levels_at_head(data))


class _Builder:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.declarations: list[Declaration] = []
        self.uses: list[tuple[Modules, Imported]] = []
        self.frames: dict[tuple[Frame, ...], int] = {}
        self.implementations: dict[Implementation, None] = {}

    def add(self, unit: Unit) -> None:
        kind = unit.node.type
        implementation = implementation_of(unit)
        if implementation is not None:
            self.implementations[implementation] = None
        if kind in USES:
            self.uses += [(unit.modules, imported) for imported in imports_of(unit.node, unit.data)]
        elif kind == "mod_item":
            head = unit.data[unit.start : unit.node.start_byte]
            path = _PATH_ATTRIBUTE.search(head)
            written = path[1].decode("utf-8", "replace") if path else ""
            heads = [frame.head for frame in unit.frames]
            lints = tuple(pair for text in (*heads, head) for pair in levels_in(text))
            told = (written, is_test_unit(unit), b"cfg" in head, lints)
            self.declarations.append(Declaration(unit.modules, name_of(unit), *told))
        elif kind in NAMED:
            self._item(unit, name_of(unit))
        elif kind in _MACROS:
            for name in lazy_statics(unit):
                self._item(unit, name)
            if b"mod " in unit.text:
                found = _DECLARED_IN_MACRO.findall(unit.text)
                self.declarations += [Declaration(unit.modules, n.decode(), "", False) for n in found]

    def _item(self, unit: Unit, name: str) -> None:
        kind = unit.node.type
        start, head = first_byte(unit), skeleton(unit)
        words: tuple[str, ...] = ()
        said_from = start + len(head) if kind == "function_item" else _value_of_static(unit)
        if said_from is not None:
            words = tuple(sorted(map(intern, words_in(unit.data, said_from, unit.end))))
        frames = self.frames.setdefault(unit.frames, len(self.frames))
        span, test = (start, unit.end), is_test_unit(unit)
        later = b"async" in head and _ASYNC.search(head) is not None
        whose = (kind, intern(name), unit.modules, owner_of(unit))
        body = body_print_of(unit)
        # What does not parse is not there for others, so that who asked is to know when this changes.
        told = crc32(unit.text) if unit.broken else print_of(unit)
        self.items.append(Item(*whose, *span, told, frames, test, later, body, words))


def _value_of_static(unit: Unit) -> int | None:
    """Where the value of a static begins: one that is made at its first use has a body too."""
    value = unit.node.child_by_field_name("value") if unit.node.type == "static_item" else None
    return value.start_byte if value is not None else None


def as_plain(summary: Summary) -> Any:
    """The summary as lists, texts and numbers, for JSON."""
    frames = [[[*frame[:3], frame.head.decode("latin-1")] for frame in each] for each in summary.frames]
    return [*summary[:4], frames, summary.test, summary.implementations, summary.lints]


def restored(value: Any) -> Summary | None:
    """The summary of plain data from a place that anything may have happened to; None where it is none."""
    try:
        return from_plain(value) if value is not None else None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None


def from_plain(value: Any) -> Summary:
    """The summary of plain data; raises ValueError, TypeError, KeyError or IndexError where it is none."""
    digest, items, declarations, uses, frames, test, implementations, lints = value
    return Summary(
        str(digest),
        tuple(_item(item) for item in items),
        tuple(_declaration(each) for each in declarations),
        tuple((tuple(modules), Imported(name, tuple(path), public)) for modules, (name, path, public) in uses),
        tuple(tuple(Frame(k, n, t, head.encode("latin-1")) for k, n, t, head in each) for each in frames),
        bool(test),
        tuple(Implementation(tuple(modules), name, trait) for modules, name, trait in implementations),
        _pairs(lints),
    )


def _declaration(value: Any) -> Declaration:
    modules, name, path, test, conditional, lints = value
    return Declaration(tuple(modules), name, path, test, conditional, _pairs(lints))


def _pairs(value: Any) -> Levels:
    return tuple((level, name) for level, name in value)


def _item(value: Any) -> Item:
    kind, name, modules, owner, start, end, print_, frames, test, later, body, words = value
    said = tuple(map(intern, words))
    return Item(kind, name, tuple(modules), owner, start, end, print_, frames, test, later, body, said)
