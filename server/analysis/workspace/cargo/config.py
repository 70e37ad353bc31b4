"""The configuration that cargo reads beside a workspace: `.cargo/config.toml`, or `config` without extension.

Cargo looks for it from the working directory upward; what is built is built from the workspace's root. For plain values
the deeper file wins, lists are joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..files import read
from .file_names import CONFIGURATIONS, FOLDER
from .packages import parsed, strings, table
from .repository import up_to_the_repository

_PATH = tuple[str, ...]


class ConfigFile(NamedTuple):
    """One configuration file."""

    path: Path
    data: Mapping[str, Any]

    def rustflags(self) -> Iterator[tuple[_PATH, list[str]]]:
        """The keys that give flags to rustc, with the flags."""
        for target in table(self.data, "target"):
            yield from self._flags("target", target, "rustflags")
        yield from self._flags("build", "rustflags")

    def targets(self) -> Iterator[tuple[_PATH, str]]:
        """The keys that name a target triple, with it: what is built by default, and what has settings of its own."""
        chosen = table(self.data, "build").get("target")
        for each in [chosen] if isinstance(chosen, str) else strings(chosen):
            yield ("build", "target"), each
        for target in table(self.data, "target"):
            yield ("target", target), target

    def _flags(self, *path: str) -> Iterator[tuple[_PATH, list[str]]]:
        value = table(self.data, *path[:-1]).get(path[-1])
        words = value.split() if isinstance(value, str) else strings(value)
        if words:
            yield path, words


class Config:
    """All configuration files that count for a workspace, the nearest first."""

    def __init__(self, files: list[ConfigFile]) -> None:
        self.files = files

    def profile(self, name: str) -> Mapping[str, Any]:
        """What the files set of a profile."""
        found: dict[str, Any] = {}
        for file in reversed(self.files):
            found |= table(file.data, "profile", name)
        return found

    @property
    def profiles(self) -> list[str]:
        """The profiles that the files name."""
        return list(dict.fromkeys(name for file in self.files for name in table(file.data, "profile")))

    def rustflags(self) -> Iterator[tuple[ConfigFile, _PATH, list[str]]]:
        """All flags for rustc, each with the file and key that says so; those of one target exclude `[build]`'s."""
        for file in self.files:
            for path, words in file.rustflags():
                yield file, path, words

    def always(self) -> list[str]:
        """The flags that every build gets: those of all targets, else of `[build]` where no target has its own."""
        every: list[str] = []
        build: list[str] = []
        is_parted = False
        for _, path, words in self.rustflags():
            if path[0] == "build":
                build += words
            elif path[1].replace(" ", "") == "cfg(all())":
                every += words
            else:
                is_parted = True
        return every if every or is_parted else build


def config_of(root: Path) -> Config:
    """The configuration of the workspace with this root."""
    found = (_file_in(folder / FOLDER) for folder in up_to_the_repository(root))
    return Config([file for file in found if file is not None])


def _file_in(folder: Path) -> ConfigFile | None:
    # The name without extension wins where both are there.
    for name in reversed(CONFIGURATIONS):
        data = read(folder / name)
        if data is not None:
            return ConfigFile(folder / name, parsed(data))
    return None
