"""The index of the workspaces that some paths lie in, made by several processes where there is much to read."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from ..analysis.workspace.building import files_below, packages_of, read_source, workspace_of
from ..analysis.workspace.index import Index
from ..analysis.workspace.summary import Summary, as_plain, restored, summarise

LITTLE = 300_000
"""Bytes for which starting processes does not pay."""

_BATCH = 512 * 1024


class Known(Protocol):
    """What was made of the contents of files before."""

    def state(self, path: str) -> str: ...
    def get(self, path: str) -> Any: ...
    def put(self, path: str, state: str, value: Any) -> None: ...
    def keep_only(self, paths: set[str]) -> None: ...


class Indexed(NamedTuple):
    """A workspace's index, what could not be read as (path, message), and the digests of the files behind it."""

    workspace: Index
    problems: list[tuple[str, str]]
    digests: dict[str, str]


def roots_of(paths: Iterable[str]) -> list[str]:
    """The folders to know for judging what lies below some paths: their workspaces, and the folders themselves."""
    found: dict[str, None] = {}
    for path in paths:
        workspace = workspace_of(path)
        if workspace is not None:
            found[workspace] = None
        if os.path.isdir(path):  # noqa: PTH112 — several times faster than a Path
            found[path] = None
    return [root for root in found if not any(root != other and _is_below(root, other) for other in found)]


def indexed(roots: Sequence[str], processes: int, known: Known | None = None) -> Indexed:
    """The index of some folders; with `known`, summaries of earlier runs are taken over and new ones kept."""
    files = files_below(roots)
    index = Index(read_source)
    index.set_packages(packages_of(files))
    made: dict[str, Summary] = {}
    if known is not None:
        made = {path: summary for path in files.sources if (summary := restored(known.get(path))) is not None}
    left = [path for path in files.sources if path not in made]
    states = {path: known.state(path) for path in left} if known is not None else {}
    for path, summary in _summaries(left, processes):
        made[path] = summary
        if known is not None:
            known.put(path, states[path], as_plain(summary))
    for path in files.sources:
        if path in made:
            index.put(path, made[path])
    if known is not None:
        known.keep_only(set(files.sources))
    return Indexed(index, files.problems, {path: summary.digest for path, summary in made.items()})


def _summaries(paths: Sequence[str], processes: int) -> Iterator[tuple[str, Summary]]:
    sizes = [_size(path) for path in paths]
    if processes <= 1 or sum(sizes) < LITTLE:
        yield from _batch(paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(processes, context()) as pool:
        for found in pool.map(_batch, _batches(paths, sizes)):
            yield from found


def _batch(paths: Sequence[str]) -> list[tuple[str, Summary]]:
    found = []
    for path in paths:
        data = read_source(path)
        if data is not None:
            found.append((path, summarise(data)))
    return found


def _batches(paths: Sequence[str], sizes: Sequence[int]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    held = 0
    for path, size in zip(paths, sizes, strict=True):
        if held > _BATCH:
            found.append([])
            held = 0
        found[-1].append(path)
        held += size
    return found


def context() -> multiprocessing.context.BaseContext:
    """How processes are started: a fork inherits the imported engine, the other ways import it again."""
    forks = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
    return multiprocessing.get_context("fork" if forks else None)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)  # noqa: PTH202
    except OSError:
        return 0


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip(os.sep) + os.sep)
