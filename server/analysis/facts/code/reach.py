"""Which of two places of a function may run after the other: branches exclude, loops come back, `return` leaves."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import DIVERGING, macro_name
from .loops import LOOPS
from .nodes import lies_in
from .rust_file import RustFile, expression

_LEAVES = {"return_expression": "return", "break_expression": "break", "continue_expression": "continue"}


def may_follow(first: Node, then: Node, scope: Node, file: RustFile) -> bool:
    """Whether `then` may run after `first`, with the same value in a variable that lives in `scope`.

    A loop within the scope keeps the value for its next round. What is in doubt may follow.
    """
    inner, leaving = first, ""
    for around in file.ancestors(first):
        if not leaving and lies_in(then, around) and not lies_in(then, inner) and _comes_later(around, inner, then):
            return _is_reached(around, inner, then, file)
        if around == scope or around.type == "function_item":
            return False
        if around.type in LOOPS and around.child_by_field_name("value") != inner:
            if leaving in ("", "continue") and lies_in(then, around):
                return True
            leaving = leaving if leaving == "return" else ""
        elif around.type == "closure_expression":
            if lies_in(then, around):
                return True
            leaving = ""
        elif around.type == "async_block":
            leaving = ""
        leaving = leaving or _leaves_by(around, inner, file)
        inner = around
    return False


def _comes_later(around: Node, inner: Node, then: Node) -> bool:
    if then.start_byte < inner.end_byte:
        return False
    if around.type == "match_block":
        return False
    return around.type != "if_expression" or around.child_by_field_name("consequence") != inner


def _is_reached(around: Node, inner: Node, then: Node, file: RustFile) -> bool:
    """Whether no statement in between leaves the block for good."""
    if around.type != "block":
        return True
    between = (n for n in around.named_children if inner.end_byte <= n.start_byte and n.end_byte <= then.start_byte)
    return not any(leaves(statement, file) for statement in between)


def _leaves_by(around: Node, inner: Node, file: RustFile) -> str:
    if around.type in _LEAVES:
        return "" if _is_labelled(around) else _LEAVES[around.type]
    if around.type != "block":
        return ""
    later = (n for n in around.named_children if inner.end_byte <= n.start_byte)
    return next((how for statement in later if (how := leaves(statement, file))), "")


def leaves(statement: Node, file: RustFile) -> str:
    """How a statement leaves for good: `return`, `break` or `continue`; empty where the code goes on behind it."""
    node = expression(statement)
    if node.type == "macro_invocation":
        return "return" if macro_name(node, file.data) in DIVERGING else ""
    return "" if node.type not in _LEAVES or _is_labelled(node) else _LEAVES[node.type]


def _is_labelled(jump: Node) -> bool:
    return any(child.type == "label" for child in jump.named_children)
