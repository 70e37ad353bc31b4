"""What the files that build a workspace say of its profiles: workflows, Dockerfiles, Makefiles, scripts.

They are searched for words only. Nothing is run, and a variable is not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .files import names_in, read

_MOST_ABOVE = 3
_FOLDERS = (
    ".github/workflows", "scripts", "script", "ci", ".ci", "docker", ".docker", "build", ".circleci", "xtask/src",
    "release", "dist", ".woodpecker", ".gitlab", "resources", "tools",
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


class BuildFiles(NamedTuple):
    """The custom profiles that something builds with, and the keys that are set outside the manifest."""

    profiles: frozenset[str]
    overrides: dict[tuple[str, str], list[str]]


def build_files(root: Path, profiles: frozenset[str]) -> BuildFiles:
    """What the build files at the workspace's root, and above it in the repository, say."""
    named: set[str] = set()
    overrides: dict[tuple[str, str], list[str]] = {}
    words = {name: re.compile(rb"(?<![\w-])" + re.escape(name.encode()) + rb"(?![\w-])") for name in profiles}
    for text in _texts(root):
        if b"profile" not in text.lower():
            continue
        for line in text.splitlines():
            if b"profile" in line.lower():
                named |= {name for name, word in words.items() if word.search(line)}
        for profile, key, value in (*_OVERRIDE.findall(text), *_CONFIG.findall(text)):
            spelled = (profile.decode().lower().replace("_", "-"), key.decode().lower().replace("_", "-"))
            overrides.setdefault(spelled, []).append(value.decode())
    return BuildFiles(frozenset(named), overrides)


def _texts(root: Path) -> Iterator[bytes]:
    for folder in _up_to_the_repository(root):
        for place in (folder, *(folder / each for each in _FOLDERS)):
            for name in names_in(place):
                if _NAMES.fullmatch(name) and (text := read(place / name)) is not None:
                    yield text


def _up_to_the_repository(root: Path) -> list[Path]:
    """The root, and the folders above it when they belong to the same repository."""
    above = [root, *root.parents[:_MOST_ABOVE]]
    for index, folder in enumerate(above):
        if (folder / ".git").exists():
            return above[: index + 1]
    return [root]
