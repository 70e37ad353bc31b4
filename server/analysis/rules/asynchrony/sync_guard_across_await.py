"""A guard of a blocking lock that lives across an `.await` keeps the lock shut while the task is asleep."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_context import future_of
from ...facts.code.rust_file import RustFile
from ...facts.data.method_names import GUARD_HELPERS
from ...facts.locking.guards import Guard, guard_taken, methods_taking
from ...facts.locking.held import held
from ...finding import Severity
from ...rule import Call, Place, Sighting, methods, rule, saw

_SHOWN = 3  # await points that are listed


@rule(Severity.CRITICAL, on=methods(*methods_taking(blocking=True), *GUARD_HELPERS))
def sync_guard_across_await(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Blocking locks taken in async code whose guard is alive at an await point of the same future."""
    if future_of(call.node, file) is None:
        return
    guard = guard_taken(call.node, file)
    if guard is None or not guard.blocking:
        return
    awaits = held(guard, file).awaits
    if awaits:
        places = tuple(Place(point, "the lock is held here") for point in awaits[:_SHOWN])
        yield saw(call, _message(guard, file), related=places, first=awaits[0])


def _message(guard: Guard, file: RustFile) -> str:
    taken = f"{guard.kind}::{guard.method}" if guard.kind else f"{file.text(guard.lock)}.{guard.method}()"
    if guard.type is not None and guard.type.family == "RefCell":
        return f"this borrow of `{taken}` is alive across an `.await`: another borrow meanwhile panics"
    return f"the guard of `{taken}` is alive across an `.await`: tasks that want the lock block their workers"
