"""The argument that differs moves into a `let` that holds the branches; the call is awaited once behind it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ....analysis.facts.awaiting.await_arms import (
    argument_name,
    arguments,
    arms_of,
    callee_of,
    is_bound_in,
    is_place,
    literal_kind,
)  # fmt: skip
from ....analysis.facts.code.calls import called_name, receiver_of
from ....analysis.facts.code.rust_file import RustFile, expression
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_OWNED = {
    "clone",
    "to_string",
    "to_owned",
    "to_vec",
    "into",
    "len",
    "to_lowercase",
    "to_uppercase",
    "is_some",
    "is_empty",
}
_PURE_METHODS = _OWNED | {"as_str", "as_bytes", "as_ref", "as_path"}


class Branch(NamedTuple):
    """One arm: the awaited call, the expression or statement around it, and what follows the `.await`."""

    call: Node
    outer: Node
    suffix: str
    statement: bool


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Hoists the call if every arm is nothing but the awaited call, or leaves."""
    view = file.view_at(finding.span)
    node = file.node_at(finding.span, view) if view is not None else None
    if view is None or node is None:
        return None
    branching = expression(node)
    branches = [_branch(arm.body, arm.call, view) for arm in arms_of(branching, view) if not _leaves(arm.body, view)]
    whole = [branch for branch in branches if branch is not None]
    if len(whole) < 2 or len(whole) != len(branches) or not _is_total(branching) or not _alike(whole, view):
        return None
    hoisted = _hoisted(branching, whole, view)
    place = _place(branching, view)
    if hoisted is None or place is None:
        return None
    names, annotation = hoisted
    edits = (*_arm_edits(whole, view), *_frame_edits(branching, place, whole[0], names, annotation, view, file))
    return Fix("Await once, behind the branches", Safety.SAFE, edits)


def _is_total(branching: Node) -> bool:
    """An `if` without a last `else` gives no value."""
    while branching.type == "if_expression":
        alternative = branching.child_by_field_name("alternative")
        if alternative is None:
            return False
        branching = alternative.named_children[-1]
    return True


def _leaves(body: Node, view: RustFile) -> bool:
    inner = body.named_children[-1] if body.type == "block" and body.named_children else body
    if inner.type == "expression_statement" and inner.named_children:
        inner = inner.named_children[0]
    return inner.type in ("return_expression", "break_expression", "continue_expression")


def _branch(body: Node, call: Node | None, view: RustFile) -> Branch | None:
    """The arm as a branch; None if it holds anything but the awaited call and what unwraps its result."""
    inner = body
    if body.type == "block":
        statements = [node for node in body.named_children if not node.type.endswith("_comment")]
        if len(statements) != 1:
            return None
        inner = statements[0]
    statement = inner.type == "expression_statement"
    outer = inner.named_children[0] if statement else inner
    awaited = view.parent(call) if call is not None else None
    if call is None or awaited is None or awaited.start_byte != outer.start_byte:
        return None
    suffix = view.data[awaited.end_byte : outer.end_byte].decode("utf-8", "replace").strip()
    return Branch(call, inner, suffix, statement) if suffix in ("", "?") else None


def _alike(branches: list[Branch], view: RustFile) -> bool:
    first = branches[0]
    return all(
        (b.suffix, b.statement, callee_of(b.call, view)) == (first.suffix, first.statement, callee_of(first.call, view))
        and len(arguments(b.call)) == len(arguments(first.call))
        for b in branches
    )


def _differing(branches: list[Branch], view: RustFile) -> list[int]:
    columns = zip(*(arguments(branch.call) for branch in branches), strict=True)
    texts = ([" ".join(view.text(node).split()) for node in column] for column in columns)
    return [index for index, column in enumerate(texts) if len(set(column)) > 1]


def _hoisted(branching: Node, branches: list[Branch], view: RustFile) -> tuple[list[str], str] | None:
    """Names for the arguments that differ, and a type if they need one; None where a `let` would not compile."""
    differing = _differing(branches, view)
    columns = [[arguments(branch.call)[index] for branch in branches] for index in differing]
    common = [node for index, node in enumerate(arguments(branches[0].call)) if index not in differing]
    if not columns or not all(_is_pure(node, view) for node in common):
        return None
    if not all(_outlives(node, branching, view) for column in columns for node in column):
        return None
    if any(is_bound_in(node, branching, view) for node in common):
        return None
    kinds = [_one_type(column, view) for column in columns]
    if None in kinds or ("bytes" in kinds and len(kinds) > 1):
        return None
    names = [argument_name(branches[0].call, index, view) for index in differing]
    if len(set(names)) < len(names) or _are_taken(names, view):
        names = [f"argument_{number}" for number in range(1, len(names) + 1)] if len(names) > 1 else ["argument"]
    if _are_taken(names, view):
        return None
    return names, ": &[u8]" if kinds == ["bytes"] else ""


