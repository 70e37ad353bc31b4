"""How many types a generic function is compiled for, as far as its callers are seen."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.calls import receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import Type
from ..running.callers import callers_of, knows_all_callers
from ..types.expressions import type_of

_MANY = 2


def is_compiled_for_many(indices: list[int], file: RustFile) -> bool:
    """Whether the arguments at these places may be of several types: the callers say so, or not all are known.

    In a program that is built here there are no others than those of the workspace; of one that nobody calls nothing is
    known.
    """
    places = callers_of(file)
    if not places or not (knows_all_callers(file) or _is_of_program(file)):
        return True
    kinds = {_kinds(place, indices, view) for place, view in places}
    return len(kinds) >= _MANY or (len(places) >= _MANY and None in kinds)


def _is_of_program(file: RustFile) -> bool:
    home = file.names.home()
    return home is not None and file.names.is_of_application(home.target)


def _kinds(place: Node, indices: list[int], view: RustFile) -> tuple[Type, ...] | None:
    """The types of the arguments of a call; None when one is not known, or the function is handed on by its name."""
    if place.type != "call_expression":
        return None
    given = list(arguments_of(place))
    shift = 0 if receiver_of(place) is None else 1
    found: list[Type] = []
    for index in indices:
        at = index - shift
        type_ = type_of(given[at], view) if 0 <= at < len(given) else None
        if type_ is None:
            return None
        found.append(type_)
    return tuple(found)
