"""From parsed TOML or the editor's JSON to `Settings`; what is wrong is reported, the rest still counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from .keys import BY_PATH, KEYS, Key
from .model import SEVERITIES, Settings
from .patterns import is_pattern
from .places import ABOVE, Path, Place
from .problems import SettingsProblem
from .words import hint, nearest, selector_problem

Locate = Callable[[Path], Place]


def from_mapping(
    data: Mapping[str, object], known: Collection[str], where: str, locate: Locate | None = None
) -> tuple[Settings, list[SettingsProblem]]:
    """The settings in a table, and its mistakes. `locate` finds the place of a key or a value.

    A key with nothing behind it, JSON's null, is not set. Without `locate` the table is an editor's, where keys are
    spelled in camel case.
    """
    reader = _Reader(known, where, locate)
    return reader.layer(data, (), tuple(KEYS)), reader.problems


class _Reader:
    """Reads one value after the other and collects what is wrong with them."""

    def __init__(self, known: Collection[str], where: str, locate: Locate | None) -> None:
        self.problems: list[SettingsProblem] = []
        self._known = known
        self._names = frozenset(known) - {"all", *SEVERITIES}
        self._where = where
        self._locate = locate
        self._readers: Mapping[str, Callable[[Path, object, Key], Any]] = {
            "words": self._selectors,
            "patterns": self._patterns,
            "choice": self._choice,
            "levels": self._levels,
            "switches": self._switches,
            "paths": self._paths,
        }

    def layer(self, data: Mapping[str, object], path: Path, allowed: Collection[str]) -> Settings:
        """The settings in a table that may have some of the keys."""
        values: dict[str, Any] = {}
        for spelled, value in data.items():
            key, place = kebab(spelled), (*path, spelled)
            if key not in allowed:
                self._unknown(place, spelled, key, allowed)
            elif value is not None and (read := self._readers[KEYS[key].kind](place, value, KEYS[key])) is not None:
                values[key.replace("-", "_")] = read
        return Settings(**values)

    def report(self, path: Path, message: str, instead: str | None = None) -> None:
        place = self._locate(path) if self._locate else ABOVE
        self.problems.append(SettingsProblem(self._where, *place, message, instead, self._locate is not None))

    def _unknown(self, path: Path, spelled: str, key: str, allowed: Collection[str]) -> None:
        if key in KEYS:
            self.report(path, f"`{spelled}` holds for all files, and cannot be set for some")
            return
        close = nearest(key, allowed)
        close = close if self._locate or close is None else _camel(close)
        self.report(path, f"unknown setting `{spelled}`{hint(close)}", close)

    def _selectors(self, path: Path, value: object, _: Key) -> tuple[str, ...] | None:
        return self._texts(path, value, lambda word: selector_problem(word, self._known), self._known)

    def _patterns(self, path: Path, value: object, _: Key) -> tuple[str, ...] | None:
        return self._texts(path, value, _pattern_problem, ())

    def _texts(
        self, path: Path, value: object, problem_of: Callable[[str], str | None], known: Collection[str]
    ) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple):
            self.report(path, f"`{path[-1]}` must be a list of strings")
            return None
        kept = []
        for number, item in enumerate(value):
            if not isinstance(item, str):
                self.report((*path, number), f"`{path[-1]}` must hold strings only")
            elif problem := problem_of(item):
                self.report((*path, number), problem, nearest(item, known))
            else:
                kept.append(item)
        return tuple(kept)

    def _levels(self, path: Path, value: object, key: Key) -> dict[str, str] | None:
        if not isinstance(value, Mapping):
            self.report(path, f'`{path[-1]}` must be a table such as {{ missing-lto = "off" }}')
            return None
        read: dict[str, str] = {}
        for name, level in value.items():
            if name in self._names:
                if (chosen := self._choice((*path, name), level, key)) is not None:
                    read[name] = chosen
            elif kebab(name) in KEYS:
                self.report((*path, name), f"`{name}` is a setting of its own: write it above the table `{path[-1]}`")
            else:
                close = nearest(name, self._names)
                self.report((*path, name), f"unknown rule or family `{name}`{hint(close)}", close)
        return read

    def _switches(self, path: Path, value: object, key: Key) -> dict[str, bool] | None:
        if not isinstance(value, Mapping):
            self.report(path, f"`{path[-1]}` must be a table such as {{ {key.words[0]} = true }}")
            return None
        read: dict[str, bool] = {}
        for spelled, switch in value.items():
            name = kebab(spelled)
            if name not in key.words:
                close = nearest(name, key.words)
                self.report((*path, spelled), f"unknown setting `{spelled}`{hint(close)}", close)
            elif switch is not None and not isinstance(switch, bool):
                self.report((*path, spelled), f"`{spelled}` must be true or false")
            elif switch is not None:
                read[name] = switch
        return read

    def _paths(self, path: Path, value: object, _: Key) -> tuple[tuple[str, Settings], ...] | None:
        if not isinstance(value, Mapping):
            self.report(path, f'`{path[-1]}` must be a table such as {{ "tests/**" = {{ ignore = ["memory"] }} }}')
            return None
        layers = []
        for pattern, layer in value.items():
            if problem := _pattern_problem(pattern):
                self.report((*path, pattern), problem)
            elif isinstance(layer, Mapping):
                layers.append((pattern, self.layer(layer, (*path, pattern), BY_PATH)))
            elif layer is not None:
                self.report((*path, pattern), f'`{pattern}` must be a table such as {{ ignore = ["memory"] }}')
        return tuple(layers)

    def _choice(self, path: Path, value: object, key: Key) -> str | None:
        if isinstance(value, str) and value in key.words:
            return value
        close = nearest(value, key.words) if isinstance(value, str) else None
        self.report((*path, 0), f"`{path[-1]}` must be one of {', '.join(key.words)}{hint(close)}", close)
        return None


def kebab(key: str) -> str:
    """A key as TOML spells it; editors like camel case."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", key).replace("_", "-").lower()


def _camel(key: str) -> str:
    return re.sub(r"-(\w)", lambda found: found[1].upper(), key)


def _pattern_problem(pattern: str) -> str | None:
    return None if is_pattern(pattern) else f"`{pattern}` is no pattern as in .gitignore"
