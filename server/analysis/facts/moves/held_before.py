"""Whether a place holds a value when another one is assigned to it."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import Binding, binding_of, uses_of
from ..code.calls import called_name, receiver_of
from ..code.heads import borrows_self, self_of
from ..code.loops import LOOPS
from ..code.nodes import is_mutable, says_mut
from ..code.rust_file import RustFile, expression

_REACHES = frozenset(
    {"get_mut", "lock", "write", "borrow_mut", "as_mut", "iter_mut", "values_mut", "last_mut", "first_mut", "peek_mut",
     "get_or_insert_with", "make_mut", "deref_mut", "index_mut"}
)  # fmt: skip
_GUARDS = frozenset({"lock", "write", "borrow_mut", "peek_mut", "deref_mut"})
_UNWRAPS = frozenset({"unwrap", "expect", "ok_or", "ok_or_else", "map_err", "context", "with_context"})
_FINDS = re.compile(r"(get|find|fetch|load|read|clone|lookup|select|take|remove|pop|next|one|first)(_\w+)?")
_KEPT_BY = frozenset(
    {"reference_expression", "binary_expression", "macro_invocation", "index_expression", "unary_expression"}
)


def is_behind_guard(value: Node, file: RustFile) -> bool:
    """Whether an expression gives the guard of a lock or cell, or what lies behind it."""
    return _reaches(value, file, _GUARDS)


def is_there_before(assignment: Node, root: Node, is_field: bool, file: RustFile) -> bool:
    """Whether a variable, or a field of it, held a value from elsewhere or a round before that nobody took away."""
    if root.type == "self" or _is_builder(file):
        return root.type == "self" and borrows_self(file.unit.node)
    binding = binding_of(root, file)
    if binding is None:
        return False
    if binding.kind != "let":
        return (is_field and binding.kind == "parameter") or _is_reference(binding, file)
    if binding.value is not None and (
        _reaches(expression(binding.value), file) or (is_field and _is_found(expression(binding.value), file))
    ):
        return True
    loop = _loop_between(assignment, binding, file) if binding.value is not None else None
    return loop is not None and not _is_last(assignment, loop, file) and not _is_moved(binding, loop, file)


def _is_builder(file: RustFile) -> bool:
    """Whether the function fills what is being built: a method that takes the whole of it, and gives it back."""
    own, given = self_of(file.unit.node), file.unit.node.child_by_field_name("return_type")
    by_value = own is not None and not borrows_self(file.unit.node)
    return by_value and given is not None and file.bytes_of(given) == b"Self"


def _is_reference(binding: Binding, file: RustFile) -> bool:
    """Whether a parameter or a name of a pattern stands for something that was there before."""
    if binding.kind == "parameter":
        return binding.annotation is not None and says_mut(file.bytes_of(binding.annotation))
    if binding.value is None:
        return False
    value = expression(binding.value)
    return _reaches(value, file) or (value.type == "identifier" and _is_reference_name(value, file))


def _is_reference_name(name: Node, file: RustFile) -> bool:
    binding = binding_of(name, file)
    return binding is not None and binding.kind == "parameter" and _is_reference(binding, file)


def _reaches(value: Node, file: RustFile, names: frozenset[str] = _REACHES) -> bool:
    """Whether an expression gives a reference to something that is there: `&mut x`, `x.get_mut(k)?`, a guard."""
    while True:
        if value.type == "reference_expression":
            return names is _REACHES and is_mutable(value)
        if value.type in ("try_expression", "await_expression", "parenthesized_expression"):
            value = value.named_children[0]
        elif value.type == "call_expression":
            if called_name(value, file) in names:
                return True
            receiver = receiver_of(value)
            if receiver is None:
                return False
            value = receiver
        else:
            return False


def _is_found(value: Node, file: RustFile) -> bool:
    """Whether an expression gives a value that was filled elsewhere, rather than a new one that is filled here."""
    while value.type in ("try_expression", "await_expression", "parenthesized_expression"):
        value = value.named_children[0]
    if value.type != "call_expression":
        return False
    receiver, name = receiver_of(value), called_name(value, file)
    if receiver is not None and name in _UNWRAPS:
        return _is_found(expression(receiver), file)
    return _FINDS.fullmatch(name) is not None


def _loop_between(node: Node, binding: Binding, file: RustFile) -> Node | None:
    """The innermost loop around a node, if the name is declared outside of it."""
    for around in file.ancestors(node):
        if around.type in LOOPS:
            return around if binding.name.start_byte < around.start_byte else None
        if around.type in ("closure_expression", "async_block", "function_item"):
            return None
    return None


def _is_last(assignment: Node, loop: Node, file: RustFile) -> bool:
    """Whether the loop is left right after the assignment: it is made once."""
    for around in file.ancestors(assignment):
        if around == loop:
            return False
        if around.type == "block":
            last = around.named_children[-1] if around.named_children else None
            if last is not None and expression(last).type in ("break_expression", "return_expression"):
                return True
    return False


def _is_moved(binding: Binding, loop: Node, file: RustFile) -> bool:
    """Whether some use up to the loop's end may move the value: then the assignment gives it a first one again."""
    for use in uses_of(binding.name, binding.scope, file):
        if use.start_byte >= loop.end_byte:
            break
        around = file.parent(use)
        kind = around.type if around is not None else ""
        if around is None or kind in _KEPT_BY:
            continue
        if kind in ("assignment_expression", "compound_assignment_expr"):
            if around.child_by_field_name("left") != use:
                return True
        elif kind == "field_expression":
            call = file.parent(around)
            if call is not None and call.type == "call_expression" and called_name(call, file).startswith("into_"):
                return True
        else:
            return True
    return False
