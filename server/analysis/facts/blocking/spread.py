"""How much work of one kind is done: all of it here, or spread over processes by who has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from ...workspace.giving_way import breathe

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """Does the same with each of many things; the results are plain data, in the order of the things."""

    def __call__(self, work: Callable[[T], R], things: Sequence[T], /) -> list[R]: ...


def alone(work: Callable[[T], R], things: Sequence[T], /) -> list[R]:
    """All of it in this process, which may have more urgent things to do."""
    done: list[R] = []
    for thing in things:
        breathe()
        done.append(work(thing))
    return done
