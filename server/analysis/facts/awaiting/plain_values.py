"""Expressions that only hand on what is there: places, literals, clones, constructors; what they move or borrow.

Such an expression may be evaluated a little earlier than it is written: it waits for nothing and changes nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile
from .await_arms import is_place

_OWNED = frozenset(
    {"clone", "to_string", "to_owned", "to_vec", "into", "cloned", "copied", "len", "is_some", "is_none", "is_empty"}
)
_BORROWED = frozenset({"as_str", "as_bytes", "as_ref", "as_path", "as_slice", "as_deref", "iter", "borrow"})
_CONSTRUCTORS = (
    "std::sync::Arc::", "std::rc::Rc::", "std::time::Duration::", "std::boxed::Box::new", "std::string::String::",
    "std::vec::Vec::new", "std::path::PathBuf::from",
)  # fmt: skip
_ATOMS = frozenset({"scoped_identifier", "unit_expression", "negative_literal"})
_SERIES = frozenset(
    {"tuple_expression", "array_expression", "parenthesized_expression", "binary_expression", "unary_expression"}
)


class Handed(NamedTuple):
    """The local names that an expression moves or copies, and those that what it gives borrows."""

    moved: list[Node]
    borrowed: list[Node]


def handed_by(values: list[Node], file: RustFile) -> Handed | None:
    """What the expressions take of local names; None if one of them does more than hand on."""
    found = Handed([], [])
    return found if all(_reads(value, found, file) for value in values) else None


def root_of(place: Node) -> Node:
    """The variable that a place is in."""
    while place.type in ("field_expression", "reference_expression", "parenthesized_expression"):
        place = place.named_children[0 if place.type != "reference_expression" else -1]
    return place


def is_local(name: Node, file: RustFile) -> bool:
    """Whether a name is `self` or bound in the function, and no item."""
    return name.type == "self" or binding_of(name, file) is not None


def _reads(node: Node, found: Handed, file: RustFile) -> bool:
    kind = node.type
    if kind.endswith("literal") or kind in _ATOMS:
        return True
    if is_place(node) and kind != "reference_expression":
        found.moved.append(root_of(node))
        return True
    if kind == "reference_expression":
        return _refers(node.named_children[-1], found, file)
    if kind in _SERIES:
        return all(_reads(child, found, file) for child in node.named_children)
    if kind == "type_cast_expression":
        return _reads(node.named_children[0], found, file)
    if kind == "struct_expression":
        return all(_field(field, found, file) for field in _fields(node))
    if kind == "macro_invocation":
        return called_name(node, file) == "format" and all(map(is_place, file.arguments_of_macro(node)))
    return kind == "call_expression" and _calls(node, found, file)


def _refers(value: Node, found: Handed, file: RustFile) -> bool:
    if value.type.endswith("literal"):
        return True
    if not is_place(value) or value.type == "reference_expression":
        return False
    if is_local(root_of(value), file):
        found.borrowed.append(root_of(value))
    return True


def _fields(struct: Node) -> list[Node]:
    body = struct.child_by_field_name("body")
    return [n for n in body.named_children if not n.type.endswith("_comment")] if body is not None else []


def _field(field: Node, found: Handed, file: RustFile) -> bool:
    if field.type == "shorthand_field_initializer":
        return all(_reads(child, found, file) for child in field.named_children)
    value = field.child_by_field_name("value") if field.type == "field_initializer" else None
    return value is not None and _reads(value, found, file)


def _calls(call: Node, found: Handed, file: RustFile) -> bool:
    given = call.child_by_field_name("arguments")
    arguments = [n for n in given.named_children if not n.type.endswith("_comment")] if given is not None else []
    receiver, name = receiver_of(call), called_name(call, file)
    if receiver is not None:
        if arguments or not is_place(receiver) or name not in _OWNED | _BORROWED:
            return False
        if name in _BORROWED and is_local(root_of(receiver), file):
            found.borrowed.append(root_of(receiver))
        return True
    path = callee_path(call, file)
    if path.endswith("::clone"):
        return all(map(is_place, arguments))
    if name[:1].isupper() or path.startswith(_CONSTRUCTORS):
        return all(_reads(argument, found, file) for argument in arguments)
    return False
