"""Writes that follow each other on a stream without a buffer are a system call each, and on a socket a packet each."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.networking.buffer_sizes import size_of
from ...facts.networking.stream_pieces import WRITES, piece_of
from ...facts.networking.stream_rounds import can_wait, rounds_of
from ...facts.networking.streams import Stream, stream_of
from ...facts.networking.write_runs import Write, run_from
from ...facts.running.heat import heat_of
from ...facts.running.heat_model import Level
from ...finding import Severity
from ...rule import Call, Place, Sighting, methods, rule, saw

_LARGE = 16 * 1024


@rule(Severity.SUGGESTION, on=methods(*WRITES), heat=True)
def sequential_writes(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The parts of one message, of which a loop is none: there a buffer is what helps."""
    run = run_from(call.node, file)
    if len(run) < 2 or all((size_of(each.value, file) or 0) >= _LARGE for each in run):
        return
    stream = stream_of(run[0].stream, file)
    if stream is None or _has_better(run, stream, file) or (stream.medium == "file" and not _is_hot(run[0], file)):
        return
    message = f"{len(run)} writes in a row to {stream.shown} are {len(run)} system calls: the parts can go in one"
    related = tuple(Place(each.call, "written on its own as well") for each in run[1:])
    yield saw(call, message, related=related, last=run[-1].statement, data={"writes": str(len(run))})


def _is_hot(write: Write, file: RustFile) -> bool:
    return heat_of(write.call, file).level >= Level.REQUEST


def _has_better(run: list[Write], stream: Stream, file: RustFile) -> bool:
    """Whether one of the writes is a piece in the rounds of a loop, which a buffer would gather."""
    if stream.medium == "duplex":
        return False
    pieces = [piece for each in run if (piece := piece_of(each.call, file)) is not None]
    loops = [(piece, rounds_of(piece, file)) for piece in pieces]
    return any(loop is not None and can_wait(piece, loop, file) for piece, loop in loops)
