"""Statements that are one awaited call each: `let x = f(a).await?;`, and what the call is given and gives."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from .bindings import names_in
from .calls import called_name, receiver_of
from .rust_file import RustFile, expression

_UNWRAPS = frozenset(
    {
        "unwrap", "expect", "unwrap_or", "unwrap_or_else", "unwrap_or_default", "map_err", "ok", "context",
        "with_context", "ok_or", "ok_or_else", "wrap_err", "wrap_err_with", "change_context", "into_inner", "map",
        "and_then", "flatten", "is_ok", "is_some", "ok_or_eyre", "into_response",
    }
)  # fmt: skip
_ADAPTERS = frozenset({"instrument", "in_current_span", "boxed", "boxed_local", "with_subscriber", "fuse"})


class Step(NamedTuple):
    """One statement: the awaited call, the future as written, the pattern it is bound by, what follows the await."""

    statement: Node
    call: Node
    future: Node
    pattern: Node | None
    suffix: str

    def names(self, file: RustFile) -> set[bytes]:
        """The names that the statement binds."""
        return {file.bytes_of(name) for name in names_in(self.pattern, file)} if self.pattern is not None else set()


def step_at(statement: Node | None, file: RustFile) -> Step | None:
    """The statement as a step; None if it is more or less than one awaited call."""
    if statement is None:
        return None
    if statement.type == "let_declaration":
        value, pattern = statement.child_by_field_name("value"), statement.child_by_field_name("pattern")
        if statement.child_by_field_name("alternative") is not None:
            return None
    elif statement.type == "expression_statement":
        value, pattern = statement.named_children[0] if statement.named_children else None, None
    else:
        return None
    awaited = _awaited(value, file) if value is not None else None
    if value is None or awaited is None or b".await" in file.bytes_of(awaited.named_children[0]):
        return None
    future = awaited.named_children[0]
    suffix = file.data[awaited.end_byte : value.end_byte].decode("utf-8", "replace")
    call = _called(future, file)
    if call is None or ".await" in suffix:
        return None
    return Step(statement, call, future, pattern, suffix.strip())


def _awaited(value: Node, file: RustFile) -> Node | None:
    """The await below `?` and what unwraps or maps its result."""
    while value.type != "await_expression":
        if value.type in ("try_expression", "parenthesized_expression"):
            value = value.named_children[0]
        elif value.type == "call_expression" and called_name(value, file) in _UNWRAPS:
            receiver = receiver_of(value)
            if receiver is None:
                return None
            value = receiver
        else:
            return None
    return value


def _called(future: Node, file: RustFile) -> Node | None:
    """The call that makes the future, below `.instrument(..)` and the like."""
    future = expression(future)
    while future.type == "call_expression" and called_name(future, file) in _ADAPTERS:
        receiver = receiver_of(future)
        if receiver is None:
            return None
        future = receiver
    return future if future.type == "call_expression" else None
