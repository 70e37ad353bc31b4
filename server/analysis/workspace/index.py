"""The workspace by name: the summaries of its files, the modules that they make up, and who declares or says what.

Files are replaced one at a time. What is asked is answered from summaries; texts are read for what was found.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..syntax.declared import base_name
from ..syntax.uses import Modules
from .crates import crate_of
from .indexed_file import IndexedFile
from .module_tree import Home, ModuleTree, Spot, Target
from .summary import Summary, digest_of
from .targets import Package

__all__ = ["Home", "Index", "Spot", "Target"]

_TEXTS = 256


class Contents(NamedTuple):
    """An index as plain data."""

    packages: tuple[Package, ...]
    summaries: dict[str, Summary]


class Index:
    """All that is known of a workspace. `read` gives the text of a path as it is now, None for none.

    `kept` is for what others work out from it; they see for themselves whether that still holds. `plain` counts the
    changes that are more than new bodies of async functions. `state` is another object after each change, with which
    `said` is emptied: it keeps what was said to recorded questions.
    """

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self.plain = 0
        self.state = object()
        self.said: dict[Hashable, Hashable] = {}
        self._read = read
        self._held: dict[str, bytes] = {}
        self._files: dict[str, IndexedFile] = {}
        self._packages: dict[str, Package] = {}
        self._builders: dict[Target, Package] = {}
        self._tree: ModuleTree | None = None
        self.kept: dict[Hashable, Any] = {}
        self._methods: dict[tuple[str, str], list[str]] = {}
        self._words: dict[str, list[str]] = {}
        self._implementations: dict[str, list[str]] = {}
        self._imports: dict[str, list[str]] = {}
        self._texts: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self._answers: dict[tuple[str, Any], Any] = {}

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    @property
    def tree(self) -> ModuleTree:
        """The modules of all crates."""
        if self._tree is None:
            summaries = {path: self._files[path].summary for path in sorted(self._files)}
            self._tree = ModuleTree([self._packages[folder] for folder in sorted(self._packages)], summaries)
        return self._tree

    def set_packages(self, packages: Iterable[Package]) -> None:
        """Takes over what the manifests say."""
        found = {package.folder: package for package in packages}
        if found != self._packages:
            self._packages = found
            self.kept.clear()
            self.plain += 1
            self._builders = {root.path: package for package in found.values() for root in package.roots}
            self._changed(modules=True)

    def put(self, path: str, summary: Summary) -> bool:
        """Replaces what is known of a file; whether its text is another one."""
        before = self._files.get(path)
        if before is not None and before.summary.digest == summary.digest and not before.is_missed:
            return False
        self._files[path] = IndexedFile(path, summary, self._text)
        self._list(path, before.summary if before is not None else None, summary)
        if before is None or before.is_missed or before.summary.plain() != summary.plain():
            self.plain += 1
        shape = before is None or _modules_of(before.summary) != _modules_of(summary)
        self._changed(modules=shape)
        return True

    def hold(self, path: str, text: bytes, summary: Summary) -> bool:
        """Takes over a text that is not the one on the disk, as that of an open buffer; whether anything changed."""
        self._held[path] = text
        return self.put(path, summary)

    def is_held(self, path: str) -> bool:
        """Whether the text of a path is not the one on the disk."""
        return path in self._held

    def release(self, path: str) -> None:
        """From now on the file is again what the disk has; its summary is to be put anew."""
        self._held.pop(path, None)

    def contents(self) -> Contents:
        """All that another process needs to have the same index of what is saved."""
        return Contents(tuple(self._packages.values()), {path: file.summary for path, file in self._files.items()})

    def drop(self, path: str) -> bool:
        """Forgets a file that is gone."""
        before = self._files.pop(path, None)
        if before is None:
            return False
        self._list(path, before.summary, None)
        self.plain += 1
        self._changed(modules=True)
        return True

    def file(self, path: str) -> IndexedFile | None:
        """What is known of a file."""
        return self._files.get(path)

    def answer(self, kind: str, key: Any) -> Any:
        """The answer to a question about the workspace."""
        match kind:
            case "home":
                return self.tree.homes.get(key)
            case "lints above":
                return self.tree.lints.get(key, ())
            case "module":
                return self.tree.module(*key)
            case "crate":
                return crate_of(Path(key))
            case "library":
                return self._kept(kind, key, self._library)
            case "name":
                package = self.package_of(key)
                return package.name if package is not None else None
            case "methods":
                return self._kept(kind, key, self._with_methods)
            case "method named":
                return self._kept(kind, key, self._has_method_named)
            case "implementations":
                return self._kept(kind, key, self._with_implementations)
            case "word":
                return self._kept(kind, key, self._with_word)
            case "import":
                return self._kept(kind, key, self._with_import)
            case "application":
                return self._kept(kind, key, self._is_of_application)
            case "programs use":
                return self._kept(kind, key, self._is_of_program_with)
            case _:
                raise LookupError(kind)

    def package_of(self, target: Target) -> Package | None:
        """The package that builds a target."""
        return self._builders.get(target)

    def _kept(self, kind: str, key: Any, answer: Callable[..., Any]) -> Any:
        """The answer, worked out once for each state of the workspace."""
        if (kind, key) not in self._answers:
            self._answers[kind, key] = answer(*key)
        return self._answers[kind, key]

    def _library(self, target: Target, name: str) -> Target | None:
        """The library that code of a target means by a crate's name."""
        own = self.package_of(target)
        if own is None:
            return None
        for folder in sorted(self._packages):
            package = self._packages[folder]
            if package.name == name and package.library and package.workspace == own.workspace:
                return package.library
        return None

    def _with_methods(self, target: Target, owner: str, name: str) -> tuple[str, ...]:
        return self._of_package(target, self._methods.get((owner, name), ()))

    def _with_implementations(self, target: Target, name: str) -> tuple[str, ...]:
        return self._of_package(target, self._implementations.get(name, ()))

    def _has_method_named(self, name: str) -> bool:
        return any(method == name for _, method in self._methods)

    def _of_package(self, target: Target, paths: Iterable[str]) -> tuple[str, ...]:
        """The files among some that belong to the package of a target."""
        own = self.package_of(target)
        return tuple(path for path in sorted(paths) if self._package_at(path) == own)

    def _with_word(self, target: Target, word: str) -> tuple[str, ...]:
        return self._of_users(target, self._words.get(word, ()))

    def _with_import(self, target: Target, name: str) -> tuple[str, ...]:
        return self._of_users(target, self._imports.get(name, ()))

    def _is_of_application(self, target: Target) -> bool:
        own = self.package_of(target)
        return own is not None and not own.offered and any(each.is_program for each in self._built_on(own))

    def _is_of_program_with(self, target: Target, names: tuple[str, ...]) -> bool:
        own = self.package_of(target)
        built = self._built_on(own) if own is not None else ()
        uses = any(not each.dependencies.isdisjoint(names) for each in built)
        return uses and any(each.is_program for each in built)

    def _built_on(self, own: Package) -> set[Package]:
        """A package and those that depend on it, over any number of others."""
        users, waiting = {own}, [own]
        while waiting:
            used = waiting.pop()
            new = {each for each in self._packages.values() if each != used and self._sees(each, used)} - users
            users |= new
            waiting += new
        return users

    def _of_users(self, target: Target, paths: Iterable[str]) -> tuple[str, ...]:
        """The files among some that can name items of a target."""
        own = self.package_of(target)
        if own is None:
            return ()
        return tuple(path for path in sorted(paths) if self._sees(self._package_at(path), own))

    def _sees(self, package: Package | None, other: Package) -> bool:
        """Whether code of a package can name another's items."""
        if package is None or package.workspace != other.workspace:
            return False
        return package == other or other.name in package.dependencies

    def _package_at(self, path: str) -> Package | None:
        home = self.tree.homes.get(path)
        return self.package_of(home.target) if home is not None else None

    def _list(self, path: str, before: Summary | None, after: Summary | None) -> None:
        """Follows what a file says and declares; only what is new or gone is touched, as most of it stays."""
        _relist(self._methods, path, _methods_in(before), _methods_in(after))
        _relist(self._words, path, before.said() if before else set(), after.said() if after else set())
        _relist(self._implementations, path, _implemented_in(before), _implemented_in(after))
        _relist(self._imports, path, _imported_in(before), _imported_in(after))

    def _changed(self, *, modules: bool) -> None:
        self.state = object()
        self.said.clear()
        self._answers.clear()
        if modules:
            self._tree = None

    def _text(self, path: str, digest: str) -> bytes | None:
        known = self._texts.get(path)
        if known is not None and known[0] == digest:
            self._texts.move_to_end(path)
            return known[1]
        data = self._held[path] if path in self._held else self._read(path)
        if data is None or digest_of(data) != digest:
            return None
        self._texts[path] = (digest, data)
        if len(self._texts) > _TEXTS:
            self._texts.popitem(last=False)
        return data


def _modules_of(summary: Summary) -> tuple[object, set[Modules], bool, object]:
    """What of a summary the tree of modules hangs on."""
    return summary.declarations, summary.opened(), summary.test, summary.lints


def _methods_in(summary: Summary | None) -> set[tuple[str, str]]:
    return {(item.owner, item.name) for item in summary.items if item.owner} if summary is not None else set()


def _implemented_in(summary: Summary | None) -> set[str]:
    return {base_name(each.name) for each in summary.implementations} if summary is not None else set()


def _imported_in(summary: Summary | None) -> set[str]:
    """The functions and modules that `use` declarations name, and `module::*` for globs."""
    if summary is None:
        return set()
    brought = [imported for _, imported in summary.uses if imported.path and imported.path[-1][:1].islower()]
    return {each.path[-1] if each.name != "*" else f"{each.path[-1]}::*" for each in brought}


def _relist(table: dict[Any, list[str]], path: str, before: set[Any], after: set[Any]) -> None:
    for key in after - before:
        table.setdefault(key, []).append(path)
    for key in before - after:
        held = table[key]
        held.remove(path)
        if not held:
            del table[key]
