"""Temporaries: how long a value without a name lives, by the reference's section on temporary scopes."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import SELECTS, macro_name
from .awaits import JOINS, awaits_below
from .nodes import lies_in
from .rust_file import RustFile

# What a block can stand in without ending the temporaries of its tail, before edition 2024.
_TRANSPARENT_AROUND = frozenset(
    {
        "expression_statement", "let_declaration", "unsafe_block", "arguments", "block", "field_expression",
        "await_expression", "parenthesized_expression", "assignment_expression", "return_expression",
        "match_expression", "tuple_expression", "field_initializer",
    }
)  # fmt: skip


def awaits_during(value: Node, file: RustFile) -> Iterator[Node]:
    """The await points that follow a temporary's birth, up to where Rust drops it."""
    scope = temporary_scope(value, file)
    before_else = scope.type == "if_expression" and file.crate.edition >= "2024"
    other = scope.child_by_field_name("alternative") if before_else else None
    for point in awaits_below(scope, file):
        if point.end_byte <= value.end_byte or (other is not None and point.start_byte >= other.start_byte):
            continue
        if not _assigned_first(value, point, file):
            yield point


def _assigned_first(value: Node, point: Node, file: RustFile) -> bool:
    """In `*m.lock().unwrap() = f().await` the right side runs before the left one."""
    for around in file.ancestors(value):
        if around.type in ("assignment_expression", "compound_assignment_expr"):
            left, right = around.child_by_field_name("left"), around.child_by_field_name("right")
            return _within(value, left) and _within(point, right)
        if around.type.endswith("statement"):
            return False
    return False


def _within(node: Node, around: Node | None) -> bool:
    return around is not None and lies_in(node, around)


def extended_by(value: Node, file: RustFile) -> Node | None:
    """The `let` that keeps a borrowed temporary to the end of its block: `let x = &mut *m.lock().unwrap();`."""
    node, around = value, file.parent(value)
    borrowed = False
    while around is not None and _extends(node, around, file):
        borrowed = around.type == "reference_expression"
        node, around = around, file.parent(around)
    return around if borrowed and around is not None and around.type == "let_declaration" else None


def _extends(node: Node, around: Node, file: RustFile) -> bool:
    if around.type == "field_expression":
        call = file.parent(around)
        return call is None or call.type != "call_expression" or call.child_by_field_name("function") != around
    if around.type == "index_expression":
        return around.named_child(0) == node
    return around.type in ("reference_expression", "unary_expression", "parenthesized_expression")


def temporary_scope(value: Node, file: RustFile) -> Node:
    """The node at whose end Rust drops a temporary of the expression."""
    node = value
    while (around := file.parent(node)) is not None:
        kind = around.type
        if kind in ("let_declaration", "for_expression"):
            return around
        if kind in ("if_expression", "while_expression") and around.child_by_field_name("condition") == node:
            return around if node.type in ("let_condition", "let_chain") else node
        if kind == "expression_statement" and _is_statement(around, file):
            return around
        if _ends_temporaries(around, file):
            return node
        node = around
    return node


def _is_statement(node: Node, file: RustFile) -> bool:
    outer = file.parent(node)
    return outer is not None and outer.type == "block" and not is_tail(node, outer)


def _ends_temporaries(around: Node, file: RustFile) -> bool:
    kind = around.type
    if kind == "block":
        outer = file.parent(around)
        plain = outer is None or outer.type in _TRANSPARENT_AROUND
        return not plain or file.crate.edition >= "2024"
    if kind == "binary_expression":
        operator = around.child_by_field_name("operator")
        return operator is not None and operator.type in ("&&", "||")
    if kind == "macro_invocation":
        return macro_name(around, file.data) in SELECTS | JOINS
    return kind in ("match_arm", "match_pattern", "closure_expression", "async_block", "function_item")


def is_tail(node: Node, block: Node) -> bool:
    """Whether the node is the value of a block: its last child, and no statement that ends in `;`."""
    last = next((c for c in reversed(block.named_children) if not c.type.endswith("_comment")), None)
    return last == node and all(child.type != ";" for child in node.children)
