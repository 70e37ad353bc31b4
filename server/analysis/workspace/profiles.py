"""Cargo's profiles: what each key is in the end, and which profile the programs ship with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .build_files import BuildFiles, build_files
from .files import read
from .packages import parsed, table

_BUILT_IN = {"dev": None, "release": None, "test": "dev", "bench": "release"}
_SHIPS = re.compile(
    r"dist|ship|shipping|prod|production|publish|deploy|package|final|official|max\w*|lto|fat|optimi[sz]ed|release"
)
_SHIPS_NOT = re.compile(
    r"ci|dev|debug|dbg|prof\w*|bench\w*|test\w*|fast|quick|small|size|mini\w*|wasm|local|symbols|fuzz|asan|lint|flamegraph"
)
_WORDS = re.compile(r"[-_]")


class Profiles:
    """The profiles of a workspace, with what configuration files and the environment of its builds set."""

    def __init__(self, manifest: Mapping[str, Any], config: Mapping[str, Any], builds: BuildFiles) -> None:
        self._written = table(manifest, "profile")
        self._config = table(config, "profile")
        self._builds = builds

    def setting(self, profile: str, key: str) -> Any:
        """The value of a key by the manifest and `.cargo/config.toml`, None when neither sets it."""
        seen: set[str] = set()
        while profile not in seen:
            seen.add(profile)
            for source in (self._config, self._written):
                if key in table(source, profile):
                    return table(source, profile)[key]
            profile = self._parent(profile) or profile
        return None

    def overrides(self, profile: str, key: str) -> list[Any]:
        """The values that builds give the key by environment or `--config`; each may be of one job only."""
        return [_value(word) for word in self._builds.overrides.get((profile, key), ())]

    def shipping(self) -> list[str]:
        """The profiles that programs ship with: `release`, and custom ones by their name or their use."""
        custom = [name for name in {**self._written, **self._config} if name not in _BUILT_IN]
        return ["release", *(name for name in custom if self._ships(name))]

    def _ships(self, name: str) -> bool:
        if not self._descends_from_release(name):
            return False
        words = _WORDS.split(name.lower())
        if any(_SHIPS_NOT.fullmatch(word) for word in words):
            return False
        return name in self._builds.profiles or any(_SHIPS.fullmatch(word) for word in words)

    def _descends_from_release(self, name: str) -> bool:
        seen: set[str] = set()
        while name not in seen and name != "release":
            seen.add(name)
            name = self._parent(name) or name
        return name == "release"

    def _parent(self, profile: str) -> str | None:
        if profile in _BUILT_IN:
            return _BUILT_IN[profile]
        found = table(self._config, profile).get("inherits") or table(self._written, profile).get("inherits")
        return found if isinstance(found, str) else None


def profiles_of(root: Path, manifest: Mapping[str, Any]) -> Profiles:
    """The profiles of the workspace with this root manifest."""
    names = frozenset(name for name in table(manifest, "profile") if name not in _BUILT_IN)
    return Profiles(manifest, _config(root), build_files(root, names))


def _config(root: Path) -> Mapping[str, Any]:
    """The configuration beside the root manifest; the name without extension wins."""
    for name in ("config", "config.toml"):
        data = read(root / ".cargo" / name)
        if data is not None:
            return parsed(data)
    return {}


def _value(word: str) -> Any:
    """A value from the environment as the manifest would spell it."""
    return {"true": True, "false": False}.get(word, int(word) if word.isdigit() else word)
