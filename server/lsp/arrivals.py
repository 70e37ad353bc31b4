"""Changes that arrive in another order than they were made in.

Some editors send each change in a task of its own, and on a busy machine one overtakes another (Helix 25.01 does so).
Applied as they come they leave another text than the editor's, and a fix for that text would damage the editor's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Change = TypeVar("_Change")
_Edit = TypeVar("_Edit")

_MOST = 32
"""Changes that may have overtaken one."""


@dataclass(frozen=True, slots=True)
class Arrival(Generic[_Change, _Edit]):
    """Changes that arrived together, and the edits that take them back, in the order in which they were applied."""

    changes: list[_Change]
    undo: list[_Edit] = field(default_factory=list)


class Arrivals(Generic[_Change, _Edit]):
    """Remembers by version what came since one was skipped: of a client that skips none, nothing."""

    def __init__(self, version: int | None) -> None:
        self._whole = version
        """The version up to which nothing is waited for; None of a client that tells none."""
        self._since: dict[int, Arrival[_Change, _Edit]] = {}

    def overtook(self, version: int | None) -> list[Arrival[_Change, _Edit]]:
        """What came before these changes and was made after them, oldest first.

        Nothing where they come in order, and where the client has told this version before or counts anew.
        """
        if version is None or not self._awaits(version):
            return []
        return [arrival for number, arrival in sorted(self._since.items()) if number > version]

    def add(self, version: int | None, arrival: Arrival[_Change, _Edit]) -> int | None:
        """Remember changes that were applied in their place; the version of the text since."""
        if version is None or self._whole is None or not self._awaits(version):
            self._whole = version
            self._since.clear()
            return version
        self._since[version] = arrival
        newest = max(self._since)
        while (following := self._whole + 1) in self._since or len(self._since) > _MOST:
            self._whole = following if following in self._since else min(self._since)
            del self._since[self._whole]
        return newest

    def _awaits(self, version: int) -> bool:
        return self._whole is not None and version > self._whole and version not in self._since
