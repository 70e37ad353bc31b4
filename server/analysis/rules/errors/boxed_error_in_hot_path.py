"""A boxed error is allocated on a hot path, where its caller only asks whether there was one."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.errors.boxed_errors import boxed_error
from ...facts.errors.dropped_errors import hot_drop
from ...facts.running.callers import function_name
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.WARNING, on=nodes("function_item"), needs=b"Result<", default=False)
def boxed_error_in_hot_path(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Functions that return `Box<dyn Error>`, `anyhow::Error` or the like, called for each request or item."""
    error = boxed_error(call.node, file)
    drop = hot_drop(file) if error is not None else None
    written = call.node.child_by_field_name("return_type")
    if error is None or drop is None or written is None:
        return
    caller = f"`{function_name(drop.view)}`" if function_name(drop.view) else "its caller"
    yield saw(
        written,
        f"each failure allocates: {caller} drops the `{error.name}` unread, on a hot path ({drop.heat.reason})",
        function=call.node,
        error=error.written,
        data={"alone": "yes" if error.alone else ""},
    )
