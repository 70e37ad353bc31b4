"""Verdicts of units that are gone: an undo brings them back, as does the brace that what stands behind it waits for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Set

from .judge import Verdict

_MOST = 256


class Remembered:
    """The verdicts of the units that went last, by what tells these from others."""

    def __init__(self) -> None:
        self._verdicts: OrderedDict[Hashable, Verdict] = OrderedDict()

    def get(self, key: Hashable) -> Verdict | None:
        """What was said of a unit when it was there last."""
        return self._verdicts.get(key)

    def replace(self, before: Mapping[Hashable, Verdict], after: Set[Hashable]) -> None:
        """Takes in the verdicts of units from before a change which are not among those after it."""
        for key in before.keys() - after:
            self._verdicts[key] = before[key]
        while len(self._verdicts) > _MOST:
            self._verdicts.popitem(last=False)

    def clear(self) -> None:
        """Forgets all of them."""
        self._verdicts.clear()
