"""What becomes of a socket of the standard library: opening one hardly waits, reading from it does."""

from __future__ import annotations

from tree_sitter import Node

from ..code.bindings import names_in, uses_of
from ..code.calls import called_name, callee_path, outward
from ..code.rust_file import RustFile
from ..data.blocking_kinds import Blocks
from .blocking_calls import blocking_source

_WAITS = frozenset({Blocks.NET})


def is_waited_on(opened: Node, file: RustFile) -> bool:
    """Whether a listener or socket that a call opens makes its thread wait later on.

    So it does where it is read or written in the same function, or given to an async runtime as it is, which takes
    it for one that never waits. Who calls `set_nonblocking` is no source at all.
    """
    taker = outward(opened, file)
    let = next((n for n in file.ancestors(opened) if n.type == "let_declaration"), None)
    if taker is not None and taker.type == "call_expression":
        return _is_given_to_runtime(taker, file)
    pattern, scope = let.child_by_field_name("pattern") if let is not None else None, let.parent if let else None
    names = list(names_in(pattern, file)) if pattern is not None else []
    if len(names) != 1 or scope is None:
        return False
    return any(_waits(use, file) for use in uses_of(names[0], scope, file))


def _waits(use: Node, file: RustFile) -> bool:
    parent = file.parent(use)
    if parent is not None and parent.type == "field_expression":
        call = file.parent(parent)
        source = blocking_source(call, file) if call is not None else None
        return source is not None and source.kind in _WAITS
    taker = outward(use, file)
    return taker is not None and taker.type == "call_expression" and _is_given_to_runtime(taker, file)


def _is_given_to_runtime(call: Node, file: RustFile) -> bool:
    return called_name(call, file) == "from_std" and callee_path(call, file).startswith("tokio::net::")
