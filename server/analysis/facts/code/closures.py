"""What the closures that iterators, options and results are given are called with, and what comes of them."""

from __future__ import annotations

from tree_sitter import Node

from .rust_file import RustFile
from .type_model import OPTION, RESULT, Type, element_of, peeled

# Methods whose closure is given the value held, or each element, as its only or last parameter.
_HELD = frozenset(
    {"map", "and_then", "is_some_and", "is_ok_and", "is_none_or", "map_or", "map_or_else", "inspect", "filter"}
)
_EACH = frozenset(
    {
        "map", "filter", "for_each", "try_for_each", "any", "all", "find", "find_map", "filter_map", "flat_map",
        "inspect", "position", "take_while", "skip_while", "map_while", "partition", "max_by_key", "min_by_key",
    }
)  # fmt: skip
_OF_COLLECTIONS = frozenset({"retain", "retain_mut", "sort_by_key", "sort_unstable_by_key"})


def given_to(closure: Node, whole: Type | None, method: str) -> Type | None:
    """The type of the only parameter of a closure that a method of a value of that type is given."""
    parameters = closure.child_by_field_name("parameters")
    held = peeled(whole)
    if held is None or parameters is None or len(parameters.named_children) != 1:
        return None
    if held.path in (OPTION, RESULT):
        return held.argument(0) if method in _HELD else None
    if held.path == "iter":
        return element_of(held) if method in _EACH else None
    return element_of(held) if method in _OF_COLLECTIONS else None


def taken_from(closure: Node, file: RustFile) -> tuple[Node, str] | None:
    """What a method is called on that a closure is the last argument of, and the method's name."""
    arguments = file.parent(closure)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    function = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if arguments is None or function is None or function.type != "field_expression":
        return None
    value, name = function.child_by_field_name("value"), function.child_by_field_name("field")
    if value is None or name is None or arguments.named_children[-1] != closure:
        return None
    return value, file.text(name)


def body_handed_to(call: Node) -> Node | None:
    """What the closure that is a call's last argument comes to."""
    arguments = call.child_by_field_name("arguments")
    last = arguments.named_children[-1] if arguments is not None and arguments.named_children else None
    return last.child_by_field_name("body") if last is not None and last.type == "closure_expression" else None


def comes_of(whole: Type, method: str, given: Type | None) -> Type | None:
    """What `map` and `and_then` give back for a closure that gives back a value of the type `given`."""
    if method == "map" and given is not None and whole.path in (OPTION, RESULT, "iter"):
        return Type(whole.path, (given, *whole.args[1:]))
    if method == "and_then" and given is not None and given.path == whole.path:
        return given
    return None
