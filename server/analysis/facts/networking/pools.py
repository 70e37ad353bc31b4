"""Connections that are taken out of a pool, by the pool's type, by what a function of the workspace gives, by shape."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.calls import called_name, receiver_of
from ..code.members import declared
from ..code.rust_file import RustFile
from ..code.type_model import RESULT, Type, mentions, peeled
from ..data import pools
from ..data.schema import facts_by_name
from ..locking.guards import Guard, unwrapped_value
from ..types.expressions import type_of

_TAKES = facts_by_name(pools.TAKES)
_POOLED = tuple(facts_by_name(pools.POOLED))
METHODS = tuple(sorted({path.rpartition("::")[2] for path in _TAKES} | {"conn", "connection", "get_connection"}))
_BY_SHAPE = ("get", "acquire", "get_owned", "get_conn", "get_connection")
_POOL_NAME = re.compile(r"(^|[._])(\w*pool)$")
_CRATES = tuple(sorted({path.partition("::")[0] for path in (*_TAKES, *_POOLED)}))
_HOLDS = re.compile(
    rb"\b(PooledConnection|PoolConnection)\b|\b(deadpool\w*|managed)(::\w+)*::(Object|Client|Connection)\b"
)


def connection_taken(call: Node, file: RustFile) -> Guard | None:
    """The connection that a call takes out of its pool, which gets it back when it is dropped."""
    wrapping = _wrapping(call, file)
    if wrapping is None:
        return None
    value = call
    if wrapping == "future":
        around = file.parent(call)
        if around is None or around.type != "await_expression":
            return None
        value = around
    end, left = unwrapped_value(value, "guard" if wrapping == "guard" else "result", file)
    return Guard(call, receiver_of(call) or call, called_name(call, file), None, end, left != "guard")


def _wrapping(call: Node, file: RustFile) -> str | None:
    name, receiver = called_name(call, file), receiver_of(call)
    found = peeled(type_of(receiver, file)) if receiver is not None else None
    if found is not None and f"{found.path}::{name}" in _TAKES:
        return _TAKES[f"{found.path}::{name}"]
    given = type_of(call, file)
    held, wrapping = _held(given)
    if held is not None and _is_pooled(held, file):
        return wrapping
    arguments = call.child_by_field_name("arguments")
    if found is not None or receiver is None or name not in _BY_SHAPE or arguments is None or arguments.named_children:
        return None
    named = _POOL_NAME.search(file.text(receiver)) is not None and file.crate.uses(*_CRATES)
    return "future" if named else None


def _held(given: Type | None) -> tuple[Type | None, str]:
    """What a call gives in the end, and in what it lies."""
    wrapping = "guard"
    if given is not None and given.path == "async":
        given, wrapping = given.argument(0), "future"
    if given is not None and given.path == RESULT:
        given, wrapping = given.argument(0), "future" if wrapping == "future" else "result"
    return given, wrapping


def _is_pooled(held: Type, file: RustFile) -> bool:
    """A pool's own connection, or a struct of the workspace around one."""
    if mentions(held, *_POOLED):
        return True
    return any(unit.node.type == "struct_item" and _HOLDS.search(unit.text) for unit in declared(held.path, file))
