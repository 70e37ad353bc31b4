"""What a run hangs on, as paths with their states: what it looked into, and what it may have asked for besides."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from . import place
from .seen import IS, LOST, Seen, is_absent
from .stamps import UNSETTLED, digest, kind, settled_stamp, stamp

_ABOVE = ("Cargo.toml", "rust-perf.toml", ".clippy.toml", "clippy.toml", ".git", ".gitignore", ".ignore")
_BESIDE_MANIFEST = (
    "src", "src/main.rs", "src/lib.rs", "src/bin", ".git", ".cargo/config", ".cargo/config.toml", "Cargo.lock",
)  # fmt: skip
_IN_FOLDER = ("Cargo.toml", "main.rs")
_MANIFEST = os.sep + "Cargo.toml"


def unchanged(path: str, state: str, content: str | None) -> str | None:
    """The state to note from now on of a path that still is what it was; None when it is not."""
    if state.startswith(IS):
        return state if IS + kind(path) == state else None
    if stamp(path) == state:
        return state
    if content is None:
        return None
    now = settled_stamp(path)
    return now if digest(path) == content else None


def completed(seen: Seen) -> Seen:
    """With the digest of all that is still as it was seen, so that new times alone do not count as a change."""
    found: Seen = {}
    for path, (state, content) in seen.items():
        if content is None and state != UNSETTLED and not state.startswith((IS, "-")):
            content = digest(path)
            content = content if settled_stamp(path) == state else None
        found[path] = (state, content)
    return found


def is_settled(seen: Seen) -> bool:
    """Whether it can be told of each path later that it is unchanged."""
    return all(state != UNSETTLED or content is not None for state, content in seen.values())


def of_interest(seen: Seen) -> Seen:
    """Without what belongs to Python, to us and to the system."""
    passed_over = _passed_over()
    return {path: state for path, state in seen.items() if not path.startswith(passed_over)}


def is_watched(folder: str) -> bool:
    """Whether changes below a folder are seen at all."""
    return not (folder + os.sep).startswith(_passed_over())


def folders_of(seen: Seen) -> Iterator[str]:
    """The folders of the files that were looked into; new names in them may matter."""
    files = [path for path, state in seen.items() if path[-1] != os.sep and state[0][0] != IS and not is_absent(state)]
    folders = {os.path.dirname(path) for path in files}  # noqa: PTH120
    return (folder.rstrip(os.sep) + os.sep for folder in folders)


def asked_beside(seen: Seen) -> Iterator[str]:
    """What may have been asked for beside manifests, and in the folders of a folder that was listed."""
    there = [path for path, state in seen.items() if not is_absent(state)]
    listed = {path for path in there if path[-1] == os.sep}
    for path in there:
        if path.endswith(_MANIFEST):
            yield from (path.removesuffix("Cargo.toml") + name for name in _BESIDE_MANIFEST)
        elif path in listed:
            yield from _asked_in(path, listed)


def _asked_in(folder: str, listed: set[str]) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return
    for name in names:
        if folder + name + os.sep not in listed:
            yield from (os.path.join(folder, name, each) for each in _IN_FOLDER)  # noqa: PTH118


def asked_above(folder: str) -> Iterator[str]:
    """What may have been asked for in a folder and those around it."""
    while True:
        yield from (os.path.join(folder, name) for name in _ABOVE)  # noqa: PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return
        folder = above


def note_stamps(into: Seen, paths: Iterable[str]) -> None:
    """Note paths as they are now, unless more is noted already."""
    for path in paths:
        if path not in into:
            state = settled_stamp(path)
            into[path] = (state, digest(path))


def note_kinds(into: Seen, paths: Iterable[str], since: int | None = None) -> None:
    """Note of paths only what kind they are, unless more is noted already.

    They were asked for at some time `since`: where names changed meanwhile, nobody knows what the answer was.
    """
    changed: dict[str, bool] = {}
    for path in paths:
        if path not in into:
            folder = os.path.dirname(path)  # noqa: PTH120
            if since is not None and folder not in changed:
                changed[folder] = _changed_at(folder) >= since
            into[path] = LOST if changed.get(folder) else (IS + kind(path), None)


def _changed_at(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116
    except (OSError, ValueError):
        return 0


_known_prefixes: list[tuple[str, ...]] = []


def _passed_over() -> tuple[str, ...]:
    if not _known_prefixes:
        import sysconfig

        paths = sysconfig.get_paths()
        names = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
        ours = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120
        folders = [*names, ours, os.path.realpath(ours)]
        system = ("/dev/", "/proc/", "/sys/") if os.name == "posix" else ()
        _known_prefixes.append((*(folder + os.sep for folder in folders), *system))
    return (*_known_prefixes[0], place.root() + os.sep)
