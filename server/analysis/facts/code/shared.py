"""Answers about a whole file that many of its units ask for, worked out once while what they hang on stays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping

from .names import Question
from .rust_file import RustFile

_MOST = 256
_KNOWN: OrderedDict[tuple[str, Hashable], tuple[Mapping[Question, Hashable], bool]] = OrderedDict()


def shared(question: Hashable, file: RustFile, answer: Callable[[RustFile], bool]) -> bool:
    """The answer to a question whose whole ground is asked of the file's names, the unit's own text included."""
    key = (file.path, question)
    known = _KNOWN.get(key)
    if known is not None and file.names.still_holds(known[0]):
        return known[1]
    aside = RustFile(file.path, file.unit, file.crate, file.names.aside())
    found = answer(aside)
    _KNOWN[key] = (aside.names.asked, found)
    _KNOWN.move_to_end(key)
    if len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    file.names.still_holds(aside.names.asked)
    return found
