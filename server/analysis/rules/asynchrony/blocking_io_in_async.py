"""Processes, pipes, channels, threads and open files of the standard library keep the async worker waiting."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.blocking.blocked_workers import blocks_worker, is_first_written, told_of
from ...facts.blocking.blocking_names import functions_of, methods_of
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...finding import Severity
from ...rule import Call, Sighting, calls, macros, methods, rule, saw

_WAITS = {
    Blocks.FILE: "for the disk",
    Blocks.PROCESS: "for another process",
    Blocks.STDIN: "for input",
    Blocks.STDOUT: "for whoever reads the output",
    Blocks.CHANNEL: "for the channel's other end",
    Blocks.THREAD: "for a thread to end",
    Blocks.SYNC: "for another thread",
    Blocks.HTTP: "for a server",
}
_KINDS = frozenset(_WAITS)


@rule(
    Severity.CRITICAL,
    on=calls(*functions_of(*_KINDS)) + methods(*methods_of(*_KINDS)) + macros("write", "writeln"),
    needs=b"async",
    heat=True,
)
def blocking_io_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; of what is formatted into one stream the first piece."""
    source = blocks_worker(call.node, _KINDS, file)
    if source is None or (call.node.type == "macro_invocation" and not is_first_written(call.node, file)):
        return
    message = f"`{source.name}` keeps this async worker waiting {_WAITS[source.kind]}"
    severity = Severity.WARNING if source.kind is Blocks.STDOUT else None
    yield saw(call, message, severity=severity, data=told_of(call.node, source.name, file))
