"""Bytes of rkyv that are looked at unchecked: whether something else tells that they hold an archive."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, receivers
from ..code.comments import argues
from ..code.nodes import is_declared
from ..code.paths import owner_type
from ..code.rust_file import RustFile, expression

_DEPTH = 6
_VOUCHES = re.compile(
    r"(?i)\b(valid\w*|verif\w*|check(ed|s|sum\w*)?|trusted|integrity|hash\w*|crc\d*|digest\w*|sign(ed|ature)|authentic\w*"
    r"|(just|we|freshly|previously|always)\s+(\w+\s+)?(built|made|created|serializ\w+|archived|wrote|written|produced))\b"
)
_ASKS = re.compile(
    rb"\b(access(_mut|_pos|_pos_mut|_with_context)?|check_archived_(root|value)(_with_context)?|check_bytes|check_pos_with_context"
    rb"|\w*(verif|valid|checksum|digest|crc32|integrity)\w*)\s*(::\s*<|\()"
)
_WRITES = re.compile(r"(to|into)_(aligned_)?(bytes|vec)(_\w+)?|serialize\w*|encode\w*|archive\w*|into_inner|build\w*")
_WRITTEN = re.compile(rb"\b(to_bytes|to_bytes_in|serialize_value|serialize_using|into_serializer)\b")
_ASKING, _WRITING = ("access", "check", "valid", "verif"), ("to_bytes", "serializ")
_SAME = frozenset(
    {"reference_expression", "unary_expression", "try_expression", "await_expression", "index_expression"}
)


def is_vouched_for(call: Node, file: RustFile) -> bool:
    """Whether the bytes that a call takes for an archive are checked, just written, built in, or argued for."""
    function = file.function_around(call)
    if function is None or is_declared(function, "unsafe") or argues(call, file, _VOUCHES):
        return True
    if _ASKS.search(file.bytes_of(function)) or _owner_says(_ASKS, _ASKING, file):
        return True
    bytes_given = next(arguments_of(call), None)
    return bytes_given is not None and _is_own(bytes_given, file, 0)


def _owner_says(words: re.Pattern[bytes], hints: tuple[str, ...], file: RustFile) -> bool:
    """Whether another function of the same type says one of the words: its constructor, mostly."""
    owner = owner_type(file)
    if owner is None:
        return False
    of_owner = re.compile(rf"([\w:]+::)?{re.escape(owner)}\b")
    return any(
        words.search(unit.text)
        for hint in hints
        for unit in file.names.mentioning(hint)
        if unit.frames and of_owner.match(unit.frames[-1].name) and unit.node != file.unit.node
    )


def _is_own(value: Node, file: RustFile, depth: int) -> bool:
    """Whether the program has made the bytes itself: in this function, in the type that holds them, or when built."""
    node = expression(value)
    while node.type in _SAME and node.named_children:
        node = expression(node.named_children[0 if node.type == "index_expression" else -1])
    if depth > _DEPTH:
        return False
    if node.type == "macro_invocation":
        return file.bytes_of(node).startswith(b"include_bytes")
    if node.type == "field_expression":
        return file.text(node).startswith("self.") and _owner_says(_WRITTEN, _WRITING, file)
    if node.type == "call_expression":
        return _is_made(node, file, depth)
    if node.type != "identifier":
        return False
    if file.text(node).isupper():
        return True
    binding = binding_of(node, file)
    return binding is not None and binding.value is not None and _is_own(binding.value, file, depth + 1)


def _is_made(call: Node, file: RustFile, depth: int) -> bool:
    """`rkyv::to_bytes(&value).unwrap()`, or a view of bytes that are made so: `bytes.as_slice()`."""
    chain = list(receivers(call))
    if any(_WRITES.fullmatch(called_name(each, file)) for each in chain):
        return True
    function = chain[-1].child_by_field_name("function")
    start = function.child_by_field_name("value") if function is not None else None
    return start is not None and _is_own(start, file, depth + 1)
