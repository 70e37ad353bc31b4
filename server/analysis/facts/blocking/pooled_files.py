"""How much of what an async function waits for is files behind a pool of threads."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import peeled
from ..data.async_files import POOLED
from ..data.schema import names_of
from ..types.expressions import type_of

_CALLS = frozenset(names_of(POOLED))


def file_waits(function: Node, file: RustFile) -> tuple[list[Node], int]:
    """The calls that open files or move their data, as far as a function awaits them, and how many awaits there are."""
    waits: list[Node] = []
    every = 0
    for point in file.descendants(function, "await_expression"):
        every += 1
        call = point.named_child(0)
        if call is not None and call.type == "call_expression" and _is_of_file(call, file):
            waits.append(call)
    return waits, every


def _is_of_file(call: Node, file: RustFile) -> bool:
    receiver = receiver_of(call)
    if receiver is None:
        return callee_path(call, file) in _CALLS
    held = peeled(type_of(receiver, file))
    return held is not None and f"{held.path}::{called_name(call, file)}" in _CALLS
