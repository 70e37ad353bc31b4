"""Answers that units ask for again and again, edit after edit, worked out once while what they hang on stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from ...workspace.crates import Crate
from .ground import Asked
from .names import Names
from .rust_file import RustFile

T = TypeVar("T")
_MOST = 256


class _Answer(NamedTuple):
    """What was found and what it hangs on. While the workspace is in this state, only what is near may change."""

    found: Any
    asked: Asked
    near: Asked
    judged: str
    crate: Crate
    state: object


_KNOWN: OrderedDict[tuple[str, Hashable], _Answer] = OrderedDict()


def shared(question: Hashable, file: RustFile, answer: Callable[[RustFile], T]) -> T:
    """The answer to a question whose whole ground is asked of the file's names, or is part of the question.

    That goes for the unit's own text, too. What the manifests say of the crate is no question: an answer is forgotten
    when they are read again. It holds no nodes, as these belong to one parse.
    """
    key = (file.path, question)
    known = _KNOWN.get(key)
    kept = _still_right(known, file) if known is not None else None
    if kept is None:
        aside = RustFile(file.path, file.unit, file.crate, file.names.aside())
        kept = _answer(answer(aside), aside.names.asked, file)
        aside.names.forget()
    _KNOWN[key] = kept
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    file.names.adopt(kept.asked)
    found: T = kept.found
    return found


def _answer(found: Any, asked: Asked, file: RustFile) -> _Answer:
    ground = file.names.ground
    near = {question: then for question, then in asked.items() if ground.is_near(question)}
    return _Answer(found, asked, near, ground.path, file.crate, ground.state)


def _still_right(known: _Answer, file: RustFile) -> _Answer | None:
    """What is known of a question, if it holds; hundreds of answers are gone through once a state of the workspace."""
    if known.crate is not file.crate:
        return None
    ground = file.names.ground
    if known.state is ground.state and known.judged == ground.path:
        return known if _hold(known.near, file.names) else None
    return _answer(known.found, known.asked, file) if _hold(known.asked, file.names) else None


def _hold(asked: Asked, names: Names) -> bool:
    return all(names.ground.now(question) == then for question, then in asked.items())
