"""Keeping the cache small: old runs, old workspaces and old builds of the analyzer go."""

from __future__ import annotations

import os
import shutil
import time

from .build import KNOWN, remember
from .place import BUILD, STORE, TAG, root
from .replay import PREFIX

_RUNS = 16
_BUILDS = 4
_KNOWN = 8
_STORES = 100
_LARGEST = 1024 * 1024 * 1024
_SECONDS = 24 * 60 * 60
_OLDEST = 30 * _SECONDS


def prune(store: str) -> None:
    """Drop the oldest runs of a store, and about once a day what was not used for long anywhere."""
    try:
        remember(root())
        for path in (*_newest_first(store, PREFIX)[_RUNS:], *_newest_first(root(), KNOWN)[_KNOWN:]):
            os.unlink(path)  # noqa: PTH108
        tag = os.path.join(root(), TAG)  # noqa: PTH118
        now = time.time()
        if os.stat(tag).st_mtime > now - _SECONDS:  # noqa: PTH116
            return
        os.utime(tag)
        _prune_all(now)
    except OSError:
        # Another run prunes at the same time, or the cache is no longer ours.
        return


def size() -> int:
    """The bytes that the cache holds."""
    return sum(map(_size, _newest_first(root(), BUILD)))


def clean() -> int:
    """Remove all that the cache holds, and nothing else that may stand in its folder; the number of bytes."""
    freed = 0
    for path in _newest_first(root(), KNOWN):
        os.unlink(path)  # noqa: PTH108
    for path in _newest_first(root(), BUILD):
        freed += _size(path)
        shutil.rmtree(path, ignore_errors=True)
    return freed


def _prune_all(now: float) -> None:
    stores: list[str] = []
    for number, build in enumerate(_newest_first(root(), BUILD)):
        if number >= _BUILDS:
            shutil.rmtree(build, ignore_errors=True)
        else:
            stores += _newest_first(build, STORE)
    held = 0
    for number, store in enumerate(sorted(stores, key=_used, reverse=True)):
        held += _size(store)
        if number >= _STORES or held > _LARGEST or _used(store) < now - _OLDEST:
            shutil.rmtree(store, ignore_errors=True)


def _newest_first(folder: str, prefix: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            found = [entry.path for entry in entries if entry.name.startswith(prefix) and not entry.is_symlink()]
    except FileNotFoundError:
        return []
    return sorted(found, key=_used, reverse=True)


def _used(path: str) -> float:
    """When a file, or something in a folder, was last written."""
    try:
        if os.path.isdir(path):  # noqa: PTH112
            with os.scandir(path) as entries:
                inside = [entry.stat(follow_symlinks=False).st_mtime for entry in entries]
            return max((os.lstat(path).st_mtime, *inside))
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0


def _size(folder: str) -> int:
    held = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            try:
                held += os.lstat(os.path.join(inside, name)).st_size  # noqa: PTH118
            except OSError:
                continue
    return held
