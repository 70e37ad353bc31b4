"""Modules across files: where a name is looked up, and how an item of any file is spelled.

Paths are spelled as the judged file sees them: `self::…` for its own items, `crate::…` for the rest of its crate,
and the name of the library for the other crates of the workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ...syntax.uses import Modules
from .names import Names
from .rust_file import RustFile


class Scope(NamedTuple):
    """A module in which names are looked up: a file's names, and the inline modules in it."""

    names: Names
    modules: Modules

    def path_of(self, *segments: str) -> str:
        """The path of an item of this module, as the judged file sees it."""
        if self.names.path == self.names.ground.path:
            return "::".join(("self", *self.modules, *segments))
        home, own = self.names.home(), self.names.of("").home()
        if home is None:
            return "::".join(("?", *self.modules, *segments))
        first = "crate" if own is not None and own.target == home.target else self.names.name_of(home.target) or "?"
        return "::".join((first, *home.modules, *self.modules, *segments))

    def child(self, name: str) -> Scope | None:
        """A module declared in this one, inline or in a file of its own."""
        if self.names.opens((*self.modules, name)):
            return self._replace(modules=(*self.modules, name))
        home = self.names.home()
        return self._at(home.target, (*home.modules, *self.modules, name)) if home is not None else None

    def parent(self) -> Scope | None:
        """The module around."""
        if self.modules:
            return self._replace(modules=self.modules[:-1])
        home = self.names.home()
        return self._at(home.target, home.modules[:-1]) if home is not None and home.modules else None

    def root(self) -> Scope | None:
        """The root module of the crate."""
        home = self.names.home()
        return self._at(home.target, ()) if home is not None else None

    def library(self, name: str) -> Scope | None:
        """The root of another library of the workspace, by the name of its package."""
        home = self.names.home()
        target = self.names.library(home.target, name) if home is not None else None
        return self._at(target, ()) if target is not None else None

    def holds(self, other: Scope) -> bool:
        """Whether another module is this one or stands within it, so that it sees what is private here."""
        if self.names.path == other.names.path:
            return other.modules[: len(self.modules)] == self.modules
        here, there = self.names.home(), other.names.home()
        if here is None or there is None or here.target != there.target:
            return False
        outer, inner = (*here.modules, *self.modules), (*there.modules, *other.modules)
        return inner[: len(outer)] == outer

    def _at(self, target: str, modules: Modules) -> Scope | None:
        spots = self.names.module(target, modules)
        if not spots:
            return None
        path, inline = spots[0]
        return Scope(self.names.of(path), inline)


def scope_of(file: RustFile) -> Scope:
    """The module that a unit stands in."""
    return Scope(file.names, file.unit.modules)


def scopes_of(path: str, file: RustFile) -> tuple[tuple[Scope, str], ...]:
    """The modules that may hold the item of a canonical path, with its name there."""
    known = file.names.memo
    key = ("scopes", path)
    if key not in known:
        known[key] = tuple(_scopes_of(path, file))
    found: tuple[tuple[Scope, str], ...] = known[key]
    return found


def _scopes_of(path: str, file: RustFile) -> Iterator[tuple[Scope, str]]:
    first, *between, name = path.split("::") if "::" in path else ("", path)
    own = Scope(file.names.of(""), ())
    if first == "self":
        yield own._replace(modules=tuple(between)), name
        return
    at = own.root() if first == "crate" else own.library(first) if first else None
    for segment in between:
        at = at.child(segment) if at is not None else None
    if at is not None:
        yield at, name
