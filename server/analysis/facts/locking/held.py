"""Over which await points a guard is held, and whether it leaves the function."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..awaiting.lifetimes import Lifetime, passed_to_guard_function
from ..code.bindings import binding_of, names_in
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.temporaries import awaits_during, extended_by, is_tail
from .guards import Guard, receiver_and_method


class Held(NamedTuple):
    """The await points at which a guard is alive; `passed_on` when it is returned, stored or given away."""

    awaits: tuple[Node, ...] = ()
    passed_on: bool = False


AWAY = Held(passed_on=True)
_PASSING_ON = frozenset(
    {
        "return_expression", "break_expression", "field_initializer", "array_expression", "closure_expression",
        "function_item", "async_block",
    }
)  # fmt: skip
_ASKING = frozenset(
    {"is_ok", "is_err", "is_some", "is_none", "as_ref", "as_mut", "as_deref", "as_deref_mut", "iter", "iter_mut"}
)


def held(guard: Guard, file: RustFile) -> Held:
    """Where the guard is held; one that cannot be followed counts as passed on."""
    value = guard.value
    if value is None:
        return AWAY
    return file.once("held", value, lambda: _follow(value, file, guard.wrapped))


def _follow(value: Node, file: RustFile, wrapped: bool) -> Held:
    """Where the value of an expression goes; `wrapped` values lie in an Option or Result."""
    around = file.parent(value)
    if around is None:
        return AWAY
    kind = around.type
    if kind == "parenthesized_expression":
        return _follow(around, file, wrapped)
    if kind in ("let_declaration", "let_condition", "match_expression", "assignment_expression"):
        return _received(value, around, file, wrapped)
    if kind == "match_arm":
        match = around.parent.parent if around.parent is not None else None
        return _follow(match, file, wrapped) if match is not None else AWAY
    if kind == "block" and is_tail(value, around):
        outer = file.parent(around)
        return AWAY if outer is None or outer.type in _PASSING_ON else _follow(around, file, wrapped)
    if kind == "expression_statement" and is_tail(value, around):
        return _follow(around, file, wrapped)
    if kind in ("if_expression", "else_clause", "unsafe_block") and value.type in ("block", "else_clause"):
        return _follow(around, file, wrapped)
    if kind == "tuple_expression":
        return _component(value, around, file)
    if kind == "arguments":
        return _argument(value, around, file)
    if wrapped and kind == "field_expression" and not _is_asked(around, file):
        return AWAY
    return AWAY if kind in _PASSING_ON else _unnamed(value, file)


def _is_asked(field: Node, file: RustFile) -> bool:
    """Whether a method of an Option or Result leaves it where it is; `and_then` and its like take the guard along."""
    method = field.child_by_field_name("field")
    return method is not None and file.text(method) in _ASKING


def _received(value: Node, around: Node, file: RustFile, wrapped: bool) -> Held:
    """What a `let`, an assignment, an `if let` or a `match` does with it."""
    if around.type == "assignment_expression":
        is_right = around.child_by_field_name("right") == value
        return _assigned(around, file, wrapped) if is_right else _unnamed(value, file)
    if around.child_by_field_name("value") != value:
        return _unnamed(value, file)
    if around.type == "let_declaration":
        return _bound(around.child_by_field_name("pattern"), around.parent, around, file, wrapped)
    return _conditional(value, around, file) if around.type == "let_condition" else _matched(around, file)


def _unnamed(value: Node, file: RustFile) -> Held:
    let = extended_by(value, file)
    if let is not None and let.parent is not None:
        return _summary(Lifetime(let.parent, b"", let, file), file)
    return Held(tuple(awaits_during(value, file)))


def _bound(pattern: Node | None, scope: Node | None, birth: Node | None, file: RustFile, wrapped: bool) -> Held:
    """A guard bound by a pattern: `_` drops it at once, a name keeps it to the end of the scope."""
    names = list(names_in(pattern, file)) if pattern is not None else []
    if pattern is None or scope is None or len(names) != 1:
        return Held() if pattern is not None and file.text(pattern) == "_" else AWAY
    still_wrapped = wrapped and pattern.type != "tuple_struct_pattern"
    return _summary(Lifetime(scope, file.bytes_of(names[0]), birth, file, wrapped=still_wrapped), file)


def _summary(life: Lifetime, file: RustFile) -> Held:
    return Held(tuple(life.awaits), any(not is_dropped(move, file) for move in life.moves))


def is_dropped(use: Node, file: RustFile) -> bool:
    """Whether a moved name is the argument of `drop`."""
    arguments = file.parent(use)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    function = call.child_by_field_name("function") if call is not None else None
    return function is not None and canonical(function, file) == "std::mem::drop"


def _conditional(value: Node, condition: Node, file: RustFile) -> Held:
    """`if let Ok(guard) = m.lock() { .. }`, also as a part of a chain; what is not bound stays a temporary."""
    owner: Node | None = condition
    while owner is not None and owner.type in ("let_condition", "let_chain"):
        owner = file.parent(owner)
    pattern = condition.child_by_field_name("pattern")
    if owner is None or pattern is None or not list(names_in(pattern, file)):
        return _unnamed(value, file)
    body = owner.child_by_field_name("consequence") or owner.child_by_field_name("body")
    return _bound(pattern, body, None, file, wrapped=False)


def _matched(match: Node, file: RustFile) -> Held:
    """Each arm that binds the guard holds it; an arm that is nothing but the name makes it the `match`'s value."""
    body = match.child_by_field_name("body")
    parts: list[Held] = []
    for arm in body.named_children if body is not None else ():
        pattern, value = arm.child_by_field_name("pattern"), arm.child_by_field_name("value")
        if arm.type != "match_arm" or pattern is None or value is None:
            continue
        names = {file.bytes_of(name) for name in names_in(pattern, file)}
        if _given(value, file) in names:
            parts.append(_follow(match, file, wrapped=False))
        elif names:
            parts.append(_bound(pattern, value, None, file, wrapped=False))
    awaits = dict.fromkeys(node for part in parts for node in part.awaits)
    return Held(tuple(awaits), any(part.passed_on for part in parts))


