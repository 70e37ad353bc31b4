"""A socket of `std::net` keeps the async worker waiting for its peer."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.blocking.blocked_workers import blocks_worker, is_first_written, told_of
from ...facts.blocking.blocking_names import functions_of, methods_of
from ...facts.blocking.std_sockets import is_waited_on
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...finding import Severity
from ...rule import Call, Sighting, calls, macros, methods, rule, saw

_KINDS = frozenset({Blocks.NET, Blocks.BIND})


@rule(
    Severity.CRITICAL,
    on=calls(*functions_of(*_KINDS)) + methods(*methods_of(*_KINDS)) + macros("write", "writeln"),
    needs=b"async",
    heat=True,
)
def blocking_net_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Connecting, accepting, reading and writing on an async worker, and opening a socket for that."""
    source = blocks_worker(call.node, _KINDS, file)
    if source is None or (source.kind is Blocks.BIND and not is_waited_on(call.node, file)):
        return
    if call.node.type == "macro_invocation" and not is_first_written(call.node, file):
        return
    message = f"`{source.name}` keeps this async worker waiting for the network"
    yield saw(call, message, data=told_of(call.node, source.name, file))
