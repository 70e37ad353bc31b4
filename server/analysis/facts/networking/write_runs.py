"""Writes to one stream that follow each other, with nothing in between that needs the first to have gone."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile
from .stream_pieces import WRITES, is_same

_LEAVES = ("return_expression", "break_expression", "continue_expression", "yield_expression")
_NESTED = frozenset(
    {"block", "closure_expression", "async_block", "for_expression", "while_expression", "loop_expression", "match_arm"}
)


class Write(NamedTuple):
    """A statement of a block that writes one thing, the call that does it, its stream and what is written."""

    statement: Node
    call: Node
    stream: Node
    value: Node


def write_of(call: Node, file: RustFile) -> Write | None:
    """The write that a call is, if it makes up a statement, with what is done about its error."""
    arguments, stream = list(arguments_of(call)), receiver_of(call)
    if stream is None or len(arguments) != 1 or called_name(call, file) not in WRITES:
        return None
    inner = call
    for around in file.ancestors(call):
        if around.type == "block":
            return Write(inner, call, stream, arguments[0]) if inner.type in _STATEMENTS else None
        if around.type in _NESTED or (around.type == "arguments" and not _is_awaited(around, file)):
            return None
        inner = around
    return None


_STATEMENTS = frozenset(
    {"expression_statement", "let_declaration", "try_expression", "await_expression", "call_expression"}
)


def _is_awaited(arguments: Node, file: RustFile) -> bool:
    """Whether a write is handed to `timeout` and its kin, which are awaited in its place."""
    call = file.parent(arguments)
    return call is not None and called_name(call, file) in ("timeout", "timeout_at", "block_on")


def run_from(call: Node, file: RustFile) -> list[Write]:
    """The writes that follow a first one; empty for one that another run already holds."""
    first = write_of(call, file)
    if first is None:
        return []
    before = _near(first, file, back=True)
    if before is not None:
        return []
    run = [first]
    while (after := _near(run[-1], file, back=False)) is not None:
        run.append(after)
    return run


def _near(write: Write, file: RustFile, *, back: bool) -> Write | None:
    """The next write to the same stream, before or behind, over statements that have nothing to do with it."""
    node = write.statement
    while True:
        beside = node.prev_named_sibling if back else node.next_named_sibling
        if beside is None:
            return None
        node = beside
        if node.type.endswith("_comment") or node.type == "attribute_item":
            continue
        found = _written_in(node, write, file)
        if found is not None:
            return found
        if not _is_passive(node, write, file):
            return None


def _written_in(statement: Node, like: Write, file: RustFile) -> Write | None:
    calls = [statement] if statement.type == "call_expression" else []
    for call in (*calls, *file.descendants(statement, "call_expression")):
        if called_name(call, file) in WRITES:
            found = write_of(call, file)
            if found is not None and found.statement == statement and is_same(found.stream, like.stream, file):
                return found
    return None


def _is_passive(statement: Node, write: Write, file: RustFile) -> bool:
    """Whether a statement only works something out: it neither waits, nor leaves, nor knows the stream."""
    if statement.type not in ("let_declaration", "expression_statement"):
        return False
    if any(True for _ in file.descendants(statement, "await_expression", *_LEAVES, *_NESTED)):
        return False
    written = file.text(write.stream).lstrip("&* ").removeprefix("mut ").strip()
    return written not in file.text(statement)
