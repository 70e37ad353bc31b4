"""Where the value inside a call's `Result` or future ends up: the names that it gets, or its fate without one.

`let (stream, _) = listener.accept().await?`, `match … { Ok((stream, _)) => … }`, `while let`, `for … in incoming()`,
arms of `select!` and a `Result` that is taken apart later are all deliveries of one stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tree_sitter import Node

from ...syntax.macros import SELECTS, macro_name, select_arms, token_tree
from .bindings import uses_of
from .calls import called_name
from .rust_file import RustFile, expression
from .wrappings import Wrapping, bound, bound_in_text, refuses

Fate = Literal["named", "dropped", "returned", "passed", "stored", "asked", "tail"]


class Delivery(NamedTuple):
    """One end of the value.

    `named` has a name; `after` is the `let` statement and `inside` the block at whose start the name is known;
    `bare` says that the name is the value itself. `how` is `?` when the error was passed on unchanged, `?*` when it
    was passed on as another one. `end` is the expression or call where it ended.
    """

    fate: Fate
    end: Node
    name: str = ""
    after: Node | None = None
    inside: Node | None = None
    bare: bool = False
    how: str = ""


_UNWRAPS = {"unwrap", "expect", "unwrap_or_else", "unwrap_or_default", "flatten"}
_CHANGES = {
    "context", "with_context", "map_err", "wrap_err", "wrap_err_with", "ok", "or_else", "ok_or", "ok_or_else",
    "err_into", "change_context", "into_diagnostic", "whatever_context", "with_whatever_context",
}  # fmt: skip
_KEEPS = {
    "inspect_err", "transpose", "boxed", "fuse", "instrument", "as_mut", "by_ref", "into_iter", "enumerate", "take",
    "peekable", "into_future", "attach_printable", "filter", "inspect", "tap", "tap_ok", "tap_err", "tap_mut",
}  # fmt: skip
_STEPS = {"next", "try_next"}
_ASKS = {"is_ok", "is_err", "is_some", "is_none", "is_ok_and", "err", "unwrap_err", "is_err_and"}
_CLOSURES = {"map", "and_then", "map_ok", "for_each", "try_for_each", "then", "for_each_concurrent", "map_or"}
_TIMEOUTS = {"timeout", "timeout_at"}
_WRAPS = {"Ok", "Some"}
_THROUGH = {"pin", "join", "try_join", "spawn"}


def deliveries(value: Node, wrapping: Wrapping, file: RustFile, depth: int = 4) -> Iterator[Delivery]:
    """The ends of what an expression delivers."""
    inner = value
    for around in file.ancestors(value):
        kind = around.type
        onwards: Wrapping | None = wrapping
        if kind == "try_expression":
            onwards = wrapping._replace(level=wrapping.level - 1, asked=True)
        elif kind == "field_expression":
            onwards = _through_method(around, wrapping, file)
        elif kind == "arguments":
            onwards = _through_call(around, wrapping, file)
        elif kind in _ENDS:
            yield from _end(around, inner, wrapping, file, depth)
            return
        elif (fate := _fate(around, inner, file)) is not None:
            yield Delivery(fate, inner if fate == "returned" else around, how=wrapping.how)
            return
        elif kind == "block" and wrapping.level == 0 and not wrapping.tuple:
            yield Delivery("tail", inner, inside=around, bare=True, how=wrapping.how)
        if onwards is None:
            yield from _ended(around, wrapping, file, depth)
            return
        wrapping, inner = onwards, around


def _through_method(field: Node, wrapping: Wrapping, file: RustFile) -> Wrapping | None:
    """What is left behind a method or `.0`; None when the value goes no further."""
    if wrapping.tuple and file.text(field).endswith(".0"):
        return wrapping._replace(tuple=False)
    method = _method(field, file)
    if method in _UNWRAPS:
        return wrapping.less()
    if method in _STEPS:
        return wrapping._replace(level=wrapping.level + (method == "next"))
    if method in _CHANGES:
        return wrapping._replace(changed=True)
    return wrapping if method in _KEEPS else None


def _method(field: Node, file: RustFile) -> str:
    return file.text(field).rpartition(".")[2].strip()


def _through_call(arguments: Node, wrapping: Wrapping, file: RustFile) -> Wrapping | None:
    """What a call makes of an argument that it only wraps."""
    call = file.parent(arguments)
    name = called_name(call, file) if call is not None else ""
    if name in _TIMEOUTS or name in _WRAPS:
        return wrapping._replace(level=wrapping.level + 1)
    return wrapping if name in _THROUGH else None


def _ended(around: Node, wrapping: Wrapping, file: RustFile, depth: int) -> Iterator[Delivery]:
    """The value was given to a method or function that keeps it."""
    if around.type == "arguments":
        yield Delivery("passed", file.parent(around) or around, bare=wrapping.level == 0)
    elif _method(around, file) in _CLOSURES:
        yield from _in_closure(around, wrapping, file, depth)
    else:
        yield Delivery("asked" if _method(around, file) in _ASKS else "passed", around)


def _fate(around: Node, inner: Node, file: RustFile) -> Fate | None:
    if _drops(around, inner, file):
        return "dropped"
    if around.type in ("function_item", "closure_expression", "async_block", "return_expression"):
        return "returned"
    if around.type in ("field_initializer", "shorthand_field_initializer", "assignment_expression", "static_item"):
        return "stored"
    return None


_ENDS = {
    "let_declaration", "let_condition", "match_expression", "for_expression", "macro_invocation", "match_arm",
}  # fmt: skip


def _is_tail(node: Node, block: Node) -> bool:
    return last_of(block) == node


def last_of(block: Node) -> Node | None:
    """The last statement or expression of a block, behind which only comments stand."""
    return next((c for c in reversed(block.named_children) if not c.type.endswith("_comment")), None)


def _drops(around: Node, inner: Node, file: RustFile) -> bool:
    """A statement of its own; an argument of a macro and the last `if` or `match` of a block are none."""
    if around.type == "block":
        return not _is_tail(inner, around)
    if around.type != "expression_statement" or (around.parent is not None and around.parent.type == "source_file"):
        return False
    return file.text(around).endswith(";")


def _end(around: Node, inner: Node, wrapping: Wrapping, file: RustFile, depth: int) -> Iterator[Delivery]:
    kind = around.type
    if kind == "match_arm":
        match = file.parent(file.parent(around) or around)
        if match is not None and match.type == "match_expression":
            yield from deliveries(match, wrapping, file, depth)
        return
    if kind == "macro_invocation":
        yield from _in_macro(around, inner, wrapping, file, depth)
        return
    if kind == "match_expression":
        for arm in _arms(around):
            yield from _named(arm.child_by_field_name("pattern"), wrapping, arm, file, depth)
        return
    pattern = around.child_by_field_name("pattern")
    yield from _named(pattern, wrapping, around, file, depth)


def _arms(match: Node) -> list[Node]:
    body = match.child_by_field_name("body")
    return [arm for arm in body.named_children if arm.type == "match_arm"] if body is not None else []


def _named(pattern: Node | None, wrapping: Wrapping, around: Node, file: RustFile, depth: int) -> Iterator[Delivery]:
    """The names that a pattern gives, followed on while they still hold more than the value."""
    if pattern is None:
        return
    found = bound(pattern, wrapping, file)
    if found is None:
        if not refuses(pattern, file):
            yield Delivery("dropped", around)
        return
    name, rest = found
    given = _given(around, name, file) if around.type == "match_arm" else None
    if given is not None:
        match = file.parent(file.parent(around) or around)
        if match is not None:
            yield from deliveries(match, rest._replace(tuple=given == "tuple" or rest.tuple), file, depth)
        return
    yield from _onwards(name, rest, around, file, depth)


def _onwards(name: Node, rest: Wrapping, around: Node, file: RustFile, depth: int) -> Iterator[Delivery]:
    after, inside = _places(around, file)
    if rest.level == 0 and not rest.tuple:
        yield Delivery("named", name, file.text(name), after, inside, True, rest.how)
        return
    scope = _scope(around, file)
    followed = False
    for use in uses_of(name, scope, file) if depth > 0 and scope is not None else ():
        for delivery in deliveries(use, rest, file, depth - 1):
            followed = True
            yield delivery
    if not followed:
        yield Delivery("named", name, file.text(name), after, inside)


def _given(arm: Node, name: Node, file: RustFile) -> str | None:
    """How an arm hands the value on: `Ok(stream) => stream`, or as first part of a `tuple`."""
    value = arm.child_by_field_name("value")
    if value is not None and value.type == "block":
        value = last_of(value)
    if value is not None and value.type == "tuple_expression" and value.named_children:
        return "tuple" if file.text(value.named_children[0]) == file.text(name) else None
    return "itself" if value is not None and file.text(expression(value)) == file.text(name) else None


def _places(around: Node, file: RustFile) -> tuple[Node | None, Node | None]:
    """The statement behind which, or the block at whose start, a name is known."""
    if around.type == "let_declaration":
        return around, None
    if around.type == "match_arm":
        value = around.child_by_field_name("value")
        return None, value if value is not None and value.type == "block" else None
    if around.type == "for_expression":
        return None, around.child_by_field_name("body")
    holder = next((a for a in file.ancestors(around) if a.type in ("if_expression", "while_expression")), None)
    if around.type != "let_condition" or holder is None:
        return None, None
    return None, holder.child_by_field_name("consequence") or holder.child_by_field_name("body")


def _scope(around: Node, file: RustFile) -> Node | None:
    if around.type == "let_declaration":
        return file.parent(around)
    if around.type == "let_condition":
        return next((a for a in file.ancestors(around) if a.type in ("if_expression", "while_expression")), None)
    return around


def _in_closure(method: Node, wrapping: Wrapping, file: RustFile, depth: int) -> Iterator[Delivery]:
    """`.map(|stream| …)` and the like: the closure's parameter is the value."""
    call = file.parent(method)
    arguments = call.child_by_field_name("arguments") if call is not None else None
    closure = next((c for c in arguments.named_children if c.type == "closure_expression"), None) if arguments else None
    parameters = closure.child_by_field_name("parameters") if closure is not None else None
    first = next(iter(parameters.named_children), None) if parameters is not None else None
    if closure is None or first is None:
        yield Delivery("passed" if closure is None else "dropped", method)
        return
    body = closure.child_by_field_name("body")
    found = bound(first, wrapping._replace(level=max(0, wrapping.level - 1)), file)
    if found is None:
        yield Delivery("dropped", closure)
        return
    yield Delivery("named", found[0], file.text(found[0]), None, body if body and body.type == "block" else None, True)


