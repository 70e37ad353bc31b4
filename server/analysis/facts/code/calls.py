"""The parts of a call, and where a value goes: the call, variable or statement that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..data import contexts
from ..data.method_names import WRAPPING_METHODS
from ..data.schema import facts_by_name
from .paths import canonical, segments_of
from .rust_file import RustFile

_WRAPPERS = frozenset(facts_by_name(contexts.WRAPPERS)) | WRAPPING_METHODS


def function_of(call: Node) -> Node | None:
    """What is called, without a turbofish."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        return function.child_by_field_name("function")
    return function


def receiver_of(call: Node) -> Node | None:
    """What a method is called on; None for a call of a path."""
    function = function_of(call)
    return (
        function.child_by_field_name("value") if function is not None and function.type == "field_expression" else None
    )


def method_name(call: Node) -> Node | None:
    """The name of the method in a call of one."""
    function = function_of(call)
    return (
        function.child_by_field_name("field") if function is not None and function.type == "field_expression" else None
    )


def receivers(node: Node | None) -> Iterator[Node]:
    """The calls of a chain `a().b().c()` from its end to its start, through `?` and `.await`."""
    while node is not None:
        if node.type == "call_expression":
            yield node
            node = receiver_of(node)
        elif node.type in ("try_expression", "await_expression", "parenthesized_expression"):
            node = node.named_child(0)
        elif node.type == "field_expression":
            node = node.child_by_field_name("value")
        else:
            return


def is_called(node: Node, file: RustFile) -> bool:
    """Whether a path or `value.name` is what a call calls, with a turbofish or without."""
    above = file.parent(node)
    if above is not None and above.type == "generic_function":
        node, above = above, file.parent(above)
    return above is not None and above.type == "call_expression" and above.child_by_field_name("function") == node


def called_name(call: Node, file: RustFile) -> str:
    """The last name of the function, method or macro that is called."""
    if call.type == "macro_invocation":
        named = call.child_by_field_name("macro")
    else:
        function = function_of(call)
        named = (
            function.child_by_field_name("field")
            if function is not None and function.type == "field_expression"
            else function
        )
    return file.text(named).rpartition("::")[2] if named is not None else ""


def callee_path(call: Node, file: RustFile) -> str:
    """The canonical path of a called function, or its path as written; empty for methods."""
    function = function_of(call)
    if function is None or function.type == "field_expression":
        return ""
    return canonical(function, file) or "::".join(segments_of(function, file))


def argument_index(call: Node, value: Node) -> int:
    """Which argument of the call a node is or lies in, comments not counted; -1 when it is none."""
    arguments = call.child_by_field_name("arguments")
    named = [n for n in arguments.named_children if not n.type.endswith("_comment")] if arguments is not None else []
    inside = (i for i, n in enumerate(named) if n.start_byte <= value.start_byte and value.end_byte <= n.end_byte)
    return next(inside, -1)


_CARRIERS = {"parenthesized_expression", "reference_expression", "type_cast_expression", "unsafe_block"}


def outward(value: Node, file: RustFile) -> Node | None:
    """What takes a value: the call it is an argument of, the `let` it is bound by, or None.

    Boxes and the like pass it on, and so do the tails of blocks and branches. A value that is itself called,
    as in `(|| 1)()`, gives the parentheses around it.
    """
    inner = value
    for around in file.ancestors(value):
        kind = around.type
        if kind == "arguments":
            call = file.parent(around)
            if call is None or call.type != "call_expression":
                return None
            if callee_path(call, file) not in _WRAPPERS:
                return call
            inner = call
        elif kind == "call_expression":
            if inner.type == "parenthesized_expression" and around.child_by_field_name("function") == inner:
                return inner
            if inner != around and receiver_of(around) is None:
                return None
            inner = around
        elif kind == "field_expression":
            method = around.child_by_field_name("field")
            if method is None or file.text(method) not in _WRAPPERS:
                return None
            inner = around
        elif kind == "let_declaration":
            return around
        elif kind in ("block", "else_clause", "if_expression", "match_arm", "match_block", "match_expression"):
            if not _is_value(inner, around):
                return None
            inner = around
        elif kind in _CARRIERS:
            inner = around
        else:
            return None
    return None


def _is_value(inner: Node, around: Node) -> bool:
    """Whether the inner node is what the outer one evaluates to."""
    if around.type == "block":
        return bool(around.named_children) and around.named_children[-1] == inner
    if around.type == "match_arm":
        return around.child_by_field_name("value") == inner
    return around.child_by_field_name("condition") != inner and around.child_by_field_name("value") != inner
