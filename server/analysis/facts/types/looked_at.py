"""Arguments that a function only looks at, although it takes them by value: `impl AsRef<Path>` and the like."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.calls import argument_index, called_name, callee_path, receiver_of
from ..code.generics import bounds_of
from ..code.heads import parameter_for
from ..code.members import declared
from ..code.rust_file import RustFile
from ..code.type_model import documented_path, peeled
from ..data.as_ref import LOOKED_AT
from ..data.schema import facts_by_name
from .expressions import type_of
from .returned import functions_of

_LOOKED_AT = facts_by_name(LOOKED_AT)
_BOUND = re.compile(rb"^(\w+::)*(AsRef|Borrow|Deref)\s*<")
# Traits that a reference has whenever the value has them.
_BESIDE = re.compile(rb"(\w+::)*(Debug|Display|Send|Sync|Copy|Clone)|\?Sized")


def is_looked_at(value: Node, file: RustFile) -> bool:
    """Whether an expression is an argument of a function that takes whatever gives it a reference."""
    arguments = file.parent(value)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    if call is None or call.type != "call_expression":
        return False
    return _is_looked_at(call, argument_index(call, value), file)


def _is_looked_at(call: Node, index: int, file: RustFile) -> bool:
    known = _LOOKED_AT.get(called_path(call, file))
    if known is not None:
        return index in known
    units = _functions(call, file)
    return bool(units) and all(_asks_for_a_reference(unit, _annotation(unit, call, index)) for unit in units)


def called_path(call: Node, file: RustFile) -> str:
    """The path of what is called, for a method the one with the type of its receiver; empty when it is not known."""
    receiver = receiver_of(call)
    if receiver is None:
        return callee_path(call, file)
    owned = peeled(type_of(receiver, file))
    owner = documented_path(owned) if owned is not None else ""
    return f"{owner}::{called_name(call, file)}" if owner else ""


def _functions(call: Node, file: RustFile) -> tuple[Unit, ...]:
    """The functions of the workspace that a call may mean."""
    path = called_path(call, file)
    owner, _, name = path.rpartition("::")
    found = declared(path, file) if receiver_of(call) is None else ()
    return found or (tuple(functions_of(owner, name, file)) if owner else ())


def parameter_of(call: Node, index: int, file: RustFile) -> tuple[Unit, Node] | None:
    """The type that a function of the workspace writes for an argument, with the function."""
    units = _functions(call, file)
    annotation = _annotation(units[0], call, index) if len(units) == 1 else None
    return (units[0], annotation) if annotation is not None else None


def _annotation(unit: Unit, call: Node, index: int) -> Node | None:
    parameter = parameter_for(index, call, unit.node)
    return parameter.child_by_field_name("type") if parameter is not None else None


def _asks_for_a_reference(unit: Unit, annotation: Node | None) -> bool:
    """Whether a type is written `impl AsRef<T>`, or is a parameter that is only bound by such traits."""
    if annotation is None:
        return False
    if annotation.type == "abstract_type":
        trait = annotation.child_by_field_name("trait")
        bounds = trait.named_children if trait is not None and trait.type == "bounded_type" else [trait]
    elif annotation.type == "type_identifier" and _is_of_its_own(unit, _text(unit, annotation)):
        bounds = list(bounds_of(unit, _text(unit, annotation).decode("utf-8", "replace")))
    else:
        return False
    texts = [_text(unit, bound) for bound in bounds if bound is not None]
    return any(map(_BOUND.match, texts)) and all(_BOUND.match(text) or _BESIDE.fullmatch(text) for text in texts)


def _is_of_its_own(unit: Unit, parameter: bytes) -> bool:
    """Whether a type parameter stands for one argument alone: another value of it would need another type."""
    parts = (unit.node.child_by_field_name("parameters"), unit.node.child_by_field_name("return_type"))
    word = re.compile(rb"\b" + re.escape(parameter) + rb"\b")
    return sum(len(word.findall(_text(unit, part))) for part in parts if part is not None) == 1


def _text(unit: Unit, node: Node) -> bytes:
    return unit.data[node.start_byte : node.end_byte]
