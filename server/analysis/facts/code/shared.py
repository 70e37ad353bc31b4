"""Answers that units ask for again and again, edit after edit, worked out once while what they hang on stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from .names import Question
from .rust_file import RustFile

T = TypeVar("T")
_MOST = 256
_KNOWN: OrderedDict[tuple[str, Hashable], tuple[Mapping[Question, Hashable], Any]] = OrderedDict()


def shared(question: Hashable, file: RustFile, answer: Callable[[RustFile], T]) -> T:
    """The answer to a question whose whole ground is asked of the file's names, or is part of the question.

    That goes for the unit's own text, too. The answer holds no nodes, as these belong to one parse.
    """
    key = (file.path, question)
    known = _KNOWN.get(key)
    if known is not None and file.names.still_holds(known[0]):
        _KNOWN.move_to_end(key)
        kept: T = known[1]
        return kept
    aside = RustFile(file.path, file.unit, file.crate, file.names.aside())
    found = answer(aside)
    aside.names.forget()
    _KNOWN[key] = (aside.names.asked, found)
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    file.names.adopt(aside.names.asked)
    return found
