"""Which files are looked at, each with the settings that hold for it.

Folders are walked without following links; hidden ones, cargo's output and what ignore files or the setting
`exclude` leave out are passed over. A file that is named on the command line is always checked.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..analysis.workspace.cargo.file_names import FOLDER, MANIFEST, kind_of
from ..report.model import Problem
from ..settings import Settings
from . import ignores
from .chosen import Chosen, ForFolder
from .source import reason

_CACHE_TAG = "CACHEDIR.TAG"


class Job(NamedTuple):
    """One file to judge: its absolute path, the settings there, its size in bytes and when it was changed last."""

    path: str
    settings: Settings
    size: int
    named: bool = False
    modified: int = 0


class _Folder(NamedTuple):
    """A folder on the way, with what holds around it."""

    path: str
    specs: tuple[ignores.Spec, ...]
    settings: ForFolder


def find(paths: Iterable[str], chosen: Chosen, problems: list[Problem]) -> list[Job]:
    """The files below the paths, each once, in the order of their names."""
    jobs: dict[str, Job] = {}
    for path in paths:
        absolute = os.path.abspath(path)  # noqa: PTH100 — `resolve` would follow links
        for job in _find(path, absolute, chosen, problems):
            if job.path not in jobs or job.named:
                jobs[job.path] = job
    return [jobs[path] for path in sorted(jobs)]


def walk(root: str, chosen: Chosen, problems: list[Problem]) -> Iterator[Job]:
    """The files below a folder, as they are come by."""
    stack = [_top(root, chosen)]
    while stack:
        folder = stack.pop()
        entries = _entries(folder.path, problems)
        if _CACHE_TAG in entries and folder.path != root:
            continue
        folder = _entered(folder, entries, chosen)
        for entry in entries.values():
            kind = _kind(entry, entries)
            if kind == "folder" and not _left_out(entry.path + "/", folder):
                stack.append(folder._replace(path=entry.path))
            elif kind == "file" and not _left_out(entry.path, folder):
                yield _job(entry, folder)
            elif kind == "configuration":
                yield from (
                    _job(each, folder) for each in _entries(entry.path, problems).values() if kind_of(each.path)
                )


def look_up(path: str, root: str, chosen: Chosen, problems: list[Problem]) -> Job | None:
    """The file of that path, if a walk from `root` would come by it."""
    folder = _top(root, chosen)
    names = Path(os.path.relpath(path, root)).parts
    for name in names:
        entries = _entries(folder.path, problems)
        if name not in entries or (_CACHE_TAG in entries and folder.path != root):
            return None
        folder, entry = _entered(folder, entries, chosen), entries[name]
        kind = _kind(entry, entries)
        if kind == "file" and entry.path == path:
            return None if _left_out(path, folder) else _job(entry, folder)
        if kind == "configuration" and kind_of(path) is not None:
            return next(
                (_job(each, folder) for each in _entries(entry.path, problems).values() if each.path == path), None
            )
        if kind != "folder" or _left_out(entry.path + "/", folder):
            return None
        folder = folder._replace(path=entry.path)
    return None


def _find(path: str, absolute: str, chosen: Chosen, problems: list[Problem]) -> Iterator[Job]:
    try:
        is_folder = os.path.isdir(absolute)  # noqa: PTH112 — several times faster than a Path
        if is_folder:
            yield from walk(absolute, chosen, problems)
        else:
            folder, name = os.path.split(absolute)
            size = Path(absolute).stat().st_size
            if name.endswith(".toml") and kind_of(absolute) is None:
                problems.append(Problem(path, "is neither Rust nor a Cargo.toml"))
            else:
                yield Job(absolute, chosen.at(folder).of(absolute), size, named=True)
    except (OSError, ValueError) as error:
        problems.append(Problem(path, reason(error)))


def _top(root: str, chosen: Chosen) -> _Folder:
    return _Folder(root, ignores.above(root), chosen.at(str(Path(root).parent)))


def _entries(folder: str, problems: list[Problem]) -> dict[str, os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return {entry.name: entry for entry in found}
    except OSError as error:
        problems.append(Problem(folder, reason(error)))
        return {}


def _entered(folder: _Folder, names: Collection[str], chosen: Chosen) -> _Folder:
    """The folder with what its own ignore and settings files add."""
    specs = ignores.read(folder.path, names) + folder.specs
    return _Folder(folder.path, specs, chosen.inside(folder.path, names, folder.settings))


def _kind(entry: os.DirEntry[str], beside: Collection[str]) -> str | None:
    """`folder` or `file` for what is worth a look, `configuration` for cargo's folder beside a manifest, else None."""
    name = entry.name
    if name.startswith("."):
        is_cargos = name == FOLDER and MANIFEST in beside and entry.is_dir(follow_symlinks=False)
        return "configuration" if is_cargos else None
    if name.endswith(".rs") or kind_of(name) is not None:
        if entry.is_file(follow_symlinks=False):
            return "file"
    elif name == "target" and MANIFEST in beside:
        return None
    return "folder" if entry.is_dir(follow_symlinks=False) else None


def _left_out(path: str, folder: _Folder) -> bool:
    path = path.replace(os.sep, "/")
    return ignores.ignored(path, folder.specs) or ignores.ignored(path, folder.settings.excluded)


def _job(entry: os.DirEntry[str], folder: _Folder) -> Job:
    try:
        about = entry.stat()
    except OSError:
        return Job(entry.path, folder.settings.of(entry.path), 0)
    return Job(entry.path, folder.settings.of(entry.path), about.st_size, modified=about.st_mtime_ns)
