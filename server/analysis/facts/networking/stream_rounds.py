"""In which loops a stream is read or written piece by piece, and whether each piece has to go at once."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import SELECTS, macro_name
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.loops import loop_around
from ..code.rust_file import RustFile
from ..running.repeats import repeat_of
from .stream_pieces import Piece, is_same
from .streams import root_of

_AT_ONCE = frozenset({"flush", "sync_all", "sync_data", "shutdown", "get_mut"})
_MOVES = frozenset({"seek", "rewind", "stream_position", "set_len"})
_ANSWERS = ("read", "recv", "peek")


def rounds_of(piece: Piece, file: RustFile) -> Node | None:
    """The outermost loop that repeats a piece on one and the same stream, reached over loops only."""
    root = root_of(piece.stream)
    binding = binding_of(root, file) if root is not None and root.type == "identifier" else None
    born = binding.name.start_byte if binding is not None else -1
    loop = loop_around(piece.node, file)
    return loop if root is not None and loop is not None and born < loop.start_byte else None


def can_wait(piece: Piece, loop: Node, file: RustFile) -> bool:
    """Whether the rounds of a loop leave it open when the bytes are moved: nobody waits for each piece."""
    if piece.way == "read":
        return not _uses(piece, loop, _MOVES, file) and not _is_watched(piece, loop, file)
    repeat = repeat_of(loop, piece.node, file) if loop.type != "closure_expression" else None
    if loop.type != "closure_expression" and (repeat is None or repeat.how != "loop"):
        return False
    if _uses(piece, loop, _AT_ONCE | _MOVES, file) or _is_answered(piece, loop, file):
        return False
    return not _waits_for_others(piece, loop, file)


def _uses(piece: Piece, loop: Node, names: frozenset[str], file: RustFile) -> bool:
    return any(
        called_name(call, file) in names and (receiver := receiver_of(call)) is not None
        and is_same(receiver, piece.stream, file)
        for call in file.descendants(loop, "call_expression")
    )  # fmt: skip


def _is_answered(piece: Piece, loop: Node, file: RustFile) -> bool:
    """Whether the rounds also read from the stream that they write to."""
    return any(True for _ in _reads(piece, loop, file))


def _reads(piece: Piece, loop: Node, file: RustFile) -> Iterator[Node]:
    for call in file.descendants(loop, "call_expression"):
        receiver = receiver_of(call)
        reads = receiver is not None and called_name(call, file).startswith(_ANSWERS)
        if receiver is not None and reads and is_same(receiver, piece.stream, file):
            yield call


def _is_watched(piece: Piece, loop: Node, file: RustFile) -> bool:
    """Whether the rounds only wait for a word from the other side, beside other things that may happen."""
    inside = (around for around in file.ancestors(piece.node) if around.start_byte >= loop.start_byte)
    selects = any(around.type == "macro_invocation" and macro_name(around, file.data) in SELECTS for around in inside)
    return selects and all(call == piece.node for call in _reads(piece, loop, file))


def _waits_for_others(piece: Piece, loop: Node, file: RustFile) -> bool:
    """Whether a round awaits something else than its own writes: what is there may be a while before the next."""
    for point in file.descendants(loop, "await_expression"):
        inner = point.named_child(0)
        receiver = receiver_of(inner) if inner is not None and inner.type == "call_expression" else None
        if receiver is None or not is_same(receiver, piece.stream, file):
            return True
    return False
