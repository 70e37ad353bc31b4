"""`block_on` in async code parks the worker on a second executor: it stalls, panics or never wakes up."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.async_context import runs_on_async_worker
from ...facts.await_sites import accepts_await, is_awaited
from ...facts.data.executors import BLOCK_ON_FUNCTIONS, EXECUTORS
from ...facts.rust_file import RustFile
from ...facts.types import receiver_type
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw


@rule(Severity.CRITICAL, on=calls(*BLOCK_ON_FUNCTIONS) + methods("block_on", "run_until"))
def block_on_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; `block_in_place` has handed the worker's tasks on before."""
    if is_awaited(call.node, file) or not runs_on_async_worker(call.node, file):
        return
    known, future = True, call.arguments[-1] if call.arguments else call.receiver
    if call.receiver is not None and call.arguments:
        found = receiver_type(call.node, file)
        if found is not None and found.path.startswith("self::"):
            return
        known = found is not None and found.path in EXECUTORS
        if call.name == "run_until" and not known:
            return
    awaitable = call.name != "block_on_stream" and accepts_await(call.node, file)
    data = {"awaitable": "yes" if awaitable else "no", "known": "yes" if known else "no"}
    shown = call.callee or call.name
    yield saw(call, f"`{shown}` parks this async worker on a second executor", future=future, data=data)
