"""Reading one file for judgement, whatever is in it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

_HEAD = 8192
_STRAY = re.compile("[\udc80-\udcff]")


class Source(NamedTuple):
    """The text of a file as it is judged; not `exact` when bytes that are no UTF-8 had to be replaced."""

    text: bytes
    exact: bool = True


def read(path: str) -> bytes:
    """The bytes of a file."""
    return Path(path).read_bytes()


def is_binary(data: bytes) -> bool:
    """Whether this is no text at all, after git's rule: a NUL near the start."""
    return b"\0" in data[:_HEAD]


def sound(data: bytes) -> Source:
    """The bytes as a text that surely is UTF-8; each stray byte becomes one `?`, so that all offsets hold."""
    if data.isascii():
        return Source(data)
    try:
        data.decode()
    except UnicodeDecodeError:
        return Source(_STRAY.sub("?", data.decode("utf-8", "surrogateescape")).encode(), exact=False)
    return Source(data)


def reason(error: Exception) -> str:
    """Why a file could not be read or written, in the system's words."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text[:1].lower() + text[1:]


class Shown:
    """Spells paths for reports: from the working directory, with `/`, and always as valid text."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._prefix = folder.rstrip(os.sep) + os.sep

    def __call__(self, path: str) -> str:
        if path.startswith(self._prefix):
            path = path[len(self._prefix) :]
        elif os.path.isabs(path):  # noqa: PTH117 — paths stay strings on this hot way
            path = self._from_here(path)
        return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")

    def _from_here(self, path: str) -> str:
        try:
            return os.path.relpath(path, self._folder)
        except ValueError:  # another drive
            return path
