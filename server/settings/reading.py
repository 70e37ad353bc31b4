"""From parsed TOML or the editor's JSON to `Settings`; what is wrong is reported, the rest still counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .model import LEVELS, MODES, SEVERITIES, Settings

Locate = Callable[[tuple[str, ...]], tuple[int, int]]

_TWINS = ("auto", "on", "off")
_KEYS = ("select", "ignore", "severity", "exclude", "unfixable", "clippy-twins", "diagnostic-mode")


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A mistake in the settings, where it stands (from 0, in UTF-16 units) and what was probably meant."""

    path: str
    line: int
    character: int
    message: str


def selector_words(rules: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Every word a selector may be, given each rule's name and family."""
    return frozenset({"all", *SEVERITIES}.union(*rules))


def selector_problem(word: str, known: Collection[str]) -> str | None:
    """What is wrong with a selector, if anything."""
    if word in known:
        return None
    return f"unknown rule, family or severity `{word}`{nearest(word, known)}"


def nearest(word: str, known: Iterable[str]) -> str:
    """A clause that names the known word closest to a mistyped one, empty when none is close."""
    import difflib

    by_shape = {name.replace("_", "-").lower(): name for name in sorted(known)}
    close = difflib.get_close_matches(word.replace("_", "-").lower(), by_shape, n=1, cutoff=0.6)
    return f"; did you mean `{by_shape[close[0]]}`?" if close else ""


def from_mapping(
    data: Mapping[str, object], known: Collection[str], where: str, locate: Locate | None = None
) -> tuple[Settings, list[SettingsProblem]]:
    """The settings in a table, and its mistakes. `locate` finds the line and column of a key or a value.

    A key with nothing behind it, JSON's null, is not set.
    """
    reader = _Reader(known, where, locate or (lambda _: (0, 0)))
    values: dict[str, Any] = {}
    for spelled, value in data.items():
        key = _kebab(spelled)
        if key not in _KEYS:
            reader.report((spelled,), f"unknown setting `{spelled}`{nearest(spelled, _KEYS)}")
        elif value is not None and (read := reader.read(key, spelled, value)) is not None:
            values[key.replace("-", "_")] = read
    return Settings(**values), reader.problems


class _Reader:
    """Reads one value after the other and collects what is wrong with them."""

    def __init__(self, known: Collection[str], where: str, locate: Locate) -> None:
        self.problems: list[SettingsProblem] = []
        self._known = known
        self._where = where
        self._locate = locate

    def report(self, place: tuple[str, ...], message: str) -> None:
        self.problems.append(SettingsProblem(self._where, *self._locate(place), message))

    def read(self, key: str, spelled: str, value: object) -> Any:
        if key == "severity":
            return self._severity(spelled, value)
        if key == "clippy-twins":
            return self._one_of(value, _TWINS, (spelled,), spelled)
        if key == "diagnostic-mode":
            return self._one_of(value, MODES, (spelled,), spelled)
        return self._texts(spelled, value, checked=key != "exclude")

    def _texts(self, key: str, value: object, checked: bool) -> tuple[str, ...] | None:
        if not isinstance(value, list | tuple):
            self.report((key,), f"`{key}` must be a list of strings")
            return None
        kept = []
        for item in value:
            problem = selector_problem(item, self._known) if checked and isinstance(item, str) else None
            if not isinstance(item, str):
                self.report((key,), f"`{key}` must hold strings only")
            elif problem:
                self.report((key, item), problem)
            else:
                kept.append(str(item))
        return tuple(kept)

    def _severity(self, key: str, value: object) -> dict[str, str] | None:
        if not isinstance(value, Mapping):
            self.report((key,), f'`{key}` must be a table such as {{ missing-lto = "off" }}')
            return None
        rules = frozenset(self._known) - {"all", *SEVERITIES}
        read: dict[str, str] = {}
        for name, level in value.items():
            if name not in rules:
                self.report((key, name), f"unknown rule or family `{name}`{nearest(name, rules)}")
            elif chosen := self._one_of(level, LEVELS, (key, name), name):
                read[name] = chosen
        return read

    def _one_of(self, value: object, allowed: tuple[str, ...], place: tuple[str, ...], name: str) -> str | None:
        if isinstance(value, str) and value in allowed:
            return str(value)
        hint = nearest(value, allowed) if isinstance(value, str) else ""
        self.report(place, f"`{name}` must be one of {', '.join(allowed)}{hint}")
        return None


def _kebab(key: str) -> str:
    """The key as TOML spells it; editors like camel case."""
    return re.sub(r"(?<=[a-z])([A-Z])", r"-\1", key).replace("_", "-").lower()
