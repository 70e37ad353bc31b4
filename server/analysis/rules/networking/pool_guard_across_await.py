"""A connection that is held while something else is waited for is missing in its pool."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_context import future_of
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...facts.networking.idle_connections import Wait, idle_waits
from ...facts.networking.pools import METHODS, connection_taken
from ...finding import Severity
from ...rule import Call, Place, Sighting, Trigger, methods, rule, saw

_SHOWN = 3  # waits that are listed
_FUNCTIONS = ("get_conn", "get_connection", "acquire", "get_db_conn", "connection", "db_conn")


@rule(
    Severity.WARNING,
    on=methods(*METHODS) + tuple(Trigger("call", name) for name in _FUNCTIONS),
    needs=b".await",
    heat=True,
)
def pool_guard_across_await(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Connections of known pools that are alive at an await of another service, or of another connection."""
    if future_of(call.node, file) is None:
        return
    guard = connection_taken(call.node, file)
    waits = idle_waits(guard, file) if guard is not None else []
    if waits:
        places = tuple(Place(wait.place, _place(wait)) for wait in waits[:_SHOWN])
        yield saw(call, _message(called_name(call.node, file), waits), related=places, first=waits[0].place)


def _place(wait: Wait) -> str:
    return "another connection is waited for here" if wait.again else "the connection idles here"


def _message(taken: str, waits: list[Wait]) -> str:
    again = next((wait for wait in waits if wait.again), None)
    if again is not None:
        return f"`{again.name}` waits for another connection while the one of `{taken}` is held: a full pool deadlocks"
    return f"the connection of `{taken}` idles while `{waits[0].name}` is awaited: other tasks wait for it"
