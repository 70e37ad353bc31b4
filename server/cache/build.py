"""A name for what runs: the content of our own files, and of those packages that have a say in what is found."""

from __future__ import annotations

import os
import sys
from zlib import adler32, crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWN = "known-"
# Their versions change what is found; the rest of what they import does not.
_DEPENDENCIES = ("tree_sitter", "tree_sitter_rust", "pathspec")
_OURS = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 — pathlib costs more than all of this
_LENGTH = 16

_names: dict[str, str] = {}


def build_name(root: str) -> str:
    """The name of the build that runs; the same content has the same name wherever and whenever it is installed.

    Files are only read when their times, sizes or places are not known in the cache at `root`.
    """
    state = _state()
    if state not in _names:
        _names[state] = _remembered(os.path.join(root, KNOWN + state)) or _read()  # noqa: PTH118
    return _names[state]


def remember(root: str) -> None:
    """Note the name of this build, so that its files need not be read the next time."""
    state = _state()
    memo = os.path.join(root, KNOWN + state)  # noqa: PTH118
    if state in _names and not os.path.lexists(memo):
        with open(memo, "x", encoding="ascii") as file:  # noqa: PTH123
            file.write(_names[state])


def short(text: str) -> str:
    """A text as a few letters. No lock against an attacker, who could write the cache itself as well."""
    data = text.encode("utf-8", "surrogateescape")
    return f"{crc32(data):08x}{adler32(data):08x}"


def _remembered(memo: str) -> str | None:
    try:
        with open(os.open(memo, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), encoding="ascii") as file:  # noqa: PTH123
            name = file.read(_LENGTH + 1)
    except (OSError, ValueError):
        return None
    return name if len(name) == _LENGTH and name.isalnum() else None


_folders: list[str] = []


def _state() -> str:
    lines = [sys.version]
    for folder in _packages():
        lines += sorted(_states(folder))
    return short("\n".join(lines))


def _read() -> str:
    parts = [sys.version]
    for folder in _packages():
        parts += sorted(_contents(folder, len(folder)))
    return short("\n".join(parts))


def _packages() -> list[str]:
    """The folders of the packages that have a say."""
    if not _folders:
        from importlib.machinery import PathFinder

        found = [PathFinder.find_spec(name) for name in _DEPENDENCIES]
        _folders.extend(os.path.dirname(spec.origin) for spec in found if spec and spec.origin)  # noqa: PTH120
    return [_OURS, *_folders]


def _states(folder: str) -> Iterator[str]:
    for entry in _files(folder):
        about = entry.stat()
        yield f"{entry.path} {about.st_size} {about.st_mtime_ns}"


def _contents(folder: str, skipped: int) -> Iterator[str]:
    for entry in _files(folder):
        with open(entry.path, "rb") as file:  # noqa: PTH123
            data = file.read()
        yield f"{entry.path[skipped:]} {crc32(data):08x}{adler32(data):08x}"


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
