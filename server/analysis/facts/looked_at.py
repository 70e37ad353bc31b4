"""Arguments that a function only looks at, although it takes them by value: `impl AsRef<Path>` and the like."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..syntax.units import Unit
from .calls import argument_index, called_name, callee_path, receiver_of
from .data.as_ref import LOOKED_AT
from .data.schema import facts_by_name
from .generics import bounds_of
from .members import declared
from .returned import functions_of
from .rust_file import RustFile
from .type_model import peeled
from .types import type_of

_LOOKED_AT = facts_by_name(LOOKED_AT)
_BOUND = re.compile(rb"^(\w+::)*(AsRef|Borrow)\s*<")


def is_looked_at(value: Node, file: RustFile) -> bool:
    """Whether an expression is an argument of a function that takes whatever gives it a reference."""
    arguments = file.parent(value)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    if call is None or call.type != "call_expression":
        return False
    return _is_looked_at(call, argument_index(call, value), file)


def _is_looked_at(call: Node, index: int, file: RustFile) -> bool:
    receiver, name = receiver_of(call), called_name(call, file)
    if receiver is None:
        path = callee_path(call, file)
        if path in _LOOKED_AT:
            return index in _LOOKED_AT[path]
        owner = path.rpartition("::")[0]
        units = declared(path, file) or tuple(functions_of(owner, name, file) if "::" in owner else ())
    else:
        owned = peeled(type_of(receiver, file))
        if owned is None:
            return False
        if f"{owned.path}::{name}" in _LOOKED_AT:
            return index in _LOOKED_AT[f"{owned.path}::{name}"]
        units = tuple(functions_of(owned.path, name, file))
    return bool(units) and all(_asks_for_a_reference(unit, index) for unit in units)


def _asks_for_a_reference(unit: Unit, index: int) -> bool:
    """Whether a parameter is written `impl AsRef<T>`, or its type is a parameter that is only bound by it."""
    parameters = unit.node.child_by_field_name("parameters")
    written = (
        [p.child_by_field_name("type") for p in parameters.named_children if p.type == "parameter"]
        if parameters
        else []
    )
    annotation = written[index] if index < len(written) else None
    if annotation is None:
        return False
    if annotation.type == "abstract_type":
        trait = annotation.child_by_field_name("trait")
        return trait is not None and _BOUND.match(_text(unit, trait)) is not None
    if annotation.type != "type_identifier":
        return False
    bounds = list(bounds_of(unit, _text(unit, annotation).decode("utf-8", "replace")))
    return len(bounds) == 1 and _BOUND.match(_text(unit, bounds[0])) is not None


def _text(unit: Unit, node: Node) -> bytes:
    return unit.data[node.start_byte : node.end_byte]