def _in_macro(macro: Node, inner: Node, wrapping: Wrapping, file: RustFile, depth: int) -> Iterator[Delivery]:
    """An arm of `select!` names what its future gives; what an arm's body gives is the value of the macro."""
    tree = token_tree(macro) if macro_name(macro, file.data) in SELECTS else None
    for arm in select_arms(tree, file.data) if tree is not None else ():
        if not arm.future[0] <= inner.start_byte < arm.future[1]:
            continue
        named = bound_in_text(file.data[slice(*arm.pattern)].decode("utf-8", "replace"), wrapping)
        body = next((n for n in file.arguments_of_macro(macro) if n.start_byte == arm.body[0]), None)
        if named is None or body is None:
            yield Delivery("dropped" if named is None else "passed", inner)
        else:
            yield from _in_arm(*named, body, file, depth)
        return
    yield from deliveries(macro, wrapping, file, depth)


def _in_arm(name: str, rest: Wrapping, body: Node, file: RustFile, depth: int) -> Iterator[Delivery]:
    inside = body if body.type == "block" else None
    if rest.level == 0 and not rest.tuple:
        yield Delivery("named", body, name, None, inside, True, rest.how)
        return
    followed = False
    for use in (body, *file.descendants(body, "identifier")):
        if use.type == "identifier" and file.text(use) == name:
            for delivery in deliveries(use, rest, file, depth - 1):
                followed = True
                yield delivery
    if not followed:
        yield Delivery("named", body, name, None, inside)
