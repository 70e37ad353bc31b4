"""Answers that units ask for again and again, edit after edit, worked out once while what they hang on stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from ...workspace.crates import Crate
from .names import Asked
from .rust_file import RustFile

T = TypeVar("T")
_MOST = 256


class _Answer(NamedTuple):
    crate: Crate
    asked: Asked
    found: Any


_KNOWN: OrderedDict[tuple[str, Hashable], _Answer] = OrderedDict()


def shared(question: Hashable, file: RustFile, answer: Callable[[RustFile], T]) -> T:
    """The answer to a question whose whole ground is asked of the file's names, or is part of the question.

    That goes for the unit's own text, too. What the manifests say of the crate is no question: an answer is forgotten
    when they are read again. It holds no nodes, as these belong to one parse.
    """
    key = (file.path, question)
    known = _KNOWN.get(key)
    if known is not None and known.crate is file.crate and file.names.still_holds(known.asked):
        _KNOWN.move_to_end(key)
        kept: T = known.found
        return kept
    aside = RustFile(file.path, file.unit, file.crate, file.names.aside())
    found = answer(aside)
    _KNOWN[key] = _Answer(file.crate, aside.names.asked, found)
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    file.names.adopt(aside.names.asked)
    return found
