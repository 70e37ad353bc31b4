"""A client or connection that is built for one request pays for name lookup, TCP and TLS handshakes every time."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.networking.connection_uses import made_again
from ...facts.networking.connections import MAKERS, MAKING_METHODS, body_of, made_by, unwrapped
from ...finding import Severity
from ...rule import Call, Sighting, Trigger, calls, methods, rule, saw


@rule(
    Severity.CRITICAL,
    on=(*calls(*MAKERS), Trigger("call", "connect"), *methods(*MAKING_METHODS, "connect", "connect_with")),
    heat=True,
)
def connection_per_request(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Clients and connections that are made again and again and do not outlive their function."""
    made = made_by(call.node, file)
    if made is None:
        return
    where = made_again(made, file)
    if where is None:
        return
    message = f"{made.what} is made {where}: each one pays for DNS, TCP and TLS again"
    built = "yes" if made.end != call.node else "no"
    data = {"kind": made.kind, "path": call.callee or "", "built": built}
    yield saw(made.end, message, whole=unwrapped(made, file), body=body_of(made, file), data=data)
