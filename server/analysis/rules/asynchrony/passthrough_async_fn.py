"""An `async fn` that only awaits another one wraps that state machine in a second one."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_demand import is_free_to_change, is_handed_on
from ...facts.awaiting.passing_through import forwards
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...facts.running.entry_points import entry_of
from ...facts.running.handlers import is_handler
from ...facts.types.returned import is_async
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b".await")
def passthrough_async_fn(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Its head, when the future of the call at its end could be returned."""
    function = call.node
    if function != file.unit.node or not is_async(function):
        return
    found = forwards(function, file)
    name = function.child_by_field_name("name")
    if found is None or name is None or not is_free_to_change(file):
        return
    if entry_of(file) is not None or is_handler(name, file) or is_handed_on(file):
        return
    message = f"`{file.text(name)}` only awaits `{called_name(found.call, file)}`, whose future it could return"
    yield saw(name, message, function=function)
