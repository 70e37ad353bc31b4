"""What the files that build a workspace say: workflows, Dockerfiles, Makefiles, scripts.

They are searched for words only. Nothing is run, and a variable is not followed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ...finding import Span
from ..files import names_in, read
from .repository import up_to_the_repository

_FOLDERS = (
    ".github/workflows", "scripts", "script", "ci", ".ci", "docker", ".docker", "build", ".circleci", "xtask/src",
    "release", "dist", ".woodpecker", ".gitlab", "resources", "tools", ".cirrus", "deploy", "deployment", "images",
)  # fmt: skip
_NAMES = re.compile(
    r"(.*[._-])?(docker|container|make)file([._-].*)?|\.?justfile|makefile\.toml|taskfile\.ya?ml|cross\.toml|"
    r"dist-workspace\.toml|.*\.(ya?ml|sh|bash|ps1|nix|mk|just|spec|dockerfile|bat|py|rs)",
    re.IGNORECASE,
)
_OVERRIDE = re.compile(
    rb"CARGO_PROFILE_([A-Z0-9_]+?)_(LTO|CODEGEN_UNITS|PANIC|STRIP|OPT_LEVEL|DEBUG)"
    rb"[ \t\"']*[:=,][ \t]*[\"']?([\w-]+)"
)
_CONFIG = re.compile(rb"profile\.([\w-]+)\.([\w-]+)[ \t]*=[ \t]*\\?[\"']?([\w-]+)")
_IGNORED_LINE = re.compile(rb"[ \t]*(#|//|::|REM\b)")


class Evidence(NamedTuple):
    """A place in a build file that says something."""

    path: Path
    span: Span
    word: str


class BuildFiles:
    """The build files of a workspace, those at its root and above it in the repository."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def texts(self) -> list[tuple[Path, bytes]]:
        """Each file with its text."""
        return list(_texts(self._root))

    @cached_property
    def overrides(self) -> dict[tuple[str, str], list[str]]:
        """The keys of profiles that are set by environment or `--config`, by profile and key."""
        found: dict[tuple[str, str], list[str]] = {}
        for _, text in self.texts:
            for profile, key, value in (*_OVERRIDE.findall(text), *_CONFIG.findall(text)):
                spelled = (profile.decode().lower().replace("_", "-"), key.decode().lower().replace("_", "-"))
                found.setdefault(spelled, []).append(value.decode())
        return found

    def named(self, profiles: frozenset[str]) -> frozenset[str]:
        """The custom profiles among these that something builds with."""
        words = {name: re.compile(rb"(?<![\w-])" + re.escape(name.encode()) + rb"(?![\w-])") for name in profiles}
        return frozenset(name for name, word in words.items() if word.search(self._on_profiles))

    @cached_property
    def _on_profiles(self) -> bytes:
        """The lines that say something of profiles."""
        return b"\n".join(_on_profiles(text) for _, text in self.texts)

    def find(self, pattern: re.Pattern[bytes]) -> Iterator[Evidence]:
        """The places that match, comments left out; the first group is the word if there is one."""
        for path, text in self.texts:
            for match in pattern.finditer(text):
                if not _IGNORED_LINE.match(text, text.rfind(b"\n", 0, match.start()) + 1):
                    group = match.lastindex or 0
                    yield Evidence(path, Span(*match.span(group)), match[group].decode("utf-8", "replace"))


@functools.lru_cache(1024)
def _on_profiles(text: bytes) -> bytes:
    # Kept for each text: all of them are asked again after each edit of a manifest.
    return b"\n".join([line for line in text.splitlines() if b"profile" in line.lower()])


def _texts(root: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in up_to_the_repository(root):
        for place in (folder, *(folder / each for each in _FOLDERS)):
            for name in names_in(place):
                if _NAMES.fullmatch(name) and (text := read(place / name)) is not None:
                    yield place / name, text
