"""The message of `expect` is built whether or not anything goes wrong."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.calls import called_name, method_name, receiver_of
from ...facts.code.rust_file import RustFile, expression
from ...facts.moves.carriers import Carrier, carrier_of
from ...facts.moves.eagerness import leaves, with_nodes
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_VIEWS = frozenset({"as_str", "as_ref"})


@rule(Severity.WARNING, on=methods("expect"), heat=True)
def expect_fun_call(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Messages that are formatted or asked for by a call."""
    if len(call.arguments) != 1 or call.receiver is None or call.arguments[0].type.endswith("literal"):
        return
    message = _built(call.arguments[0], file)
    if not _calls(message, file) or leaves(message, file):
        return
    is_formatted = message.type == "macro_invocation" and called_name(message, file) == "format"
    carrier = carrier_of(call.receiver, file, unknown=Carrier.EITHER if is_formatted else None)
    if carrier is None:
        return
    yield saw(
        method_name(call.node) or call.node,
        "this message is built each time, also where nothing is missing: `unwrap_or_else` with `panic!` builds it then",
        whole=call.node,
        text=message,
        data={"carrier": carrier.value, "how": "format" if is_formatted else "call"},
    )


def _built(argument: Node, file: RustFile) -> Node:
    """The expression that makes the text, without what only borrows it."""
    value = expression(argument)
    while True:
        inner: Node | None = None
        if value.type in ("reference_expression", "block") and value.named_child_count:
            only = value.type == "reference_expression" or value.named_child_count == 1
            inner = value.named_children[-1] if only else None
        elif value.type == "call_expression" and called_name(value, file) in _VIEWS:
            inner = receiver_of(value)
        if inner is None:
            return value
        value = expression(inner)


def _calls(value: Node, file: RustFile) -> bool:
    kinds = ("call_expression", "macro_invocation")
    return any(
        node.type == "call_expression" or called_name(node, file) == "format"
        for node in with_nodes(value, file, *kinds)
    )
