"""Whether a file or folder is still what it was: by its times and size, and where those cannot tell, by its content."""

from __future__ import annotations

import os
import stat
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# What changed so shortly before it was looked at may change again without its times telling; some file systems
# count whole seconds.
MARGIN = 2_000_000_000
UNSETTLED = "?"
FOLDER, FILE, NOTHING = "d", "f", "-"
# Editors' own files come and go beside those that are edited.
_PASSING = ("~", ".swp", ".swo", ".swx", ".tmp")


def stamp(path: str) -> str:
    """The state of a path by what the system tells of it; `-` and a reason when there is nothing."""
    try:
        return _spelled(os.stat(path))  # noqa: PTH116 — a Path for each of thousands of files is too dear
    except OSError as error:
        return f"-{error.errno}"
    except ValueError:
        return "-"


def settled_stamp(path: str) -> str:
    """The state of a path if a later change is sure to show in it, else `UNSETTLED`."""
    try:
        about = os.stat(path)  # noqa: PTH116
    except OSError as error:
        return f"-{error.errno}"
    except ValueError:
        return "-"
    newest = max(about.st_mtime_ns, about.st_ctime_ns)
    return UNSETTLED if newest > time.time_ns() - MARGIN else _spelled(about)


def kind(path: str) -> str:
    """Whether a path is a folder, a file or nothing."""
    try:
        return FOLDER if stat.S_ISDIR(os.stat(path).st_mode) else FILE  # noqa: PTH116
    except (OSError, ValueError):
        return NOTHING


def digest(path: str) -> str | None:
    """The content of a file, or the names in a folder, in short; None when there is none or it is out of reach."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(mode):
            with os.scandir(path) as entries:
                return digest_of_names(entries)
        if not stat.S_ISREG(mode):
            return None
        with open(path, "rb") as file:  # noqa: PTH123
            return digest_of(file.read())
    except (OSError, ValueError):
        return None


def digest_of(data: bytes) -> str:
    """Bytes in short."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()


def digest_of_names(entries: Iterable[os.DirEntry[str]]) -> str:
    """What stands in a folder, and of which kind each is, in short."""
    names = sorted(entry.name + _mark(entry) for entry in entries if not entry.name.endswith(_PASSING))
    return digest_of("/".join(names).encode("utf-8", "surrogateescape"))


def _mark(entry: os.DirEntry[str]) -> str:
    try:
        return ":d" if entry.is_dir(follow_symlinks=False) else ":l" if entry.is_symlink() else ""
    except OSError:
        return ":?"


def _spelled(about: os.stat_result) -> str:
    return f"{about.st_mtime_ns} {about.st_ctime_ns} {about.st_size} {about.st_ino}"
