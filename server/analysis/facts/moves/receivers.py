"""How a method takes what it is called on: by `&`, by `&mut`, or whole."""

from __future__ import annotations

import enum

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.calls import called_name, receiver_of
from ..code.heads import is_self, listed_parameters
from ..code.nodes import says_mut
from ..code.rust_file import RustFile
from ..code.type_model import Type, documented_path, peeled
from ..data.receivers import OF_ALL, RECEIVERS
from ..data.schema import by_owner, facts_by_name
from ..types.expressions import type_of
from ..types.returned import functions_of
from ..types.written_types import deref_target


class Takes(enum.Enum):
    """The receiver of a method, as its signature writes it."""

    SHARED = "&"
    MUTABLE = "&mut"
    WHOLE = "self"


_MOST_DEREFS = 6
_BY_TYPE = by_owner(RECEIVERS)
_BY_TRAIT = {name.rpartition("::")[2]: how for name, how in facts_by_name(OF_ALL).items()}


def _agreed() -> dict[str, str]:
    """The methods that all types of the tables take alike: what is left where the type is not known."""
    found: dict[str, set[str]] = {}
    for methods in _BY_TYPE.values():
        for name, how in methods.items():
            found.setdefault(name, set()).add(how)
    return {name: hows.pop() for name, hows in found.items() if len(hows) == 1} | _BY_TRAIT


_BY_NAME = _agreed()


def takes_receiver(call: Node, file: RustFile) -> Takes | None:
    """How a method call takes its receiver; None when nobody can tell."""
    return file.once("takes receiver", call, lambda: _takes(call, file))


def _takes(call: Node, file: RustFile) -> Takes | None:
    receiver, name = receiver_of(call), called_name(call, file)
    if receiver is None:
        return None
    whole = type_of(receiver, file)
    if whole is None:
        how = _BY_NAME.get(name)
        return Takes(how) if how is not None else None
    return method_takes(whole, name, file)


def method_takes(whole: Type, name: str, file: RustFile) -> Takes | None:
    """How the method of a name takes a value of a type."""
    seen: Type | None = whole
    for _ in range(_MOST_DEREFS):
        if seen is None:
            break
        if units := functions_of(seen.path, name, file):
            hows = {written_receiver(unit) for unit in units}
            return hows.pop() if len(hows) == 1 else None
        how = _BY_TYPE.get(documented_path(seen), {}).get(name)
        if how is not None:
            return Takes(how)
        inner = peeled(seen)
        seen = inner if inner != seen else deref_target(seen, file)
    how = _BY_TRAIT.get(name)
    return Takes(how) if how is not None else None


def written_receiver(unit: Unit) -> Takes | None:
    """How a function takes its `self`; None for one that has none."""
    first = next(iter(listed_parameters(unit.node)), None)
    if first is None or not is_self(first):
        return None
    written = first.child_by_field_name("type") or first
    return _as_written(unit.data[written.start_byte : written.end_byte])


def _as_written(text: bytes) -> Takes:
    if not text.startswith(b"&"):
        return Takes.WHOLE
    return Takes.MUTABLE if says_mut(text) else Takes.SHARED
