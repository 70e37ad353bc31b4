"""Which files and folders a run looks into, told by the interpreter itself, so that no reader can be forgotten.

What is merely asked for (is there such a file?) is not told; see `inputs` for what stands in for that.
"""

from __future__ import annotations

import os
import sys

from .stamps import NOTHING, UNSETTLED, digest, settled_stamp, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The state of a path as it was first looked into, with its digest where that had to be taken at once.
State = tuple[str, str | None]
Seen = dict[str, State]

LOST: State = (UNSETTLED, None)
# How a state begins that tells only whether a path is a folder, a file or nothing.
IS = "="

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_LISTINGS = ("os.scandir", "os.listdir")


class _Watch:
    def __init__(self) -> None:
        self.installed = False
        self.seen: Seen | None = None
        self.passed_over: str | None = None

    def tell(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of everything the interpreter does; must be quick, and must not fail."""
        if self.seen is None or (event != "open" and event not in _LISTINGS):
            return
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
            return
        path = _spelled(arguments[0], event)
        if path is None or path in self.seen or path == self.passed_over:
            return
        seen, self.seen = self.seen, None
        try:
            seen[path] = _state(path)
        finally:
            self.seen = seen


_watch = _Watch()


def watch() -> None:
    """Note from now on what this process looks into."""
    if not _watch.installed:
        sys.addaudithook(_watch.tell)
        _watch.installed = True
    _watch.seen = {}


def stop() -> None:
    """Note nothing any more."""
    _watch.seen = None


def pass_over(path: str | None) -> None:
    """Do not note this file: whoever reads it tells its digest."""
    _watch.passed_over = path


def drain() -> Seen:
    """What was looked into since the last time."""
    seen = _watch.seen
    if seen is None:
        return {}
    _watch.seen = {}
    return seen


def merge(into: Seen, more: Seen) -> None:
    """Join what two processes, or two times, saw; what changed in between is never the same again."""
    for path, state in more.items():
        known = into.get(path, state)
        into[path] = state if known == state else _agreed(path, known, state)


def is_absent(state: State) -> bool:
    """Whether there was nothing."""
    return state[0].removeprefix(IS).startswith(NOTHING)


def _agreed(path: str, one: State, other: State) -> State:
    if one[0].startswith(IS) or other[0].startswith(IS):
        fuller = other if one[0].startswith(IS) else one
        return fuller if is_absent(one) == is_absent(other) else LOST
    contents = {content for _, content in (one, other) if content is not None}
    stamps = {state for state, _ in (one, other)} - {UNSETTLED}
    if LOST in (one, other) or len(contents) > 1 or len(stamps) != 1:
        return LOST
    both = (stamps.pop(), contents.pop() if contents else None)
    if both in (one, other) or one[0] == other[0]:
        return both
    # One saw the content, the other the stamp: both hold when they do now.
    return both if (stamp(path), digest(path)) == both else LOST


def _state(path: str) -> State:
    state = settled_stamp(path)
    return state, digest(path) if state == UNSETTLED else None


def _spelled(path: Any, event: str) -> str | None:
    """An absolute path, which ends with a separator when a folder is listed; None for an open file."""
    if isinstance(path, int):
        return None
    try:
        found = os.path.abspath(os.fsdecode("." if path is None else path))  # noqa: PTH100
    except (TypeError, ValueError, OSError):
        return None
    return found.rstrip(os.sep) + os.sep if event in _LISTINGS else found
