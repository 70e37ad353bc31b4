"""An `async fn` that never awaits is a state machine for nothing: its callers poll what a call would have given."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_demand import is_free_to_change, waiters_of
from ...facts.blocking.waiting import is_to_wait, is_unfinished, never_waits
from ...facts.code.rust_file import RustFile
from ...facts.running.entry_points import entry_of
from ...facts.running.handlers import is_handler
from ...facts.types.returned import is_async
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b"async ")
def async_without_await(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Its head, when nobody needs its future."""
    function = call.node
    if function != file.unit.node or not is_async(function) or not never_waits(function, file):
        return
    if is_unfinished(function, file) or not is_free_to_change(file) or is_to_wait(function, file):
        return
    name = function.child_by_field_name("name")
    if entry_of(file) is not None or is_handler(function.named_children[0], file) or waiters_of(file) is None:
        return
    if name is not None:
        yield saw(name, f"`{file.text(name)}` is async, yet there is nothing in it to wait for", function=function)
