"""Versions of packages as ranges: what a requirement of a manifest allows, and whether that lies within another."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

Version = tuple[int, int, int]

_LOWEST: Version = (0, 0, 0)
_HIGHEST: Version = (1 << 62, 0, 0)
_PARTS = re.compile(r"(\d{1,9})(?:\.(\d{1,9}|[*xX]))?(?:\.(\d{1,9}|[*xX]))?(?:[-+][0-9A-Za-z.+-]*)?")
_BOUND = re.compile(r"(>=|<=|>|<|=|\^|~)?\s*(.+)")
_ANY = frozenset({"*", "x", "X"})


class Versions(NamedTuple):
    """The versions from `low` on that are below `high`."""

    low: Version
    high: Version

    def within(self, other: Versions) -> bool | None:
        """Whether all of these are among the others; None when only some are."""
        if other.low <= self.low and self.high <= other.high:
            return True
        return None if max(self.low, other.low) < min(self.high, other.high) else False

    def __and__(self, other: Versions) -> Versions:
        """Those that are among both."""
        return Versions(max(self.low, other.low), min(self.high, other.high))


EVERY = Versions(_LOWEST, _HIGHEST)


@functools.lru_cache(1024)
def allowed(requirement: str) -> Versions | None:
    """What a requirement such as `0.14`, `~1.2` or `>=0.14, <1` allows; None when it says nothing, or nonsense."""
    found = EVERY
    for bound in requirement.split(","):
        one = _one(bound.strip())
        if one is None:
            return None
        found &= one
    return found if found.low < found.high else None


def exactly(text: str) -> Versions | None:
    """The one version that a lock file names; those before it under the same number count as that."""
    match = _PARTS.fullmatch(text)
    parts = _numbers(match) if match is not None else []
    if len(parts) != len(_LOWEST):
        return None
    low = _filled(parts)
    return Versions(low, _after(low, 2))


def _one(bound: str) -> Versions | None:
    if bound in _ANY:
        return EVERY
    sign = _BOUND.fullmatch(bound)
    match = _PARTS.fullmatch(sign[2]) if sign is not None else None
    if sign is None or match is None:
        return None
    parts = _numbers(match)
    low, last = _filled(parts), len(parts) - 1
    match sign[1]:
        case ">=":
            return Versions(low, _HIGHEST)
        case ">":
            return Versions(_after(low, last), _HIGHEST)
        case "<":
            return Versions(_LOWEST, low)
        case "<=":
            return Versions(_LOWEST, _after(low, last))
        case "=":
            return Versions(low, _after(low, last))
        case "~":
            return Versions(low, _after(low, min(last, 1)))
        case _:
            is_open = any(part in _ANY for part in match.groups() if part)
            return Versions(low, _after(low, last if is_open else _leading(parts)))


def _numbers(match: re.Match[str]) -> list[int]:
    """The numbers of a version before the first that is left open."""
    parts: list[int] = []
    for part in match.groups():
        if part is None or part in _ANY:
            break
        parts.append(int(part))
    return parts


def _filled(parts: list[int]) -> Version:
    major, minor, patch = (*parts, 0, 0, 0)[:3]
    return major, minor, patch


def _after(version: Version, place: int) -> Version:
    """The next version that differs in this place."""
    major, minor, patch = version
    return ((major + 1, 0, 0), (major, minor + 1, 0), (major, minor, patch + 1))[place]


def _leading(parts: list[int]) -> int:
    """The place of the first number that is not zero: what differs there is not compatible."""
    return next((place for place, part in enumerate(parts) if part), len(parts) - 1)
