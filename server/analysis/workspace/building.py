"""An index from what lies in a folder: which files there are, their summaries, and what the manifests say.

Links are not followed, so that none leads around in a circle; hidden folders and cargo's output are passed over.
What cannot be read is told once, and the rest goes on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .crates import nearest_manifest, workspace_root
from .index import Contents, Index
from .targets import Package, package_of

MANIFEST = "Cargo.toml"
LARGEST = 4 * 1024 * 1024
"""Bytes of a file that is worth a summary: what is longer was written by a program."""

_CACHE_TAG = "CACHEDIR.TAG"


class Found(NamedTuple):
    """The files below some folders, and what could not be read, as (path, message)."""

    sources: list[str]
    manifests: list[str]
    problems: list[tuple[str, str]]


def workspace_of(path: str) -> str | None:
    """The folder of the workspace that a file or folder belongs to, None outside of any package."""
    start = Path(path) if os.path.isdir(path) else Path(path).parent  # noqa: PTH112
    manifest = nearest_manifest(start)
    if manifest is None:
        return None
    return str(workspace_root(manifest.parent) or manifest.parent)


def files_below(roots: Iterable[str]) -> Found:
    """The Rust files and manifests below the folders, each once, in the order of their paths."""
    found = Found([], [], [])
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        folder = waiting.pop()
        if folder in seen:
            continue
        seen.add(folder)
        try:
            with os.scandir(folder) as entries:
                inside = {entry.name: entry for entry in entries}
        except OSError as error:
            found.problems.append((folder, error.strerror or str(error)))
            continue
        if _CACHE_TAG in inside and len(seen) > 1:
            continue
        waiting += [entry.path for entry in inside.values() if _is_folder(entry, inside)]
        found.sources.extend(e.path for e in inside.values() if e.name.endswith(".rs") and _is_file(e))
        if MANIFEST in inside and _is_file(inside[MANIFEST]):
            found.manifests.append(inside[MANIFEST].path)
    found.sources.sort()
    found.manifests.sort()
    return found


def packages_of(files: Found) -> tuple[Package, ...]:
    """The packages of the manifests that were found."""
    return tuple(package for manifest in files.manifests if (package := package_of(Path(manifest))))


def of_contents(contents: Contents) -> Index:
    """The index that another process made of what is saved."""
    index = Index(read_source)
    index.set_packages(contents.packages)
    for path, summary in contents.summaries.items():
        index.put(path, summary)
    return index


def read_source(path: str) -> bytes | None:
    """The bytes of a source file; None for what cannot be read or is too long to have been written by hand."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 — several times faster than a Path
            data = file.read(LARGEST + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LARGEST else None


def _is_folder(entry: os.DirEntry[str], beside: dict[str, os.DirEntry[str]]) -> bool:
    if entry.name.startswith(".") or (entry.name == "target" and MANIFEST in beside):
        return False
    return entry.is_dir(follow_symlinks=False)


def _is_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)
