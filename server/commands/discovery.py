"""Which files a run of `check` is about, each with the settings that hold for it.

Folders are walked without following links; hidden ones, cargo's output and what ignore files or the setting
`exclude` leave out are passed over. A file that is named on the command line is always checked.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..report.model import Problem
from ..settings import Settings
from . import ignores
from .chosen import Chosen, ForFolder
from .source import reason

MANIFEST = "Cargo.toml"
_CACHE_TAG = "CACHEDIR.TAG"


class Job(NamedTuple):
    """One file to judge: its absolute path, the settings there, and its size in bytes."""

    path: str
    settings: Settings
    size: int
    named: bool = False


def find(paths: Iterable[str], chosen: Chosen, problems: list[Problem]) -> list[Job]:
    """The files below the paths, each once, in the order of their names."""
    jobs: dict[str, Job] = {}
    for path in paths:
        absolute = os.path.abspath(path)  # noqa: PTH100 — `resolve` would follow links
        for job in _find(path, absolute, chosen, problems):
            if job.path not in jobs or job.named:
                jobs[job.path] = job
    return [jobs[path] for path in sorted(jobs)]


def _find(path: str, absolute: str, chosen: Chosen, problems: list[Problem]) -> Iterator[Job]:
    try:
        is_folder = os.path.isdir(absolute)  # noqa: PTH112 — several times faster than a Path
        if is_folder:
            yield from _walk(absolute, chosen, problems)
        else:
            folder, name = os.path.split(absolute)
            size = Path(absolute).stat().st_size
            if not name.endswith(".rs") and name != MANIFEST and name.endswith(".toml"):
                problems.append(Problem(path, "is neither Rust nor a Cargo.toml"))
            else:
                yield Job(absolute, chosen.at(folder).settings, size, named=True)
    except (OSError, ValueError) as error:
        problems.append(Problem(path, reason(error)))


def _walk(root: str, chosen: Chosen, problems: list[Problem]) -> Iterator[Job]:
    stack = [(root, ignores.above(root), chosen.at(str(Path(root).parent)))]
    while stack:
        folder, specs, settings = stack.pop()
        try:
            with os.scandir(folder) as found:
                entries = list(found)
        except OSError as error:
            problems.append(Problem(folder, reason(error)))
            continue
        names = {entry.name for entry in entries}
        if _CACHE_TAG in names and folder != root:
            continue
        specs = ignores.read(folder, names) + specs
        settings = chosen.inside(folder, names, settings)
        for entry in entries:
            kind = _kind(entry, names)
            if kind and not _left_out(entry.path + ("/" if kind == "folder" else ""), specs, settings):
                if kind == "folder":
                    stack.append((entry.path, specs, settings))
                else:
                    yield Job(entry.path, settings.settings, _size(entry))


def _kind(entry: os.DirEntry[str], beside: Collection[str]) -> str | None:
    """`folder` or `file` for what is worth a look, else None."""
    name = entry.name
    if name.startswith("."):
        return None
    if name.endswith(".rs") or name == MANIFEST:
        if entry.is_file(follow_symlinks=False):
            return "file"
    elif name == "target" and MANIFEST in beside:
        return None
    return "folder" if entry.is_dir(follow_symlinks=False) else None


def _left_out(path: str, specs: tuple[ignores.Spec, ...], settings: ForFolder) -> bool:
    path = path.replace(os.sep, "/")
    return ignores.ignored(path, specs) or ignores.ignored(path, settings.excluded)


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0
