"""Answers that units ask for again and again, edit after edit, worked out once while what they hang on stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from .ground import Asked
from .names import Names
from .rust_file import RustFile

T = TypeVar("T")
_MOST = 256


class _Known(NamedTuple):
    """An answer and what it hangs on. While the workspace is in this state, only what is near may be said otherwise."""

    answer: Any
    asked: Asked
    near: Asked
    judged: str
    state: object


_KNOWN: OrderedDict[tuple[str, Hashable], _Known] = OrderedDict()


def shared(question: Hashable, file: RustFile, answer: Callable[[RustFile], T]) -> T:
    """The answer to a question whose whole ground is asked of the file's names, or is part of the question.

    That goes for the unit's own text, too. The answer holds no nodes, as these belong to one parse.
    """
    key = (file.path, question)
    known = _still_known(key, file.names)
    if known is None:
        aside = RustFile(file.path, file.unit, file.crate, file.names.aside())
        known = _known(answer(aside), aside.names.asked, file.names)
    _KNOWN[key] = known
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    file.names.adopt(known.asked)
    found: T = known.answer
    return found


def _known(answer: Any, asked: Asked, names: Names) -> _Known:
    ground = names.ground
    near = {question: then for question, then in asked.items() if ground.is_near(question)}
    return _Known(answer, asked, near, ground.path, ground.state)


def _still_known(key: tuple[str, Hashable], names: Names) -> _Known | None:
    """What is known of a question, if it holds; a walk through hundreds of answers is made once for each state."""
    known = _KNOWN.get(key)
    if known is None:
        return None
    if known.state is names.ground.state and known.judged == names.ground.path:
        return known if names.hold(known.near) else None
    return _known(known.answer, known.asked, names) if names.hold(known.asked) else None
