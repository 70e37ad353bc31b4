"""Calls that keep an async worker waiting or computing, where somebody may mind."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..awaiting.async_context import future_of, runs_on_async_worker
from ..awaiting.await_sites import accepts_await
from ..code.calls import called_name, receiver_of
from ..code.comments import argues
from ..code.rust_file import RustFile
from ..data.blocking_kinds import Blocks
from ..networking.streams import stream_in
from ..programs.commands import is_command
from ..running.callers import function_name
from ..running.startup import is_before_service, is_command_line, is_in_main, is_startup
from .blocking_calls import blocking_source
from .blocking_names import source_names
from .blocking_types import Source, stream_source

_ON_PURPOSE = re.compile(
    r"(?i)\b(non.?async|synchronous\w*|blocking(?!-)|on purpose|intention\w*|deliberate\w*|voluntar\w+)\b"
)
_SHUTS_DOWN = re.compile(r"^(graceful_|force_)?shut_?down")
_CONSOLE = re.compile(r"(^|_)(console|repl|shell|prompt|wizard|interactive)(_|$)")
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
    if source is None or source.kind not in kinds or is_on_purpose(place, file):
        return None
    if _goes_on(place, kinds, file) or _nobody_is_served(place, source.kind, file):
        return None
    return source


def is_on_purpose(place: Node, file: RustFile) -> bool:
    """Whether a comment beside a call says that it is meant to block."""
    return argues(place, file, _ON_PURPOSE)


def told_of(place: Node, name: str, file: RustFile) -> dict[str, str]:
    """What a fix asks of a blocking call: its name, and whether an `.await` or a future can stand there."""
    return {
        "name": name,
        "awaitable": "yes" if accepts_await(place, file) else "no",
        "future": "yes" if future_of(place, file) is not None else "no",
    }


def _goes_on(place: Node, kinds: frozenset[Blocks], file: RustFile) -> bool:
    """Whether a later call of the same chain waits as well, as in `get(url)?.text()`: that tells of both."""
    inner = place
    for around in file.ancestors(place):
        if around.type == "call_expression":
            if receiver_of(around) is None or inner.type == "arguments":
                return False
            source = blocking_source(around, file)
            if source is not None and source.kind in kinds:
                return True
        elif around.type not in ("field_expression", "try_expression", "parenthesized_expression"):
            return False
        inner = around
    return False


def is_first_written(macro: Node, file: RustFile) -> bool:
    """Whether no `write!` before one in the function writes to the same stream: one finding tells of all."""
    stream = stream_in(macro, file)
    others = (n for n in file.descendants(file.unit.node, "macro_invocation") if n.start_byte < macro.start_byte)
    written = (stream_in(n, file) for n in others if macro_name(n, file.data) in ("write", "writeln"))
    name = file.bytes_of(stream) if stream is not None else b""
    return all(other is None or file.bytes_of(other) != name for other in written)


def _nobody_is_served(place: Node, kind: Blocks, file: RustFile) -> bool:
    """Whether nothing else has to go on while the place waits: before there are tasks, in a command, at the end.

    Who waits for another thread has started one: that is no start-up any more.
    """
    if kind in _FOR_PEERS:
        return is_before_service(place, file, binding=kind is Blocks.DNS)
    if is_command_line(file):
        return True
    match kind:
        case Blocks.CHANNEL:
            return False
        case Blocks.SYNC:
            return is_in_main(place, file)
        case Blocks.THREAD:
            return _SHUTS_DOWN.match(function_name(file)) is not None
        case Blocks.STDIN:
            is_asked = _CONSOLE.search(function_name(file)) is not None
            return is_asked or is_command(file) or is_in_main(place, file)
        case _:
            return is_command(file) or is_startup(place, file)


def _may_be_source(name: str, file: RustFile) -> bool:
    names: frozenset[str] | None = file.names.memo.get("source names")
    if names is None:
        names = file.names.memo["source names"] = source_names(file.crate)
    return name in names


def _written(macro: Node, file: RustFile) -> Source | None:
    """The stream that `write!` is given."""
    stream = stream_in(macro, file)
    return stream_source(stream, file) if stream is not None else None
