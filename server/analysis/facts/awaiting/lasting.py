"""What outlives a future: the name behind a receiver or argument, through what only borrows from it."""

from __future__ import annotations

from tree_sitter import Node

from ..code.bindings import Binding, binding_of
from ..code.calls import called_name, receiver_of
from ..code.nodes import is_mutable
from ..code.rust_file import RustFile, expression
from .await_arms import arguments

# Methods that give a part of what they are called on, or access to it.
_BORROWING = frozenset(
    {
        "as_mut", "as_ref", "as_deref_mut", "as_deref", "by_ref", "get_mut", "get_ref", "get_pin_mut", "deref_mut",
        "borrow_mut", "lock", "write", "read", "unwrap", "expect", "unwrap_or_else", "ok_or", "ok_or_else", "split",
        "reader", "writer", "stream", "stream_mut", "inner", "inner_mut", "buffer", "iter_mut", "values_mut",
        "compat", "compat_write", "clone", "as_pin_mut", "first_mut", "last_mut", "io_mut",
    }
)  # fmt: skip
_INNER = frozenset({"parenthesized_expression", "try_expression", "await_expression", "unary_expression"})
_DEPTH = 8


def lasting_name(value: Node, file: RustFile, loop: Node | None) -> Node | None:
    """The name declared outside of a loop that a value is, is part of, or borrows from; None for what is made in it.

    Without a loop, `self` or a parameter of the function.
    """
    return _name(value, file, loop, 0)


def _name(value: Node, file: RustFile, loop: Node | None, depth: int) -> Node | None:
    value = expression(value)
    if depth > _DEPTH:
        return None
    if value.type == "self":
        return value
    if value.type == "identifier":
        return _of_binding(value, file, loop, depth)
    inner = _inner(value, file)
    return _name(inner, file, loop, depth + 1) if inner is not None else None


def _inner(value: Node, file: RustFile) -> Node | None:
    """What an expression gives access to."""
    if value.type in _INNER or value.type == "index_expression":
        return value.named_child(0)
    if value.type == "field_expression":
        return value.child_by_field_name("value")
    if value.type == "reference_expression":
        return value.child_by_field_name("value")
    if value.type != "call_expression":
        return None
    receiver = receiver_of(value)
    if receiver is not None:
        return receiver if called_name(value, file) in _BORROWING else None
    return next((given for given in arguments(value) if _is_lent(given)), None)


def _is_lent(value: Node) -> bool:
    """`&mut stream`, as a reader around it is made with."""
    return value.type == "reference_expression" and is_mutable(value)


def _of_binding(name: Node, file: RustFile, loop: Node | None, depth: int) -> Node | None:
    binding = binding_of(name, file)
    if binding is None:
        return None
    if loop is None:
        if binding.kind == "parameter":
            return binding.name
    elif binding.name.start_byte < loop.start_byte or binding.kind == "parameter":
        return binding.name
    lends = binding.value is not None and binding.kind in ("let", "condition", "match") and not _is_new(binding)
    return _name(binding.value, file, loop, depth + 1) if lends and binding.value is not None else None


def _is_new(binding: Binding) -> bool:
    """Whether a value is moved or copied out of where it was: `let len = self.len;`."""
    value = expression(binding.value) if binding.value is not None else None
    return binding.kind == "let" and value is not None and value.type in ("field_expression", "index_expression")
