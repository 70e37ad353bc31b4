"""The branches of a `select!`, and which of them leave the loop around it."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import DIVERGING, macro_name, select_arms, token_tree
from .calls import callee_path
from .rust_file import RustFile, expression

_EXITS = frozenset({"std::process::exit", "std::process::abort"})


class Branch(NamedTuple):
    """One branch: its pattern, its future, its body, None where that is a word only, and the body's text."""

    pattern: bytes
    future: Node | None
    body: Node | None
    text: bytes


def branches_of(select: Node, file: RustFile) -> list[Branch]:
    """The branches that wait for a future, `else` left out."""
    tree = token_tree(select)
    parsed = {node.start_byte: node for node in file.arguments_of_macro(select)}
    # Parentheses around an argument are taken off, so that it may begin behind the place where its branch does.
    return [
        Branch(
            file.data[slice(*arm.pattern)].strip(),
            _at(arm.future, parsed),
            _at(arm.body, parsed),
            file.data[slice(*arm.body)],
        )
        for arm in (select_arms(tree, file.data) if tree is not None else ())
        if arm.future[0] < arm.future[1]
    ]


def _at(span: tuple[int, int], parsed: dict[int, Node]) -> Node | None:
    return next((node for start, node in parsed.items() if span[0] <= start < span[1]), None)


def goes_round(branch: Branch, file: RustFile) -> bool:
    """Whether the loop may go on after a branch."""
    if branch.body is None:
        return not branch.text.lstrip(b"{ \n").startswith((b"break", b"return"))
    return not leaves(branch.body, file)


def leaves(node: Node, file: RustFile) -> bool:
    """Whether what follows a node in the loop's body is never reached, nor the loop's next round."""
    node = expression(node)
    kind = node.type
    if kind in ("return_expression", "break_expression"):
        return True
    if kind == "macro_invocation":
        return macro_name(node, file.data) in DIVERGING
    if kind == "call_expression":
        return callee_path(node, file) in _EXITS
    if kind in ("block", "unsafe_block"):
        return any(leaves(child, file) for child in node.named_children)
    if kind == "if_expression":
        return _all_leave([node.child_by_field_name("consequence"), node.child_by_field_name("alternative")], file)
    if kind == "else_clause":
        return any(leaves(child, file) for child in node.named_children)
    if kind == "match_expression":
        body = node.child_by_field_name("body")
        arms = body.named_children if body is not None else []
        return bool(arms) and _all_leave([a.child_by_field_name("value") for a in arms if a.type == "match_arm"], file)
    if kind == "let_declaration":
        value = node.child_by_field_name("value")
        return value is not None and leaves(value, file)
    return kind == "loop_expression" and not any(file.descendants(node, "break_expression"))


def _all_leave(nodes: list[Node | None], file: RustFile) -> bool:
    return all(node is not None and leaves(node, file) for node in nodes)
