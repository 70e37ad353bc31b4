"""Which file is which module of which crate: `mod` declarations followed from the root of each target."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..syntax.lint_attributes import Levels
from ..syntax.uses import Modules
from .summary import Declaration, Summary
from .targets import Package

Target = str
"""A crate, by the path of its root file."""

_DEEPEST = 64
_MOST_MODULES = 16
"""As how many modules of one crate a file is taken: `#[path]` may lead to it again and again."""


class Home(NamedTuple):
    """Where a file stands: its crate, the module that it is, whether only tests are built from it, or under a `cfg`."""

    target: Target
    modules: Modules
    test: bool
    conditional: bool = False


class Spot(NamedTuple):
    """A piece of a module: a file, and an inline module in it."""

    path: str
    inline: Modules


class ModuleTree:
    """The modules of all crates. `problems` are told as (path, message), `lints` are the levels set above a file."""

    def __init__(self, packages: Iterable[Package], summaries: Mapping[str, Summary]) -> None:
        self.homes: dict[str, Home] = {}
        self.lints: dict[str, Levels] = {}
        self.problems: list[tuple[str, str]] = []
        self._told: set[str] = set()
        self._modules: dict[tuple[Target, Modules], list[Spot]] = {}
        self._summaries = summaries
        for package in packages:
            for root in package.roots:
                if root.path in summaries:
                    self._crawl(root.path, root.test)
        self._place_orphans()

    def module(self, target: Target, modules: Modules) -> tuple[Spot, ...]:
        """The pieces of a module, none when there is no such."""
        return tuple(self._modules.get((target, modules), ()))

    def _crawl(self, root: Target, test: bool) -> None:
        waiting: list[tuple[str, Home, tuple[str, ...], Levels]] = [(root, Home(root, (), test), (), ())]
        times: Counter[str] = Counter()
        while waiting:
            path, home, above, lints = waiting.pop()
            if path in above:
                self._tell(path, f"is declared as a module of itself, as `{'::'.join(home.modules)}`")
                continue
            if len(above) > _DEEPEST or times[path] >= _MOST_MODULES:
                self._tell(path, "is declared too deep, or in too many places, to be followed there")
                continue
            times[path] += 1
            summary = self._summaries[path]
            home = home._replace(test=home.test or summary.test)
            if self._add(path, home, summary):
                self.lints[path] = lints
            for declaration in summary.declarations:
                found = self._file_of(path, declaration, is_root=not above)
                if found is not None:
                    inside = (*home.modules, *declaration.modules, declaration.name)
                    told = (home.test or declaration.test, home.conditional or declaration.conditional)
                    levels = (*lints, *summary.lints, *declaration.lints)
                    waiting.append((found, Home(root, inside, *told), (*above, path), levels))

    def _tell(self, path: str, message: str) -> None:
        if path not in self._told:
            self._told.add(path)
            self.problems.append((path, message))

    def _add(self, path: str, home: Home, summary: Summary) -> bool:
        """Takes a file for a module; whether it is what the file is above all."""
        known = self.homes.get(path)
        is_first = known is None or (known.test and not home.test)
        if is_first:
            self.homes[path] = home
        for inline in {(), *summary.opened()}:
            self._modules.setdefault((home.target, (*home.modules, *inline)), []).append(Spot(path, inline))
        return is_first

    def _file_of(self, path: str, declaration: Declaration, *, is_root: bool) -> str | None:
        folder, name = os.path.split(path)
        if declaration.path:
            nested = [_folder_of(folder, name, is_root), *declaration.modules] if declaration.modules else [folder]
            found = os.path.normpath("/".join([*nested, declaration.path]))
            return found if found in self._summaries else None
        base = "/".join([_folder_of(folder, name, is_root), *declaration.modules, declaration.name])
        candidates = [each for each in (f"{base}.rs", f"{base}/mod.rs") if each in self._summaries]
        if len(candidates) > 1:
            self._tell(candidates[1], f"is passed over, as `{os.path.basename(candidates[0])}` is the module too")  # noqa: PTH119
        return candidates[0] if candidates else None

    def _place_orphans(self) -> None:
        """A file that no `mod` names is taken for the module that its place stands for: a macro may declare it."""
        folders = {os.path.dirname(home.target): home.target for home in reversed(self.homes.values()) if not home.test}  # noqa: PTH120
        for path, summary in self._summaries.items():
            if path not in self.homes and (found := _by_place(path, folders)) is not None:
                target, modules = found
                self._add(path, Home(target, modules, summary.test), summary)


def _folder_of(folder: str, name: str, is_root: bool) -> str:
    """Where the files of a file's modules lie."""
    return folder if is_root or name == "mod.rs" else f"{folder}/{name.removesuffix('.rs')}"


def _by_place(path: str, folders: Mapping[str, Target]) -> tuple[Target, Modules] | None:
    folder, name = os.path.split(path)
    below = [] if name == "mod.rs" else [name.removesuffix(".rs")]
    for _ in range(_DEEPEST):
        if folder in folders:
            return folders[folder], tuple(below)
        above, last = os.path.split(folder)
        if above == folder:
            return None
        folder, below = above, [last, *below]
    return None
