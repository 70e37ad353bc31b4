"""Files of the workspace, read again only when they changed on the disk; what an editor has open counts first."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

LARGEST = 512 * 1024
_MOST = 1024
_READ: dict[Path, tuple[tuple[int, int], bytes]] = {}
_OPEN: dict[Path, bytes] = {}


def lay_over(path: Path, text: bytes | None) -> None:
    """The text that counts in place of a file's from now on; None for the file itself."""
    if text is None:
        _OPEN.pop(path, None)
    else:
        _OPEN[path] = text


def contents(path: Path) -> bytes:
    """The bytes of a file, of whatever size; raises `OSError` where it cannot be read."""
    laid = _OPEN.get(path)
    return laid if laid is not None else path.read_bytes()


def read(path: Path) -> bytes | None:
    """The bytes of a regular file of moderate size; None when there is none that can be read."""
    laid = _OPEN.get(path)
    if laid is not None:
        return laid
    try:
        about = path.stat()
        state = (about.st_mtime_ns, about.st_size)
        known = _READ.get(path)
        if known is not None and known[0] == state:
            return known[1]
        if not S_ISREG(about.st_mode) or about.st_size > LARGEST:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    if len(_READ) >= _MOST:
        _READ.clear()
    _READ[path] = (state, data)
    return data


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when it cannot be read."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 — a Path for each name is not needed
    except (OSError, ValueError):
        return []
