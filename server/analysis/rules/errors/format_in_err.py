"""The text of an error is made whether or not there is an error."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.calls import method_name
from ...facts.code.rust_file import RustFile
from ...facts.errors.boxed_errors import judges_input
from ...facts.errors.dropped_errors import hot_drop
from ...facts.errors.error_texts import WORDED, is_error, lazy_twin, parameters_of, text_made
from ...facts.errors.text_errors import is_text_error
from ...facts.moves.carriers import Carrier, carrier_of
from ...facts.running.callers import function_name
from ...finding import Severity
from ...rule import Call, Place, Sighting, macros, methods, rule, saw


@rule(Severity.SUGGESTION, on=methods(*WORDED) + macros("format"), heat=True)
def format_in_err(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Arguments of `ok_or`, `context` and the like that make a text, and texts that a caller on a hot path drops."""
    if call.node.type == "macro_invocation":
        yield from _dropped(call, file)
    elif len(call.arguments) == 1 and not call.arguments[0].type.endswith("literal"):
        yield from _eager(call, call.arguments[0], file)


def _eager(call: Call, value: Node, file: RustFile) -> Iterator[Sighting]:
    text = text_made(value, file)
    lazy = lazy_twin(call.node, value, file) if text is not None else None
    if text is None or lazy is None or call.receiver is None or is_error(call.receiver, file):
        return
    carrier = carrier_of(call.receiver, file, unknown=Carrier.EITHER)
    if carrier is None:
        return
    yield saw(
        method_name(call.node) or call.node,
        f"this text is made each time, also where there is no error: `{lazy.name}` makes it only then",
        whole=call.node,
        value=value,
        text=text,
        data={"lazy": lazy.name, "parameters": parameters_of(lazy, carrier)},
    )


def _dropped(call: Call, file: RustFile) -> Iterator[Sighting]:
    is_plain = is_text_error(call.node, file) and judges_input(file.unit.node, file)
    drop = hot_drop(file) if is_plain else None
    returned = file.unit.node.child_by_field_name("return_type")
    if drop is None or returned is None:
        return
    caller = f"`{function_name(drop.view)}`" if function_name(drop.view) else "a caller"
    message = f"{caller} drops the text of this error unread, on a hot path ({drop.heat.reason})"
    yield saw(returned, message, related=(Place(call.node, "the text is made here"),))
