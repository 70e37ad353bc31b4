"""A synchronous database client keeps the async worker waiting for the answer, or for a free connection."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.blocking.blocked_workers import blocks_worker, told_of
from ...facts.blocking.blocking_names import functions_of, methods_of
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw

_KINDS = frozenset({Blocks.DATABASE})


@rule(Severity.CRITICAL, on=calls(*functions_of(*_KINDS)) + methods(*methods_of(*_KINDS)), needs=b"async", heat=True)
def blocking_database_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Connecting and asking on an async worker; clients with futures, and closures given to a pool, are none."""
    source = blocks_worker(call.node, _KINDS, file)
    if source is not None:
        message = f"`{source.name}` keeps this async worker waiting for the database"
        yield saw(call, message, data=told_of(call.node, source.name, file))
