"""The text of an error is made whether or not there is an error."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.calls import method_name
from ...facts.carriers import Carrier, carrier_of
from ...facts.error_texts import WORDED, is_error, lazy_twin, text_made
from ...facts.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw


@rule(Severity.SUGGESTION, on=methods(*WORDED), heat=True)
def format_in_err(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Arguments of `ok_or`, `context` and the like that format, or copy text to the heap."""
    if len(call.arguments) != 1 or call.receiver is None or call.arguments[0].type.endswith("literal"):
        return
    value = call.arguments[0]
    text = text_made(value, file)
    lazy = lazy_twin(call.node, value, file) if text is not None else None
    if text is None or lazy is None or is_error(call.receiver, file):
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
        data={"lazy": lazy.name, "parameters": lazy.parameters},
    )
