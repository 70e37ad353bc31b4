"""Calls that keep an async worker waiting or computing, where somebody may mind."""

from __future__ import annotations

import re

from tree_sitter import Node

from .async_context import runs_on_async_worker
from .blocking_calls import blocking_source
from .blocking_names import source_names
from .blocking_types import Source, stream_source
from .calls import called_name, receiver_of
from .commands import is_command
from .comments import argues
from .data.blocking_kinds import Blocks
from .rust_file import RustFile
from .startup import is_before_service, is_command_line, is_in_main, is_startup
from .streams import stream_in

_ON_PURPOSE = re.compile(
    r"(?i)\b(non.?async|synchronous\w*|blocking(?!-)|on purpose|intention\w*|deliberate\w*|voluntar\w+)\b"
)
# Who waits for another thread has started one: that is no start-up any more.
_FOR_THREADS = frozenset({Blocks.CHANNEL, Blocks.THREAD, Blocks.SYNC})
# What may last for seconds.
_FOR_PEERS = frozenset({Blocks.NET, Blocks.BIND, Blocks.DNS})


def blocks_worker(place: Node, kinds: frozenset[Blocks], file: RustFile) -> Source | None:
    """The source of one of these kinds that a call, `write!` or `writeln!` is on an async worker.

    Start-up code, commands and choices that a comment argues for are left out.
    """
    is_macro = place.type == "macro_invocation"
    if not is_macro and receiver_of(place) is not None and not _may_be_source(called_name(place, file), file):
        return None
    if not runs_on_async_worker(place, file):
        return None
    source = _written(place, file) if is_macro else blocking_source(place, file)
    if source is None or source.kind not in kinds or argues(place, file, _ON_PURPOSE):
        return None
    return None if nobody_is_served(place, source.kind, file) else source


def nobody_is_served(place: Node, kind: Blocks, file: RustFile) -> bool:
    """Whether nothing else has to go on while the place waits: before there are tasks, or in a command."""
    if kind in _FOR_THREADS:
        return is_command_line(file)
    if kind in _FOR_PEERS:
        return is_before_service(place, file, binding=kind is Blocks.DNS)
    if is_command(file):
        return True
    if kind is Blocks.STDIN:
        return is_command_line(file) or is_in_main(place, file)
    return is_startup(place, file)


def _may_be_source(name: str, file: RustFile) -> bool:
    names: frozenset[str] | None = file.names.memo.get("source names")
    if names is None:
        names = file.names.memo["source names"] = source_names(file.crate)
    return name in names


def _written(macro: Node, file: RustFile) -> Source | None:
    """The stream that `write!` is given."""
    stream = stream_in(macro, file)
    return stream_source(stream, file) if stream is not None else None