def _are_taken(names: list[str], view: RustFile) -> bool:
    return any(re.search(rf"\b{name}\b".encode(), view.unit.text) for name in names)


def _one_type(column: list[Node], view: RustFile) -> str | None:
    """What tells that all arguments of a column have one type, without any coercion."""
    kinds = {literal_kind(node, view) for node in column}
    if len(kinds) == 1 and None not in kinds:
        return kinds.pop()
    known = {type_of(node, view) for node in column}
    return "known" if len(known) == 1 and None not in known else None


def _outlives(node: Node, branching: Node, view: RustFile) -> bool:
    """Whether the argument may leave its arm: it borrows nothing that ends there."""
    if node.type == "reference_expression":
        value = node.named_children[-1]
        return is_place(value) and not is_bound_in(value, branching, view)
    inner = (
        node,
        *view.descendants(node, "reference_expression", "call_expression", "await_expression", "try_expression"),
    )
    if any(n.type in ("reference_expression", "await_expression", "try_expression") for n in inner):
        return False
    methods = [n for n in inner if n.type == "call_expression" and receiver_of(n) is not None]
    if any(called_name(call, view) not in _OWNED for call in methods):
        return False
    return not is_bound_in(node, branching, view) or _scrutinee_is_owned(branching)


def _scrutinee_is_owned(branching: Node) -> bool:
    value = branching.child_by_field_name("value")
    return value is not None and (is_place(value) or value.type in ("await_expression", "try_expression"))


def _is_pure(node: Node, view: RustFile) -> bool:
    inner = (node, *view.descendants(node, "call_expression", "macro_invocation", "try_expression", "await_expression"))
    calls = [
        n for n in inner if n.type in ("call_expression", "macro_invocation", "try_expression", "await_expression")
    ]
    return all(n.type == "call_expression" and called_name(n, view) in _PURE_METHODS for n in calls)


def _place(branching: Node, view: RustFile) -> Node | None:
    """The statement of a block that the branches are, or are the whole value of."""
    statement = branching
    for around in view.ancestors(branching):
        if around.type == "block":
            return statement
        if around.type not in ("expression_statement", "let_declaration", "return_expression"):
            return None
        statement = around
    return None


def _arm_edits(branches: list[Branch], view: RustFile) -> list[Edit]:
    differing = _differing(branches, view)
    edits = []
    for branch in branches:
        texts = [view.text(arguments(branch.call)[index]) for index in differing]
        edits.append(Edit(span_of(branch.outer), texts[0] if len(texts) == 1 else f"({', '.join(texts)})"))
    return edits


def _frame_edits(
    branching: Node, place: Node, first: Branch, names: list[str], annotation: str, view: RustFile, file: FixFile
) -> tuple[Edit, Edit]:
    differing = iter(names)
    changed = set(_positions(branching, view))
    given = [next(differing) if i in changed else view.text(node) for i, node in enumerate(arguments(first.call))]
    function = first.call.child_by_field_name("function")
    callee = view.text(function) if function is not None else ""
    prefix = view.data[place.start_byte : branching.start_byte].decode("utf-8", "replace")
    indent = file.newline + file.indentation(place.start_byte)
    call = f";{indent}{prefix}{callee}({', '.join(given)}).await{first.suffix}"
    end = ";" if first.statement or _needs_semicolon(place, view) else ""
    bound = names[0] if len(names) == 1 else f"({', '.join(names)})"
    head = Edit(Span(place.start_byte, branching.start_byte), f"let {bound}{annotation} = ")
    return head, Edit(Span(branching.end_byte, branching.end_byte), call + end)


def _needs_semicolon(place: Node, view: RustFile) -> bool:
    """A statement of branches ends without one, unless it is the value of its block."""
    following = place.next_named_sibling
    while following is not None and following.type.endswith("_comment"):
        following = following.next_named_sibling
    return place.type == "expression_statement" and following is not None and not view.text(place).endswith(";")


def _positions(branching: Node, view: RustFile) -> list[int]:
    branches = [_branch(arm.body, arm.call, view) for arm in arms_of(branching, view) if not _leaves(arm.body, view)]
    return _differing([branch for branch in branches if branch is not None], view)
