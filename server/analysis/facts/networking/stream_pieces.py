"""Reads and writes of a few bytes: which calls are that, by their names and the sizes of what they are given."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import token_tree
from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile, expression
from .buffer_sizes import size_of
from .streams import root_of, stream_in

_NUMBER = re.compile(r"(read|write)_([iuf](8|16|24|32|48|64|128)|u?int(128)?|i128)(_le|_be|_varint)?$")
_KINDS = ("u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "u128", "i128", "f32", "f64")
READS = ("read", "read_exact", *(f"read_{kind}{end}" for kind in _KINDS for end in ("", "_le")))
WRITES = ("write", "write_all", *(f"write_{kind}{end}" for kind in _KINDS for end in ("", "_le")))
MACROS = ("write", "writeln")
_MOST = 64
_MOST_AT_ONCE = 8  # `read` takes what is there: a short buffer empties the socket's in time, a tiny one does not
_TEXTS = frozenset({"to_string", "to_owned", "as_bytes", "as_str", "into_bytes", "as_ref", "as_slice", "to_vec"})
# What makes the bytes of one thing: a record of a few hundred bytes more often than a large buffer.
_ENCODES = frozenset({"to_bytes", "serialize", "encode", "to_string_pretty", "to_json", "encode_to_vec"})
_NUMBERS = frozenset({"to_be_bytes", "to_le_bytes", "to_ne_bytes"})


class Piece(NamedTuple):
    """A read or write of few bytes, the stream that it is made on, and whether it formats: part by part is written."""

    node: Node
    stream: Node
    way: str
    formatted: bool = False


def piece_of(node: Node, file: RustFile) -> Piece | None:
    """The piece that a call or macro reads or writes, None where it may be large."""
    if node.type == "macro_invocation":
        stream = stream_in(node, file) if _is_formatting(node, file) else None
        return Piece(node, stream, "write", formatted=_has_arguments(node)) if stream is not None else None
    name, arguments, stream = called_name(node, file), list(arguments_of(node)), receiver_of(node)
    if stream is None:
        return None
    number = _NUMBER.match(name)
    if number is not None:
        is_read = number[1] == "read"
        return Piece(node, stream, number[1]) if len(arguments) == (0 if is_read else 1) else None
    if len(arguments) != 1 or name not in ("read", "read_exact", "write", "write_all"):
        return None
    way = "read" if name.startswith("read") else "write"
    most = _MOST_AT_ONCE if name == "read" else _MOST
    is_small = _is_short(arguments[0], most, file) if way == "read" else _is_small_text(arguments[0], file)
    return Piece(node, stream, way) if is_small else None


def pieces_in(node: Node, like: Piece, file: RustFile) -> list[Piece]:
    """The pieces below a node that go the same way on the same stream, in text order."""
    return [each for each in all_pieces(node, file) if each.way == like.way and is_same(each.stream, like.stream, file)]


def runs_like(piece: Piece, file: RustFile) -> list[list[Piece]]:
    """The pieces of a function that go the same way on the same stream, those together that follow in one block."""
    runs: list[list[Piece]] = []
    around: Node | None = None
    for each in all_pieces(file.unit.node, file):
        if not is_same(each.stream, piece.stream, file):
            continue
        block = _block(each.node, file) if each.way == piece.way else None
        if block is None:
            around = None
        elif block == around:
            runs[-1].append(each)
        else:
            runs.append([each])
            around = block
    return runs


def _block(node: Node, file: RustFile) -> Node | None:
    return next((each for each in file.ancestors(node) if each.type in ("block", "match_arm")), None)


def all_pieces(node: Node, file: RustFile) -> list[Piece]:
    """All pieces below a node, of whatever streams."""
    known: list[Piece] = file.once("pieces", file.unit.node, lambda: _find(file))
    return [each for each in known if node.start_byte <= each.node.start_byte < node.end_byte]


def _find(file: RustFile) -> list[Piece]:
    wanted = {*READS, *WRITES}
    calls = file.descendants(file.unit.node, "call_expression", "macro_invocation")
    some = (node for node in calls if node.type == "macro_invocation" or called_name(node, file) in wanted)
    return [piece for node in some if (piece := piece_of(node, file)) is not None]


def is_same(one: Node, two: Node, file: RustFile) -> bool:
    """Whether two expressions name the same stream."""
    if _plain(one, file) != _plain(two, file):
        return False
    first, second = root_of(one), root_of(two)
    if first is None or second is None:
        return False
    known, other = binding_of(first, file), binding_of(second, file)
    return (known.name if known is not None else None) == (other.name if other is not None else None)


def _plain(node: Node, file: RustFile) -> str:
    return re.sub(r"^[(&*]*(mut\s+)?|\)$|\s|\.(by_ref|as_mut)\(\)$", "", file.text(node))


def _is_formatting(macro: Node, file: RustFile) -> bool:
    return called_name(macro, file) in MACROS


def _has_arguments(macro: Node) -> bool:
    """Whether something is formatted into the text: each part of it is a write of its own."""
    tree = token_tree(macro)
    text = tree.text if tree is not None else None
    return text is not None and re.search(rb"(?<!\{)\{[^{]", text.partition(b",")[2]) is not None


def _is_short(buffer: Node, most: int, file: RustFile) -> bool:
    """Whether a buffer is known to be short."""
    size = size_of(buffer, file)
    return size is not None and 0 < size <= most


def _is_small_text(node: Node, file: RustFile) -> bool:
    """Whether what is written is a literal, a number, or a piece of text that was just made."""
    node = expression(node)
    while node.type == "reference_expression" and (inner := node.child_by_field_name("value")) is not None:
        node = expression(inner)
    if node.type.endswith("string_literal") or (
        node.type == "macro_invocation" and called_name(node, file) == "format"
    ):
        return node.end_byte - node.start_byte <= _MOST * 4
    if _is_encoded(node, file):
        return True
    if node.type == "call_expression" and (inner := receiver_of(node)) is not None:
        name = called_name(node, file)
        if name in _NUMBERS:
            return True
        return name in _TEXTS and (name == "as_bytes" or _is_small_text(inner, file))
    size = size_of(node, file)
    return size is not None and size <= _MOST


def _is_encoded(node: Node, file: RustFile) -> bool:
    """Whether bytes are made of one thing right here, or in the `let` before."""
    if node.type == "identifier":
        binding = binding_of(node, file)
        value = binding.value if binding is not None and binding.kind == "let" else None
        node = expression(value) if value is not None else node
    while node.type in ("try_expression", "await_expression", "parenthesized_expression"):
        node = node.named_children[0]
    if node.type != "call_expression":
        return False
    name, receiver = called_name(node, file), receiver_of(node)
    if receiver is not None and name in ("unwrap", "expect", "map_err", "context"):
        return _is_encoded(receiver, file)
    return name in _ENCODES or (receiver is None and name == "to_vec")
