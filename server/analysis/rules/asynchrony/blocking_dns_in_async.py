"""Asking the system's resolver for a name keeps the async worker waiting for the network."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.blocking.blocked_workers import blocks_worker, told_of
from ...facts.blocking.blocking_names import functions_of, methods_of
from ...facts.blocking.name_lookups import is_written_name
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw

_KINDS = frozenset({Blocks.DNS})
_CONNECT = "std::net::TcpStream::connect"


@rule(
    Severity.CRITICAL,
    on=calls(*functions_of(*_KINDS), _CONNECT) + methods(*methods_of(*_KINDS)),
    needs=b"async",
    heat=True,
)
def blocking_dns_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Look-ups on an async worker, `TcpStream::connect` of a written name too; numbers need none."""
    connects = call.callee == _CONNECT
    if connects and not any(is_written_name(host, file) for host in call.arguments):
        return
    source = blocks_worker(call.node, frozenset({Blocks.NET}) if connects else _KINDS, file)
    if source is not None:
        message = f"`{source.name}` keeps this async worker waiting for the resolver"
        yield saw(call, message, data=told_of(call.node, source.name, file))
