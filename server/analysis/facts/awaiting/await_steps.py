"""Statements that are one awaited call each: `let x = f(a).await?;`, and what the call is given and gives."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import names_in
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile, expression

# The adapters of futures that leave it the same question.
_ADAPTERS = frozenset(
    {
        "instrument", "in_current_span", "boxed", "boxed_local", "with_subscriber", "fuse", "map", "map_ok", "map_err",
        "ok", "or_else", "and_then", "unwrap_or_else", "err_into", "inspect_err", "inspect_ok", "into_future",
    }
)  # fmt: skip
# What holds values that are computed one after the other, though none needs another.
PARTED = frozenset({"field_initializer_list", "tuple_expression", "array_expression"})


class Step(NamedTuple):
    """One statement: the awaited call, the future as written, the pattern it is bound by, what follows the await.

    A `part` is no statement, but a field of a struct's literal or an element of a tuple or array.
    """

    statement: Node
    call: Node
    future: Node
    pattern: Node | None
    suffix: str
    part: bool = False

    def names(self, file: RustFile) -> set[bytes]:
        """The names that the statement binds."""
        return {file.bytes_of(name) for name in names_in(self.pattern, file)} if self.pattern is not None else set()


def step_at(statement: Node | None, file: RustFile) -> Step | None:
    """The statement as a step; None if it is more or less than one awaited call."""
    if statement is None:
        return None
    value, pattern = _parts(statement)
    awaited = _awaited(value, file) if value is not None else None
    if value is None or awaited is None or b".await" in file.bytes_of(awaited.named_children[0]):
        return None
    future = awaited.named_children[0]
    suffix = file.data[awaited.end_byte : value.end_byte].decode("utf-8", "replace")
    call = _called(future, file)
    if call is None or ".await" in suffix:
        return None
    return Step(statement, call, future, pattern, suffix.strip(), is_part(statement))


def step_of(awaited: Node, file: RustFile) -> Step | None:
    """An await wherever it stands, without what becomes of its value; None if no call makes the future."""
    future = awaited.named_children[0]
    call = _called(future, file)
    return Step(awaited, call, future, None, "") if call is not None else None


def is_part(node: Node) -> bool:
    """Whether the node is a field of a struct's literal, or an element of a tuple or array."""
    return node.parent is not None and node.parent.type in PARTED


def _parts(statement: Node) -> tuple[Node | None, Node | None]:
    """The value of a statement, and the pattern that it is bound by."""
    if statement.type in ("let_declaration", "field_initializer"):
        return statement.child_by_field_name("value"), statement.child_by_field_name("pattern")
    if statement.type == "expression_statement":
        return (statement.named_children[0] if statement.named_children else None), None
    return (statement if is_part(statement) else None), None


def _awaited(value: Node, file: RustFile) -> Node | None:
    """The await below `?`, fields, and methods that unwrap or change its result."""
    while value.type != "await_expression":
        below: Node | None = None
        if value.type in ("try_expression", "parenthesized_expression"):
            below = value.named_children[0]
        elif value.type == "field_expression":
            below = value.child_by_field_name("value")
        elif value.type == "call_expression":
            below = receiver_of(value)
        if below is None:
            return None
        value = below
    return value


def _called(future: Node, file: RustFile) -> Node | None:
    """The call that makes the future, below `.instrument(..)`, `Box::pin(..)` and the like."""
    future = expression(future)
    while future.type == "call_expression":
        receiver = receiver_of(future)
        if receiver is None and file.text(future).startswith(("Box::pin(", "std::boxed::Box::pin(")):
            receiver = expression(future.child_by_field_name("arguments").named_children[0])  # type: ignore[union-attr]
        elif called_name(future, file) not in _ADAPTERS:
            return future
        if receiver is None:
            return None
        future = receiver
    return None
