"""`unwrap_or(value)` as `unwrap_or_else(|| value)`: a value that is made only where it is needed."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..analysis.facts.code.bindings import binding_of
from ..analysis.facts.code.calls import called_name, callee_path, function_of, receiver_of
from ..analysis.facts.code.rust_file import RustFile, expression
from ..analysis.facts.moves.eagerness import is_constructor, work_in
from ..analysis.finding import Span
from .edit import Edit, Fix, Safety
from .fix_file import FixFile, span_of

# Methods whose result borrows nothing of what they are called on.
_OWNED = frozenset(
    {
        "to_string", "to_owned", "to_vec", "to_path_buf", "into", "into_owned", "into_boxed_str", "into_bytes",
        "cloned", "copied", "collect", "sum", "product", "count", "unwrap_or_default", "to_lowercase", "to_uppercase",
        "to_ascii_lowercase", "to_ascii_uppercase", "join", "concat", "repeat", "build",
    }
)  # fmt: skip
_PURE = _OWNED | {"clone", "with_capacity"}
_MAKES = re.compile(r"::(new|from|with_\w+|from_\w+|default|other)$")


def lazy_form(method: Span, whole: Span, value: Span, lazy: str, parameters: str, file: FixFile) -> Fix | None:
    """The method's twin with a closure around its first argument, None where that may not compile."""
    view = file.view_at(whole)
    call = file.node_at(whole, view) if view is not None else None
    argument = file.node_at(value, view) if view is not None else None
    if view is None or call is None or argument is None:
        return None
    made, spelled = expression(argument), _with_closure_type(call)
    if spelled is None or _borrows_what_is_made(made, view) or _is_disputed(call, argument, view):
        return None
    title = f"Make it only where it is needed: `{lazy}`"
    is_pure = _is_pure(made, view)
    safety = Safety.SAFE if is_pure else Safety.UNSAFE
    renamed = Edit(method, lazy)
    return Fix(
        title if is_pure else f"{title} (what it calls no longer runs each time)",
        safety,
        (renamed, *spelled, *_deferred(made, argument, parameters, view)),
    )


def _with_closure_type(call: Node) -> tuple[Edit, ...] | None:
    """`ok_or::<E>` is `ok_or_else::<E, _>`; None where more types are spelled out, in an order of their own."""
    function = call.child_by_field_name("function")
    spelled = function.child_by_field_name("type_arguments") if function is not None else None
    if spelled is None:
        return ()
    end = spelled.end_byte - 1
    return (Edit(Span(end, end), ", _"),) if len(spelled.named_children) == 1 else None


def _deferred(made: Node, argument: Node, parameters: str, view: RustFile) -> tuple[Edit, ...]:
    """The value as a closure, or as the function that it is a call of."""
    function = _function_alone(made, view) if parameters == "||" else None
    if function is not None:
        return (Edit(span_of(argument), view.text(function)),)
    return (Edit(Span(argument.start_byte, argument.start_byte), f"{parameters} "),)


def _function_alone(made: Node, view: RustFile) -> Node | None:
    """The path in a call without arguments; a closure in a variable would be moved by its name."""
    function, arguments = function_of(made), made.child_by_field_name("arguments")
    if function is None or arguments is None or arguments.named_children or made.type != "call_expression":
        return None
    if function.type == "identifier":
        return function if binding_of(function, view) is None else None
    return function if function.type == "scoped_identifier" else None


def _borrows_what_is_made(made: Node, view: RustFile) -> bool:
    """Whether the value may refer to something that is made on the way to it, which a closure would drop."""
    if made.type == "reference_expression":
        return True
    receiver = receiver_of(made) if made.type == "call_expression" else None
    if receiver is None or called_name(made, view) in _OWNED:
        return False
    while receiver is not None and receiver.type in ("field_expression", "parenthesized_expression", "try_expression"):
        receiver = receiver.child_by_field_name("value") or receiver.named_child(0)
    return receiver is not None and receiver.type not in ("identifier", "self", "string_literal", "scoped_identifier")


def _is_disputed(call: Node, argument: Node, view: RustFile) -> bool:
    """Whether two closures, or a closure and what is borrowed before it, may want the same variable."""
    arguments = call.child_by_field_name("arguments")
    others = [node for node in arguments.named_children if node != argument] if arguments is not None else []
    if view.crate.edition < "2021" and (receiver := receiver_of(call)) is not None:
        others.append(receiver)
    return bool(_words(argument, view) & {word for node in others for word in _words(node, view)})


def _words(node: Node, view: RustFile) -> set[bytes]:
    if node.type in ("identifier", "self"):
        return {view.bytes_of(node)}
    return {view.bytes_of(name) for name in view.descendants(node, "identifier", "self")}


def _is_pure(made: Node, view: RustFile) -> bool:
    """Whether nothing but the value itself comes of evaluating it."""
    work = work_in(made, view)
    return work is not None and all(_only_makes(call, view) for call in work.calls)


def _only_makes(call: Node, view: RustFile) -> bool:
    if call.type == "macro_invocation":
        return True
    if call.type != "call_expression" or is_constructor(call, view):
        return call.type == "call_expression"
    if receiver_of(call) is not None:
        return called_name(call, view) in _PURE or _is_shown(call, view)
    return _MAKES.search(callee_path(call, view)) is not None


def _is_shown(call: Node, view: RustFile) -> bool:
    """Whether a method only gives something to a text: it takes nothing, and its result is formatted."""
    arguments, around = call.child_by_field_name("arguments"), view.parent(call)
    takes = arguments is not None and bool(arguments.named_children)
    return not takes and around is not None and any(each.type == "macro_invocation" for each in view.ancestors(call))
