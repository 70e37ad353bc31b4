"""How often a piece of code runs, as plain data, with the words in which it is told."""

from __future__ import annotations

import enum
from typing import NamedTuple


class Level(enum.IntEnum):
    """From what runs once or hardly ever to what runs many times for each request."""

    COLD = 0
    WARM = 1
    REQUEST = 2
    LOOP = 3


class Heat(NamedTuple):
    """A level and where it comes from.

    `how` is "cold", "loop" or "per request" and the like; `what` the reason, said of `function` where that is given
    and of the place itself else. `called` says that the reason stands in a caller, `path` in which file if it is
    another one, `through` by which functions. `under` is told behind the reason. Loops do not warm what is `firm`.
    """

    level: Level
    how: str = ""
    what: str = ""
    function: str = ""
    called: bool = False
    path: str = ""
    through: tuple[str, ...] = ()
    under: str = ""
    firm: bool = False

    @property
    def known(self) -> bool:
        """Whether something in the code says so."""
        return bool(self.what)

    @property
    def reason(self) -> str:
        """The words for a hover; empty when nothing is known."""
        if not self.what:
            return ""
        words = f"{self.how}: {_source(self)}"
        return f"{words}; {self.under}" if self.under else words

    def seen_from(self, caller: str, path: str) -> Heat:
        """The heat of what is called at a place of this heat in a function; `path` if its file is another one."""
        if self.called:
            return self._replace(through=(*self.through, caller))
        what = self.what if self.function else f"in {self.what}"
        return self._replace(what=what, called=True, function=caller, path=path)


def _source(heat: Heat) -> str:
    if not heat.called:
        return f"`{heat.function}` is {heat.what}" if heat.function else heat.what
    where = f" in {heat.path}" if heat.path else ""
    way = " through " + ", ".join(f"`{name}`" for name in heat.through) if heat.through else ""
    only = "only " if heat.level is Level.COLD else ""
    return f"called {only}from `{heat.function}`{where}{way}, {heat.what}"


UNKNOWN = Heat(Level.WARM)


def cold(what: str, *, firm: bool = False) -> Heat:
    """The heat of what runs once or hardly ever."""
    return Heat(Level.COLD, "cold", what, firm=firm)
