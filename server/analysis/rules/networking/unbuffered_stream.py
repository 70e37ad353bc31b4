"""Reading or writing a raw stream in small pieces costs a system call for each, and on a socket often a packet."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.rust_file import RustFile
from ...facts.data.schema import entries_by_name
from ...facts.data.streams import PIECEMEAL_READERS, PIECEMEAL_WRITERS
from ...facts.networking.stream_pieces import MACROS, READS, WRITES, Piece, piece_of, pieces_in, runs_like
from ...facts.networking.stream_rounds import can_wait, rounds_of
from ...facts.networking.streams import Stream, stream_of
from ...facts.running.heat import heat_of
from ...facts.running.heat_model import Heat, Level
from ...finding import Severity
from ...rule import Call, Sighting, calls, macros, methods, rule, saw

_READERS, _WRITERS = entries_by_name(PIECEMEAL_READERS), entries_by_name(PIECEMEAL_WRITERS)
_IN_A_ROW = 3


@rule(
    Severity.CRITICAL,
    on=(*calls(*_READERS, *_WRITERS), *methods(*READS, *WRITES, "bytes"), *macros(*MACROS)),
    heat=True,
)
def unbuffered_stream(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Pieces in the rounds of a loop, several in a row, and parsers that ask for a byte at a time."""
    if call.callee is not None:
        yield from _handed_over(call, file)
    elif call.name == "bytes":
        yield from _bytes(call, file)
    else:
        piece = piece_of(call.node, file)
        if piece is not None:
            yield from _piece(piece, call.name, file)


def _handed_over(call: Call, file: RustFile) -> Iterator[Sighting]:
    """A stream that is given to a function of another crate which takes it to pieces."""
    stream = stream_of(call.arguments[0], file) if call.arguments else None
    if stream is None or stream.medium == "duplex" or heat_of(call.node, file).level is Level.COLD:
        return
    entry = _READERS.get(call.callee or "") or _WRITERS.get(call.callee or "")
    way = "read" if call.callee in _READERS else "write"
    verb = "reads" if way == "read" else "writes"
    message = f"`{call.name}` {verb} {stream.shown} {entry.fact if entry else ''}: {_cost(stream)}"
    data = {"way": way, "runtime": stream.runtime, "how": "handed"}
    yield saw(call, message, stream=call.arguments[0], data=data)


def _bytes(call: Call, file: RustFile) -> Iterator[Sighting]:
    stream = stream_of(call.receiver, file) if call.receiver is not None and not call.arguments else None
    if stream is not None and stream.runtime == "std":
        message = f"`bytes()` reads {stream.shown} byte by byte: {_cost(stream)}"
        yield saw(call, message, stream=call.receiver, data={"way": "read", "runtime": stream.runtime})


def _piece(piece: Piece, name: str, file: RustFile) -> Iterator[Sighting]:
    loop = rounds_of(piece, file)
    if loop is None:
        yield from _in_a_row(piece, name, file)
        return
    if pieces_in(loop, piece, file)[0] != piece or not can_wait(piece, loop, file):
        return
    stream = stream_of(piece.stream, file)
    if stream is None or (piece.way == "write" and stream.medium == "duplex"):
        return
    if stream.medium != "file" or heat_of(piece.node, file).level is not Level.COLD:
        yield _sighting(piece, name, stream, "in each round", loop)


def _in_a_row(piece: Piece, name: str, file: RustFile) -> Iterator[Sighting]:
    """Several pieces of one message. The greeting of a connection is read by its lengths, and happens once."""
    run = next((each for each in runs_like(piece, file) if _is_long(each)), [])
    if piece not in run[:1]:
        return
    stream = stream_of(piece.stream, file)
    heat = heat_of(piece.node, file) if stream is not None and stream.medium != "duplex" else None
    if stream is None or heat is None or heat.level is Level.COLD:
        return
    if piece.way == "read" and stream.medium != "file" and not _is_again_and_again(heat):
        return
    yield _sighting(piece, name, stream, f"{len(run)} times in a row", None)


def _is_long(run: list[Piece]) -> bool:
    """Whether so many pieces go one after the other; texts that are there whole can be written as they are."""
    return len(run) >= _IN_A_ROW and (run[0].way == "read" or any(piece.formatted for piece in run))


def _is_again_and_again(heat: Heat) -> bool:
    return heat.how in ("loop", "per message") and "per connection" not in heat.under


def _sighting(piece: Piece, name: str, stream: Stream, often: str, loop: Node | None) -> Sighting:
    verb = "reads from" if piece.way == "read" else "writes to"
    message = f"`{name}` {verb} {stream.shown} {often}: {_cost(stream)}"
    return saw(piece.node, message, stream=piece.stream, loop=loop, data={"way": piece.way, "runtime": stream.runtime})


def _cost(stream: Stream) -> str:
    if stream.medium == "file" and stream.runtime in ("tokio", "async_std", "smol"):
        return "each call is a task on the blocking pool"
    return "each call is a system call"
