"""The head of a function as it is written: its `self`, and which of its parameters takes what a call gives it."""

from __future__ import annotations

from tree_sitter import Node

from .calls import receiver_of


def listed_parameters(function: Node) -> list[Node]:
    """The parameters of a function in their order, `self` among them."""
    parameters = function.child_by_field_name("parameters")
    every = parameters.named_children if parameters is not None else ()
    return [each for each in every if each.type in ("parameter", "self_parameter")]


def self_of(function: Node) -> Node | None:
    """The `self`, `&self` or `&mut self` of a function; None for one that has none, or writes its type."""
    return next((each for each in listed_parameters(function) if each.type == "self_parameter"), None)


def borrows_self(function: Node) -> bool:
    """Whether a function is written with `&self` or `&mut self`."""
    own = self_of(function)
    return own is not None and any(child.type == "&" for child in own.children)


def parameter_for(index: int, call: Node, function: Node) -> Node | None:
    """The parameter of a function that takes the argument of that index of a call; a path's call gives `self` first."""
    listed = listed_parameters(function)
    if receiver_of(call) is not None and listed and is_self(listed[0]):
        del listed[0]
    return listed[index] if 0 <= index < len(listed) else None


def is_self(parameter: Node) -> bool:
    """Whether a parameter is `self`, with its type written or without."""
    pattern = parameter.child_by_field_name("pattern")
    return parameter.type == "self_parameter" or (pattern is not None and pattern.type == "self")
