"""Cargo's profiles: what each key is in the end, and which profile the programs ship with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .build_files import BuildFiles
from .config import Config
from .flags import value_of
from .packages import table

_BUILT_IN = {"dev": None, "release": None, "test": "dev", "bench": "release"}
_SHIPS = re.compile(
    r"dist|ship|shipping|prod|production|publish|deploy|package|final|official|max\w*|lto|pgo|fat|optimi[sz]ed|release"
)
_SHIPS_NOT = re.compile(
    r"ci|dev|debug|dbg|prof\w*|bench\w*|test\w*|fast|quick|small|size|mini\w*|micro|tiny|low|wasm|local|symbols|fuzz|"
    r"asan|lint|flamegraph"
)
_WORDS = re.compile(r"[-_]")


class Profiles:
    """The profiles of a workspace, with what configuration files, flags and the environment of its builds set."""

    def __init__(self, manifest: Mapping[str, Any], config: Config, builds: BuildFiles) -> None:
        self._written = table(manifest, "profile")
        self._config = config
        self._builds = builds

    def setting(self, profile: str, key: str) -> Any:
        """The value of a key by the manifest and `.cargo/config.toml`, None when neither sets it."""
        for name in self._line(profile):
            for source in (self._config.profile(name), table(self._written, name)):
                if key in source:
                    return source[key]
        return None

    def overrides(self, profile: str, key: str) -> list[Any]:
        """The values that builds give the key by environment, `--config` or flags; each may be of one job only."""
        found: list[Any] = []
        for name in self._line(profile):
            found += [_value(word) for word in self._builds.overrides.get((name, key), ())]
            if key in self._config.profile(name) or key in table(self._written, name):
                break
        flag = value_of(self._config.always(), key)
        return found if flag is None else [*found, _value(flag)]

    def _line(self, profile: str) -> list[str]:
        """The profile and those that it inherits from, the nearest first; a circle is gone round once."""
        found = [profile]
        while (parent := self._parent(found[-1])) is not None and parent not in found:
            found.append(parent)
        return found

    def shipped_values(self, key: str) -> list[Any]:
        """What the key is in each profile that programs ship with, and what builds set instead; None for unset."""
        names = self.shipping()
        return [value for name in names for value in (self.setting(name, key), *self.overrides(name, key))]

    def is_written_here(self, profile: str, key: str) -> bool:
        """Whether the manifest is where a key of a profile is to be set: no configuration file would win over it."""
        return key not in self._config.profile(profile) and (profile in _BUILT_IN or profile in self._written)

    @property
    def to_change(self) -> str:
        """The profile that a setting of the shipped programs belongs in: the custom one that builds name, if any."""
        named = self._builds.named(frozenset(self._custom))
        return next((name for name in self.shipping() if name in named), "release")

    @property
    def _custom(self) -> list[str]:
        return [name for name in dict.fromkeys([*self._written, *self._config.profiles]) if name not in _BUILT_IN]

    def shipping(self) -> list[str]:
        """The profiles that programs ship with: `release`, and custom ones by their name or their use."""
        return ["release", *(name for name in self._custom if self._ships(name))]

    def _ships(self, name: str) -> bool:
        if "release" not in self._line(name):
            return False
        words = _WORDS.split(name.lower())
        if any(_SHIPS_NOT.fullmatch(word) for word in words):
            return False
        if any(_SHIPS.fullmatch(word) for word in words) or name in self._builds.named(frozenset([name])):
            return True
        return self._is_optimised(name)

    def _is_optimised(self, name: str) -> bool:
        """Whether a profile exists for speed: who wrote it knows what `release` leaves out."""
        return _written_for_speed(self._config.profile(name)) or _written_for_speed(table(self._written, name))

    def _parent(self, profile: str) -> str | None:
        if profile in _BUILT_IN:
            return _BUILT_IN[profile]
        found = self._config.profile(profile).get("inherits") or table(self._written, profile).get("inherits")
        return found if isinstance(found, str) else None


def _written_for_speed(profile: Mapping[str, Any]) -> bool:
    return profile.get("lto") in (True, "fat", "thin") or profile.get("codegen-units") == 1


def _value(word: str) -> Any:
    """A value from the environment as the manifest would spell it."""
    return {"true": True, "false": False}.get(word, int(word) if word.isdigit() else word)
