"""One workspace as cargo sees it: its packages with what they are built of, its profiles, flags and build files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from ..crates import Crate, crate_at, crate_from
from ..files import read
from .build_files import BuildFiles
from .config import Config, config_of
from .packages import (
    Package,
    is_part_of_a_release,
    is_root,
    lies_below_another,
    packages_of,
    parsed,
    root_of,
    table,
)
from .profiles import Profiles
from .source_marks import marks_of_package

_MANY_EXAMPLES = 3


class Workspace:
    """The workspace with a root folder and the data of its manifest, which may be newer than the file."""

    def __init__(self, root: Path, data: Mapping[str, Any]) -> None:
        self.root = root
        self.data = data
        self._crates: dict[Package, Crate] = {}
        self._built_of: dict[str, list[Package]] = {}
        self._marks: dict[Package, frozenset[str]] = {}

    @cached_property
    def packages(self) -> list[Package]:
        """The packages, the root's own first."""
        return packages_of(self.root, self.data)

    @cached_property
    def config(self) -> Config:
        """The configuration files that count when it is built from its root."""
        return config_of(self.root)

    @cached_property
    def builds(self) -> BuildFiles:
        """The files that build it."""
        return BuildFiles(self.root)

    @cached_property
    def profiles(self) -> Profiles:
        """Its profiles."""
        return Profiles(self.data, self.config, self.builds)

    @cached_property
    def lies_below_another(self) -> bool:
        """Whether the repository has a workspace of its own above this one."""
        return lies_below_another(self.root)

    @cached_property
    def decides(self) -> bool:
        """Whether it is what its programs are built in: the released copy of a member says nothing of its profiles."""
        return not is_part_of_a_release(self.root)

    @cached_property
    def ships_programs(self) -> bool:
        """Whether others run what it builds: no library, no collection of examples, no tool."""
        if not any(package.ships for package in self.packages) or self.lies_below_another:
            return False
        own = self.packages[0]
        if own.folder.parts == () and own.library and not own.programs:
            return False
        apart = [package for package in self.packages if not package.lies_among_examples]
        examples = sum(package.is_example for package in apart)
        return examples < _MANY_EXAMPLES or examples * 6 < len(apart)

    @property
    def programs(self) -> list[Package]:
        """The packages whose programs are shipped."""
        return [each for each in self.packages if each.ships] if self.ships_programs else []

    @cached_property
    def _by_name(self) -> dict[str, Package]:
        return {each.name: each for each in self.packages}

    def at(self, folder: Path) -> Package | None:
        """The package in a folder."""
        return next((each for each in self.packages if self.root / each.folder == folder), None)

    def manifest(self, package: Package) -> Mapping[str, Any]:
        """The tables of a package's manifest."""
        return self.data if package.folder.parts == () else parsed(read(self._path(package)))

    def crate(self, package: Package) -> Crate:
        """What the manifest of a package says, dependencies with what the workspace adds."""
        if package not in self._crates:
            own = package.folder.parts == ()
            path = self._path(package)
            self._crates[package] = crate_from(path, self.data) if own else crate_at(path)
        return self._crates[package]

    def _path(self, package: Package) -> Path:
        return self.root / package.folder / "Cargo.toml"

    def built_of(self, package: Package) -> list[Package]:
        """The package and those of the workspace that it depends on."""
        if package.name in self._built_of:
            return self._built_of[package.name]
        found, waiting = {package.name: package}, [package]
        while waiting:
            for dependency in self.crate(waiting.pop()).dependencies.values():
                each = self._by_name.get(dependency.name)
                if each is not None and not dependency.dev and each.name not in found:
                    found[each.name] = each
                    waiting.append(each)
        self._built_of[package.name] = list(found.values())
        return self._built_of[package.name]

    def depends_on(self, package: Package) -> frozenset[str]:
        """The packages that it is built of, `_` for `-`, also through others of the workspace."""
        return frozenset(name for each in self.built_of(package) for name in self.crate(each).packages)

    def says(self, package: Package, mark: str) -> bool:
        """Whether the sources of a package, or of one of the workspace that it is built of, say something."""
        return any(mark in self.own_marks(each) for each in self.built_of(package))

    def own_marks(self, package: Package) -> frozenset[str]:
        """What the shipped sources of a package say."""
        if package not in self._marks:
            self._marks[package] = marks_of_package(self.root / package.folder)
        return self._marks[package]


def workspace_around(folder: Path, data: Mapping[str, Any]) -> Workspace:
    """The workspace that the manifest in a folder, with this data, belongs to."""
    if is_root(folder, data):
        return Workspace(folder, data)
    root = root_of(folder, table(data, "package"))
    return Workspace(root, parsed(read(root / "Cargo.toml")))
