"""How work on a whole workspace gives way to somebody who waits: it is broken off, and begun again later.

What was found out for single files and functions is kept until then, so that most of it is not done twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WANTED: list[Callable[[], bool]] = []


class GivesWay(BaseException):
    """Somebody waits. It is no mistake of a rule, and no rule can catch it."""


@contextmanager
def giving_way(is_wanted: Callable[[], bool]) -> Iterator[None]:
    """What is begun inside is broken off at the next `breathe` once somebody else has use for the time."""
    _WANTED.append(is_wanted)
    try:
        yield
    except GivesWay:
        pass
    finally:
        _WANTED.pop()


def breathe() -> None:
    """To be called between pieces of long work, where nothing is half done that outlives it."""
    if _WANTED and _WANTED[-1]():
        raise GivesWay
