"""`block_on` in async code parks the worker on a second executor: it stalls, panics or never wakes up."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_context import runs_on_async_worker
from ...facts.awaiting.await_sites import accepts_await, is_awaited
from ...facts.blocking.block_ons import BLOCK_ON_FUNCTIONS, block_on_in
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw


@rule(Severity.CRITICAL, on=calls(*BLOCK_ON_FUNCTIONS) + methods("block_on", "run_until"), heat=True)
def block_on_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; `block_in_place` has handed the worker's tasks on before."""
    if is_awaited(call.node, file) or not runs_on_async_worker(call.node, file):
        return
    found = block_on_in(call.node, file)
    if found is None:
        return
    awaitable = call.name != "block_on_stream" and accepts_await(call.node, file)
    data = {"awaitable": "yes" if awaitable else "no", "known": "yes" if found.known else "no"}
    yield saw(call, f"`{found.name}` parks this async worker on a second executor", future=found.future, data=data)
