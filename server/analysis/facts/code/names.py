"""What files declare and import, looked up by name, with every question recorded.

A later change of an answer has the asker judged again. Questions name the file they are about; those about the
workspace name none.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from ...syntax.declared import Implementation, print_of
from ...syntax.lint_attributes import Levels
from ...syntax.units import Unit
from ...syntax.uses import Imported, Modules
from ...workspace.crates import EMPTY_CRATE, Crate
from ...workspace.index import Home, Spot, Target
from .ground import Asked, Ground, Question


class Names:
    """Recorded questions about one file, and from there about others and the workspace.

    `asked` maps each question to what mattered of its answer. For a function that is its text without the body,
    so that a change inside a body is no new answer. `memo` holds what was worked out from answers, for one judgement.
    """

    def __init__(self, ground: Ground, path: str | None = None, told: Names | None = None) -> None:
        self.ground = ground
        self.path = ground.path if path is None else path
        self.asked: Asked = told.asked if told is not None else {}
        self.memo: dict[Hashable, Any] = told.memo if told is not None else {}
        self._answers: dict[Question, Any] = told._answers if told is not None else {}
        self._others: dict[str, Names] = told._others if told is not None else {}

    @property
    def crate(self) -> Crate:
        """The crate of the file."""
        if self.path == self.ground.path:
            return self.ground.crate
        return self._of_workspace("crate", self.path) or EMPTY_CRATE

    def of(self, path: str) -> Names:
        """The names of another file, recorded with these; an empty path stands for the judged file."""
        wanted = path or self.ground.path
        if wanted == self.path:
            return self
        if wanted not in self._others:
            self._others[wanted] = Names(self.ground, wanted, self)
        return self._others[wanted]

    def items(self, modules: Modules, name: str) -> tuple[Unit, ...]:
        """The items of that name declared in that inline module of the file."""
        return self._of_file("items", (modules, name)) or ()

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        """The functions of that name in the file's `impl` and `trait` blocks of a type of that base name."""
        return self._of_file("methods", (owner, name)) or ()

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        """The units of the file whose text holds the word."""
        return self._of_file("mentioning", word) or ()

    def saying(self, word: str, asker: Unit) -> tuple[Unit, ...]:
        """As `mentioning`, for a function that reads neither its own body nor those in which the word is not."""
        return self._of_file("saying", (word, print_of(asker))) or ()

    def implementations(self, name: str) -> tuple[Implementation, ...]:
        """The traits that the file implements for types of that base name."""
        return self._of_file("implementations", name) or ()

    def opens(self, modules: Modules) -> bool:
        """Whether the file has that inline module."""
        return bool(self._of_file("opens", modules))

    def declares(self, modules: Modules, name: str) -> bool:
        """Whether that inline module declares an item of that name."""
        return bool(self._of_file("declares", (modules, name)))

    def lint_levels(self) -> Levels:
        """The levels of lints that hold for all of the file: those set above it in its crate, then its own."""
        return (*(self._of_workspace("lints above", self.path) or ()), *(self._of_file("lint levels", ()) or ()))

    def imported(self, modules: Modules, name: str) -> Imported | None:
        """What a `use` of that inline module brings under a name."""
        found: Imported | None = self._of_file("imported", (modules, name))
        return found

    def globs(self, modules: Modules) -> tuple[Imported, ...]:
        """The glob imports of that inline module."""
        return self._of_file("globs", modules) or ()

    def aliases(self, modules: Modules) -> Mapping[bytes, bytes]:
        """The imported names of a module that differ from the thing's own name, with that name."""
        return dict(self._of_file("aliases", modules) or ())

    def home(self) -> Home | None:
        """Where the file stands in its crate, None when that is not known."""
        found: Home | None = self._of_workspace("home", self.path)
        return found

    def module(self, target: Target, modules: Modules) -> tuple[Spot, ...]:
        """The places, mostly one, that make up a module of a crate."""
        return self._of_workspace("module", (target, modules)) or ()

    def library(self, target: Target, name: str) -> Target | None:
        """The library of the workspace that code of a crate means by a name."""
        found: Target | None = self._of_workspace("library", (target, name))
        return found

    def name_of(self, target: Target) -> str | None:
        """What other crates call a library."""
        found: str | None = self._of_workspace("name", target)
        return found

    def is_library(self, target: Target) -> bool | None:
        """Whether a crate is a library, so that others can name what is in it; None where its package is not known."""
        package = self.name_of(target)
        return self.library(target, package) == target if package is not None else None

    def files_with_methods(self, target: Target, owner: str, name: str) -> tuple[str, ...]:
        """The files of a crate in which a type of that base name has a method of that name."""
        return self._of_workspace("methods", (target, owner, name)) or ()

    def files_with_implementations(self, target: Target, name: str) -> tuple[str, ...]:
        """The files of a crate that implement a trait for a type of that base name."""
        return self._of_workspace("implementations", (target, name)) or ()

    def files_with_word(self, target: Target, word: str) -> tuple[str, ...]:
        """The files of a crate, and of those that depend on it, with functions that say the word (`f`, `.f`)."""
        return self._of_workspace("word", (target, word)) or ()

    def files_with_import(self, target: Target, name: str) -> tuple[str, ...]:
        """The files of a crate, and of those that depend on it, that import a function of that name, or `module::*`."""
        return self._of_workspace("import", (target, name)) or ()

    def is_own_method(self, name: str) -> bool:
        """Whether the workspace declares a method of that name, of whatever type."""
        return bool(self._of_workspace("method named", (name,)))

    def is_of_application(self, target: Target) -> bool:
        """Whether a crate is part of a program of the workspace, and not offered to other projects."""
        return bool(self._of_workspace("application", (target,)))

    def is_of_program_with(self, target: Target, packages: tuple[str, ...]) -> bool:
        """Whether a crate is part of a program of the workspace, and it or what is built on it uses such a package."""
        return bool(self._of_workspace("programs use", (target, packages)))

    def derived(self, kind: str, key: Hashable) -> Any:
        """A fact about a function of the workspace; None where nothing works it out."""
        return self._of_workspace(kind, key) if kind in self.ground.derived else None

    def aside(self) -> Names:
        """Names of the same file that record for themselves."""
        return Names(self.ground, self.path)

    def forget(self) -> None:
        """Drops what was worked out: views in it hold these names, and circles would wait for the collector."""
        for known in (self.memo, self._answers, self._others):
            known.clear()

    def adopt(self, asked: Mapping[Question, Hashable]) -> None:
        """Counts questions that were asked for an answer used here as asked here."""
        self.asked |= {question: then for question, then in asked.items() if question not in self.asked}

    def _of_file(self, kind: str, key: Hashable) -> Any:
        return self._ask(Question(kind, self.path, key))

    def _of_workspace(self, kind: str, key: Hashable) -> Any:
        return self._ask(Question(kind, "", key)) if self.ground.workspace is not None else None

    def _ask(self, question: Question) -> Any:
        if question in self._answers:
            return self._answers[question]
        found = self._answers[question] = self.ground.answer(question)
        if question not in self.asked:
            self.asked[question] = self.ground.fingerprint(question, found)
        return found
