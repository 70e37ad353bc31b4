"""Allocators that a program chose, and the C libraries in it that allocate past them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ...workspace.cargo.model import Workspace
from ...workspace.cargo.packages import Package, strings, table
from ..data import program_crates as data
from ..data.schema import facts_by_name, names_of

_COVERS = facts_by_name(data.COVERS_C)
_IN_C = facts_by_name(data.ALLOCATES_IN_C)
_ALLOCATORS = frozenset(names_of(data.ALLOCATORS))
_BUNDLED = facts_by_name(data.BUNDLED)


class Uncovered(NamedTuple):
    """A dependency on an allocator, by its key, that leaves C code alone, and the feature that would change that."""

    key: str
    name: str
    feature: str


def uncovered_allocators(workspace: Workspace, package: Package) -> Iterator[Uncovered]:
    """The allocator that a package depends on if it does not serve C code; of several the builder has the choice."""
    found = [each for each in _dependencies(workspace, package) if each[1].replace("-", "_") in _ALLOCATORS]
    for key, name, features in found if len(found) == 1 else ():
        feature = _COVERS.get(name.replace("-", "_"))
        if feature is not None and feature not in features:
            yield Uncovered(key, name, feature)


def allocates_in_c(workspace: Workspace, package: Package) -> str | None:
    """A library that a package is built of, and that allocates with C's `malloc`."""
    for each in workspace.built_of(package):
        for _, name, features in _dependencies(workspace, each):
            spelled = name.replace("-", "_")
            if spelled in _IN_C and not any("malloc" in feature for feature in features):
                return name
            if spelled in _BUNDLED and any(feature.startswith(_BUNDLED[spelled]) for feature in features):
                return name
    return None


def _dependencies(workspace: Workspace, package: Package) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Key, name and features of what a package is built with, features that its own may add included."""
    added: defaultdict[str, list[str]] = defaultdict(list)
    for value in table(workspace.manifest(package), "features").values():
        for each in strings(value):
            name, _, feature = each.replace("?/", "/").partition("/")
            if feature:
                added[name.replace("-", "_")].append(feature)
    for key, dependency in workspace.crate(package).dependencies.items():
        if not dependency.dev:
            yield key, dependency.name, dependency.features.union(added[key])
