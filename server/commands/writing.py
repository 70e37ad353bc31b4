"""Writing fixed files atomically: those that belong together all or none, none that changed meanwhile."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..disk import source
from .fixing import Change

_MODE = 0o644
"""Of files that are made."""


def write(group: Sequence[Change]) -> tuple[str, str] | None:
    """Write the files of a group; the path and the reason when one of them cannot be, and then none is."""
    written: list[Change] = []
    change = group[0]
    with contextlib.ExitStack() as temporaries:
        try:
            ready: list[str] = []
            for change in group:
                ready += [temporaries.enter_context(_temporary(change))]
            for change, temporary in zip(group, ready, strict=True):
                _check_unchanged(change)
                Path(temporary).replace(change.path)
                written.append(change)
        except OSError as error:
            _take_back(written)
            return change.path, f"not fixed: {source.reason(error)}"
    return None


@contextlib.contextmanager
def _temporary(change: Change) -> Iterator[str]:
    """The new text in a file beside the old one, with its mode; gone afterwards unless it was moved."""
    mode = _check_unchanged(change)
    Path(change.path).parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".rust-perf-", dir=os.path.dirname(change.path))  # noqa: PTH120
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.new)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        yield name
    finally:
        Path(name).unlink(missing_ok=True)


def _check_unchanged(change: Change) -> int:
    """The mode of a file that is still what was judged; raises `OSError` for one that is not."""
    path = Path(change.path)
    if change.is_made:
        if os.path.lexists(path):
            raise OSError("it is there meanwhile")
        return _MODE
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError("it is a link or no regular file")
    if not os.access(path, os.W_OK):
        raise PermissionError(None, "permission denied")
    if path.read_bytes() != change.old:
        raise OSError("it changed meanwhile")
    return stat.S_IMODE(status.st_mode)


def _take_back(written: Sequence[Change]) -> None:
    for change in written:
        if change.is_made:
            with contextlib.suppress(OSError):
                Path(change.path).unlink()
            continue
        with contextlib.suppress(OSError), _temporary(Change(change.path, change.new, change.old)) as name:
            Path(name).replace(change.path)
