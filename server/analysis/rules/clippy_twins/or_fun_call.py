"""A function is called for a value that is only needed when there is none."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.calls import method_name
from ...facts.code.defaults import is_default
from ...facts.code.rust_file import RustFile, expression
from ...facts.moves.carriers import Carrier, carrier_of
from ...facts.moves.eagerness import Work, work_in
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_LAZY = {
    "unwrap_or": "unwrap_or_else",
    "ok_or": "ok_or_else",
    "map_or": "map_or_else",
    "or": "or_else",
    "and": "and_then",
    "or_insert": "or_insert_with",
    "get_or_insert": "get_or_insert_with",
}
# Whose method it is where no type is known; others have an `or` and an `and` as well.
_OWNERS = {
    "ok_or": Carrier.OPTION,
    "get_or_insert": Carrier.OPTION,
    "or_insert": Carrier.ENTRY,
    "unwrap_or": Carrier.EITHER,
    "map_or": Carrier.EITHER,
}
_TAKEN = {"map_or": 2}
_OF_DEFAULTS = frozenset({"unwrap_or", "or_insert"})


@rule(Severity.SUGGESTION, on=methods(*_LAZY), heat=True)
def or_fun_call(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Arguments of `unwrap_or`, `ok_or`, `or_insert` and the like in which something is called."""
    if len(call.arguments) != _TAKEN.get(call.name, 1) or call.receiver is None:
        return
    value = expression(call.arguments[0])
    if not _may_call(value, file) or (call.name in _OF_DEFAULTS and is_default(value, file)):
        return
    work = _work(value, file)
    carrier = carrier_of(call.receiver, file, unknown=_OWNERS.get(call.name)) if work is not None else None
    if work is None or carrier is None:
        return
    yield saw(
        method_name(call.node) or call.node,
        f"the argument of `{call.name}` is evaluated each time: `{_LAZY[call.name]}` calls only where it is needed",
        whole=call.node,
        value=call.arguments[0],
        data={"lazy": _LAZY[call.name], "carrier": carrier.value},
    )


def _may_call(value: Node, file: RustFile) -> bool:
    text = file.bytes_of(value)
    return b"(" in text or b"!" in text or b"[" in text


def _work(value: Node, file: RustFile) -> Work | None:
    """What the value costs; a reference to what is made here would not outlive a closure."""
    if value.type == "reference_expression" and value.named_children[-1].type in (
        "call_expression",
        "macro_invocation",
    ):
        return None
    work = work_in(value, file)
    return work if work is not None and work.calls and not work.changes else None
