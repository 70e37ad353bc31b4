"""Where the cache stands: in the user's cache folder, one folder for each build of the analyzer."""

from __future__ import annotations

import os
import stat
import sys

from .build import build_name, short

VARIABLE = "RUST_PERF_CACHE_DIR"
TAG = "CACHEDIR.TAG"
TAG_TEXT = "Signature: 8a477f597d28d172789f06886806bc55\n# What rust-perf-analyzer keeps to be faster next time.\n"
BUILD = "build-"
STORE = "store-"
_NAME = "rust-perf-analyzer"


def root() -> str:
    """The folder of the cache, by the conventions of the platform unless the environment names one."""
    if chosen := os.environ.get(VARIABLE):
        return os.path.abspath(chosen)  # noqa: PTH100
    home = os.path.expanduser("~")  # noqa: PTH111
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")  # noqa: PTH118
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")  # noqa: PTH118
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")  # noqa: PTH118
        # A relative one is to be passed over, says the convention.
        base = base if os.path.isabs(base) else os.path.join(home, ".cache")  # noqa: PTH117, PTH118
    return os.path.join(base, _NAME)  # noqa: PTH118


def store_of(folder: str) -> str:
    """The place of what is known about a folder that is checked, or of a workspace by its root."""
    return os.path.join(root(), BUILD + build_name(root()), STORE + short(folder))  # noqa: PTH118


def prepare(store: str) -> None:
    """Make the folders of a store, for this user alone; raises `OSError` when one is not ours to write in."""
    build = os.path.dirname(store)  # noqa: PTH120
    top = os.path.dirname(build)  # noqa: PTH120
    os.makedirs(os.path.dirname(top), exist_ok=True)  # noqa: PTH103, PTH120
    for folder in (top, build, store):
        try:
            os.mkdir(folder, 0o700)  # noqa: PTH102
        except FileExistsError:
            pass
    check(store)
    tag = os.path.join(top, TAG)  # noqa: PTH118
    if not os.path.lexists(tag):
        with open(tag, "x", encoding="ascii") as file:  # noqa: PTH123
            file.write(TAG_TEXT)


def check(store: str) -> None:
    """Raises `OSError` unless the folders of a store are real ones that only this user can have filled."""
    build = os.path.dirname(store)  # noqa: PTH120
    for folder in (os.path.dirname(build), build, store):  # noqa: PTH120
        about = os.lstat(folder)
        if not stat.S_ISDIR(about.st_mode):
            raise OSError(f"{folder} is no folder")
        if not is_ours(about) or (os.name == "posix" and about.st_mode & 0o022):
            raise OSError(f"{folder} can be written by others")


def is_ours(about: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user."""
    return os.name != "posix" or about.st_uid == os.geteuid()
