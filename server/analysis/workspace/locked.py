"""The versions that a workspace's `Cargo.lock` names.

Read when a rule asks for one, and kept until a file changes. What is missing, damaged or too large says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from .versions import Versions, allowed, exactly

LOCK = "Cargo.lock"
LARGEST = 16 * 1024 * 1024
"""Bytes of a lock file that is worth reading: the longest that people have are a few hundred thousand."""

_PACKAGE = re.compile(rb'^\[\[package\]\][ \t]*\r?\nname = "([\w-]+)"[ \t]*\r?\nversion = "([^"\r\n]+)"', re.MULTILINE)
_Locked = Mapping[str, tuple[Versions, ...]]
_NOTHING: _Locked = MappingProxyType({})
_KNOWN: dict[Path, _Locked] = {}


def forget_locks() -> None:
    """Read lock files again when they are next asked for: one of them may have changed."""
    _KNOWN.clear()


def locked_version(package: str, requirement: str, folder: Path, workspace: Path, own: str) -> Versions | None:
    """The version that the package in a folder is built with; None where no lock file tells.

    That of the workspace counts, unless the package `own` of the folder is no member and has a lock file beside it.
    Of several versions it is the one that fits the requirement; a single one that does not is out of date.
    """
    locked = _locked_at(workspace)
    if folder != workspace and own not in locked:
        locked = _locked_at(folder) or locked
    found, wanted = locked.get(package, ()), allowed(requirement)
    if wanted is not None:
        found = tuple(each for each in found if each.within(wanted))
    return found[0] if len(found) == 1 else None


def _locked_at(folder: Path) -> _Locked:
    if folder not in _KNOWN:
        _KNOWN[folder] = _read(folder / LOCK)
    return _KNOWN[folder]


def _read(path: Path) -> _Locked:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return _NOTHING
    return packages_in(data) if len(data) <= LARGEST else _NOTHING


def packages_in(data: bytes) -> _Locked:
    """The versions of each package in a lock file; cargo writes name and version first, and reads nothing else."""
    found: dict[str, tuple[Versions, ...]] = {}
    for name, written in _PACKAGE.findall(data):
        version = exactly(written.decode("ascii", "replace"))
        if version is not None:
            package = name.decode("ascii", "replace")
            found[package] = (*found.get(package, ()), version)
    return MappingProxyType(found)
