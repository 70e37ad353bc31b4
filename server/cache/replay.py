"""A whole run of `check` kept under its words: what it wrote, and all that it hung on.

Looking one up must cost next to nothing, which is why this imports so little and reads plain lines.
"""

from __future__ import annotations

import os
import sys
from zlib import adler32, crc32

from . import storage
from .inputs import unchanged
from .place import store_of
from .seen import IS
from .stamps import kind, stamp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .seen import Seen

PREFIX = "run-"
VERBOSE = ("-v", "--verbose")
_FAILED = 2
_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "TERM")


def replay(words: Sequence[str]) -> int | None:
    """Write what the same words wrote the last time, and its exit code; None when something may have changed."""
    try:
        key, store, name = _where(words)
        content = storage.load(store, name)
        found = _parsed(key, content) if content is not None else None
        if found is None:
            return None
        code, out, err, lines = found
        fresh = _still(lines)
        if fresh is None:
            return None
        if fresh != lines or storage.is_old(store, name):
            storage.save(store, name, _spelled(key, code, out, err, fresh))
    except (OSError, ValueError):
        return None
    if any(word in VERBOSE for word in words):
        err += f"cache: nothing changed in {len(lines)} places\n"
    return _written(code, out, err)


def keep(words: Sequence[str], code: int, out: str, err: str, seen: Seen) -> str | None:
    """Keep what a run wrote and what it hangs on; the reason when that cannot be done."""
    if any("\n" in path for path in seen):
        return "a name has more than one line"
    lines = [f"{state}\t{content or ''}\t{path}" for path, (state, content) in seen.items()]
    try:
        key, store, name = _where(words)
        return storage.save(store, name, _spelled(key, code, out, err, lines))
    except (OSError, ValueError) as error:
        return str(error)


def _where(words: Sequence[str]) -> tuple[str, str, str]:
    """The key of a run, the store it is kept in and the name of its file there."""
    here = os.getcwd()  # noqa: PTH109
    environment = [os.environ.get(name) for name in _ENVIRONMENT]
    asked = [word for word in words if word not in VERBOSE]
    key = ascii((here, asked, sys.stdout.isatty(), sys.stderr.isatty(), environment))
    short = key.encode()
    return key, store_of(here), f"{PREFIX}{crc32(short):08x}{adler32(short):08x}"


def _spelled(key: str, code: int, out: str, err: str, lines: Iterable[str]) -> bytes:
    head = f"{key}\n{code} {len(out)} {len(err)}\n{out}{err}"
    return "\n".join((head, *lines)).encode("utf-8", "surrogateescape")


def _parsed(key: str, content: bytes) -> tuple[int, str, str, list[str]] | None:
    found, _, rest = content.decode("utf-8", "surrogateescape").partition("\n")
    if found != key:
        return None
    numbers, _, rest = rest.partition("\n")
    code, wrote, told = map(int, numbers.split())
    lines = rest[wrote + told :].split("\n")
    return code, rest[:wrote], rest[wrote : wrote + told], lines[1:]


def _still(lines: list[str]) -> list[str] | None:
    """The lines as they are to be kept from now on; None when what one of them tells of has changed."""
    fresh: list[str] | None = None
    for index, line in enumerate(lines):
        state, content, path = line.split("\t", 2)
        if state == (IS + kind(path) if state.startswith(IS) else stamp(path)):
            continue
        now = unchanged(path, state, content or None)
        if now is None:
            return None
        fresh = fresh or list(lines)
        fresh[index] = f"{now}\t{content}\t{path}"
    return fresh or lines


def _written(code: int, out: str, err: str) -> int:
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
        sys.stderr.write(err)
    except BrokenPipeError:
        # Whoever read our output has enough; nothing may be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    return code