def _given(value: Node, file: RustFile) -> bytes:
    """The name that an arm hands out, also as `poisoned.into_inner()`."""
    if value.type == "call_expression":
        receiver, method = receiver_and_method(value.child_by_field_name("function"))
        if receiver is None or method is None or file.text(method) != "into_inner":
            return b"?"
        value = receiver
    return file.bytes_of(value) if value.type == "identifier" else b"?"


def _component(value: Node, whole: Node, file: RustFile) -> Held:
    """One side of `let (a, b) = (x.lock(), y.lock());`."""
    let = file.parent(whole)
    pattern = let.child_by_field_name("pattern") if let is not None and let.type == "let_declaration" else None
    if let is None or pattern is None or pattern.type != "tuple_pattern":
        return AWAY
    index = whole.named_children.index(value)
    part = pattern.named_children[index] if index < len(pattern.named_children) else None
    return _bound(part, let.parent, let, file, wrapped=False)


def _argument(value: Node, arguments: Node, file: RustFile) -> Held:
    call = file.parent(arguments)
    if call is None:
        return AWAY
    if passed_to_guard_function(call, file) == value:
        return _follow(call, file, wrapped=False)
    function = call.child_by_field_name("function")
    path = canonical(function, file) if function is not None else None
    if path in ("std::option::Option::Some", "std::result::Result::Ok"):
        return _follow(call, file, wrapped=True)
    return Held(passed_on=path != "std::mem::drop")


def _assigned(assignment: Node, file: RustFile, wrapped: bool) -> Held:
    left = assignment.child_by_field_name("left")
    if left is not None and file.text(left) == "_":
        return Held()
    binding = binding_of(left, file) if left is not None and left.type == "identifier" else None
    if left is None or binding is None or binding.kind != "let":
        return AWAY
    return _summary(Lifetime(binding.scope, file.bytes_of(left), assignment, file, wrapped=wrapped), file)
