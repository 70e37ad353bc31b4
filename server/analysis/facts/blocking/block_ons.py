"""Calls that run a future to its end on the calling thread."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile
from ..data import executors
from ..data.schema import facts_by_name, names_of
from ..types.expressions import receiver_type

BLOCK_ON_FUNCTIONS = names_of(executors.BLOCK_ON_FUNCTIONS)
_EXECUTORS = facts_by_name(executors.EXECUTORS)
_GIVE_FUTURES = names_of(executors.GIVE_FUTURES)


class BlockOn(NamedTuple):
    """What is run, under which name, and whether the executor is one of a library that we know."""

    name: str
    future: Node | None
    known: bool


def block_on_in(call: Node, file: RustFile) -> BlockOn | None:
    """A call of an executor. The method's name is enough, unless its type is one of the crate."""
    name, receiver, arguments = called_name(call, file), receiver_of(call), list(arguments_of(call))
    future = arguments[-1] if arguments else receiver
    if receiver is None:
        path = callee_path(call, file)
        return BlockOn(path, future, True) if path in BLOCK_ON_FUNCTIONS else None
    if name not in ("block_on", "run_until"):
        return None
    if not arguments:
        return BlockOn(name, future, True)
    found = receiver_type(call, file)
    if found is not None and found.path.startswith(("self::", "crate::")):
        return None
    known = found is not None and found.path in _EXECUTORS and (name == "block_on" or found.path not in _GIVE_FUTURES)
    return BlockOn(name, future, known) if known or name == "block_on" else None
