"""Files of the workspace read once and again only when they changed on the disk."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISREG

LARGEST = 512 * 1024
_MOST = 1024
_READ: dict[Path, tuple[tuple[int, int], bytes]] = {}


def read(path: Path) -> bytes | None:
    """The bytes of a regular file of moderate size; None when there is none that can be read."""
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
