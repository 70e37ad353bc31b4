"""Reading and writing one file of the cache: never through a link, never half, never anybody else's."""

from __future__ import annotations

import os
import stat
import time
from zlib import crc32

from .place import check, is_ours, prepare

LARGEST = 256 * 1024 * 1024
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_DAY = 24 * 60 * 60
_MAGIC = b"rust-perf-analyzer cache 1"


def load(store: str, name: str) -> bytes | None:
    """The content of a file in a store; None when there is none that is whole and our own."""
    try:
        check(store)
        handle = os.open(os.path.join(store, name), os.O_RDONLY | _NO_LINKS)  # noqa: PTH118
        with open(handle, "rb") as file:  # noqa: PTH123
            about = os.fstat(handle)
            if not stat.S_ISREG(about.st_mode) or not is_ours(about) or about.st_size > LARGEST:
                return None
            head, _, content = file.read().partition(b"\n")
    except (OSError, ValueError):
        return None
    return content if head == _head(content) else None


def save(store: str, name: str, content: bytes) -> str | None:
    """Replace the content of a file in a store at once; the reason when that cannot be done."""
    if len(content) > LARGEST:
        return "too much to keep"
    target = os.path.join(store, name)  # noqa: PTH118
    temporary = f"{target}.{os.getpid()}.new"
    try:
        prepare(store)
        _remove(temporary)
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o600)
            with open(handle, "wb") as file:  # noqa: PTH123
                file.write(_head(content) + b"\n")
                file.write(content)
            os.replace(temporary, target)  # noqa: PTH105
        except OSError:
            _remove(temporary)
            raise
    except (OSError, ValueError) as error:
        return str(error)
    return None


def _remove(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108
    except OSError:
        pass


def is_old(store: str, name: str) -> bool:
    """Whether a file should be written again so that it does not look unused."""
    return os.lstat(os.path.join(store, name)).st_mtime < time.time() - _DAY  # noqa: PTH118


def _head(content: bytes) -> bytes:
    return b"%s %08x" % (_MAGIC, crc32(content))
