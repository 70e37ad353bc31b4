"""Password hashes, compression and images keep the async worker computing for milliseconds."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.blocking.blocked_workers import blocks_worker, told_of
from ...facts.blocking.blocking_names import functions_of, methods_of
from ...facts.blocking.codecs import maker_of
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...finding import Severity
from ...rule import Call, Place, Sighting, calls, methods, rule, saw

_KINDS = frozenset({Blocks.CPU})


@rule(Severity.CRITICAL, on=calls(*functions_of(*_KINDS)) + methods(*methods_of(*_KINDS)), needs=b"async", heat=True)
def cpu_heavy_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; work through a decoder or encoder is told once, where that is made."""
    source = blocks_worker(call.node, _KINDS, file)
    if source is None:
        return
    maker = maker_of(call.node, file)
    message = f"`{source.name}` keeps this async worker computing"
    if maker is None:
        yield saw(call, message, data=told_of(call.node, source.name, file))
    elif not _is_told(call.node, maker, file):
        yield saw(maker, message, related=(Place(call.node, "the work is done here"),), data={"name": source.name})


def _is_told(call: Node, maker: Node, file: RustFile) -> bool:
    """Whether an earlier call does a part of the same work."""
    before = (n for n in file.descendants(file.unit.node, "call_expression") if n.start_byte < call.start_byte)
    return any(
        other.end_byte > maker.end_byte
        and maker_of(other, file) == maker
        and blocks_worker(other, _KINDS, file) is not None
        for other in before
    )
