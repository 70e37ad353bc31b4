"""`std::thread::sleep` stops the async worker and every task queued on it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_context import runs_on_async_worker
from ...facts.awaiting.await_sites import accepts_await
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking import SLEEPS
from ...facts.data.schema import names_of
from ...finding import Severity
from ...rule import Call, Sighting, calls, rule, saw


@rule(Severity.CRITICAL, on=calls(*names_of(SLEEPS)), heat=True)
def blocking_sleep_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker."""
    if runs_on_async_worker(call.node, file):
        duration = call.arguments[0] if call.arguments and call.callee == "std::thread::sleep" else None
        awaitable = "yes" if accepts_await(call.node, file) else "no"
        message = f"`{call.callee}` blocks this async worker and every task queued on it"
        yield saw(call, message, duration=duration, data={"awaitable": awaitable})
