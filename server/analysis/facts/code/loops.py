"""Loops: which one a place runs in, `for` and the closures of iterators alike."""

from __future__ import annotations

from tree_sitter import Node

from .calls import called_name, receiver_of
from .rust_file import RustFile

LOOPS = frozenset({"for_expression", "while_expression", "loop_expression"})
_EACH = frozenset(
    {
        "map", "for_each", "try_for_each", "filter_map", "flat_map", "fold", "try_fold", "inspect", "map_while", "scan",
        "retain", "filter",
    }
)  # fmt: skip


def loop_around(node: Node, file: RustFile) -> Node | None:
    """The innermost loop, or closure that an iterator calls for each item, whose rounds run the node."""
    inner = node
    for around in file.ancestors(node):
        kind = around.type
        if kind in LOOPS and _in_rounds(around, inner):
            return around
        if kind == "closure_expression":
            return around if runs_per_item(around, file) else None
        if kind in ("function_item", "async_block"):
            return None
        inner = around
    return None


def _in_rounds(loop: Node, inner: Node) -> bool:
    """What a `for` iterates over is evaluated once; the condition of a `while` each time."""
    return loop.type != "for_expression" or inner == loop.child_by_field_name("body")


def runs_per_item(closure: Node, file: RustFile) -> bool:
    """Whether the closure is an argument of an iterator's adaptor, by the names in the chain before it."""
    arguments = file.parent(closure)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    if call is None or call.type != "call_expression" or called_name(call, file) not in _EACH:
        return False
    return called_name(call, file) in ("for_each", "try_for_each") or is_iterator(receiver_of(call), file)


_ITERATES = frozenset(
    {
        "iter", "iter_mut", "into_iter", "chars", "bytes", "char_indices", "lines", "split", "split_whitespace", "keys",
        "values", "values_mut", "into_keys", "into_values", "drain", "windows", "chunks", "chunks_exact", "enumerate",
        "zip", "rev", "skip", "step_by", "cloned", "copied", "chain", "peekable", "take_while", "skip_while",
        "par_iter",        "into_par_iter", "flatten", "split_terminator", "rsplit", "splitn", "members", "matches",
    }
)  # fmt: skip


def is_iterator(value: Node | None, file: RustFile) -> bool:
    """Whether an expression is an iterator rather than an Option or Result, by how it was made."""
    while value is not None:
        if value.type == "parenthesized_expression":
            value = value.named_child(0)
            continue
        if value.type == "range_expression":
            return True
        if value.type != "call_expression":
            return False
        if called_name(value, file) in _ITERATES:
            return True
        value = receiver_of(value)
    return False
