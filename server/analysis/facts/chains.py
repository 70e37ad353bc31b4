"""Chains of plain calls from a function to what blocks its thread, over files and crates.

A chain goes through functions that are known, along calls that the function itself makes: what is handed to a pool
or thread, what runs once, what only an error takes, and calls whose function cannot be told end it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..finding import Span
from ..syntax.test_code import is_test_unit
from .blocking_types import Source
from .calls import called_name, function_of, receiver_of
from .helpers import functions_called
from .may_block import is_light, own_source, runs_here
from .names import Ground
from .rust_file import RustFile
from .types import is_async
from .workspace_functions import Function, fact_of, function_of_unit

_DEPTH = 16
_MOST = 400


class Hop(NamedTuple):
    """One call on the way: the function it stands in, the file, and the bytes of the call there."""

    function: str
    path: str
    span: Span


class Chain(NamedTuple):
    """The calls from a function's body to the source, the last of them being the source itself."""

    hops: tuple[Hop, ...]
    source: Source

    @property
    def is_light(self) -> bool:
        """Whether the source only asks the file system about a file."""
        return is_light(self.source)


def chain_behind(call: Node, file: RustFile) -> tuple[str, Chain] | None:
    """The name of the plain function that a call reaches, and how that one blocks; None when it does not."""
    for function in _functions(call, file):
        found: Chain | None = file.names.derived("chain", function)
        if found is not None:
            return function.name, found
    return None


def chain_of(ground: Ground, function: Function) -> Chain | None:
    """The shortest chain from a function to a source, one that does more than ask about a file if there is any."""
    index = ground.workspace
    if index is None:
        return None
    key = ("chain", function)
    generation, found = index.kept.get(key, (-1, None))
    if generation != index.generation:
        found = _search(ground, function)
        index.kept[key] = index.generation, found
    chain: Chain | None = found
    return chain


def _search(ground: Ground, function: Function) -> Chain | None:
    waiting: list[tuple[Function, tuple[Hop, ...]]] = [(function, ())]
    seen = {function}
    light: Chain | None = None
    for at, hops in waiting:
        own = own_source(ground, at)
        if own is not None:
            last = Hop(at.name, at.path, Span(own.start, own.end))
            found = Chain((*hops, last), own.source)
            if not found.is_light:
                return found
            light = light or found
        for hop, callee in fact_of("calls", at, ground, _calls) or ():
            if callee not in seen and len(seen) < _MOST and len(hops) < _DEPTH:
                seen.add(callee)
                waiting.append((callee, (*hops, hop)))
    return light


def _calls(view: RustFile) -> tuple[tuple[Hop, Function], ...]:
    """The calls of plain functions that may block, which a function's caller waits for."""
    return tuple(
        (_hop(call, view), function)
        for call in view.descendants(view.unit.node, "call_expression")
        for function in _functions(call, view)
        if runs_here(call, view)
    )


def _functions(call: Node, file: RustFile) -> Iterator[Function]:
    """The plain functions of the workspace that a call means, if any of that name may block."""
    if not _may_block(call, file):
        return
    for unit in functions_called(call, file):
        if unit.node.type == "function_item" and not is_async(unit.node) and not is_test_unit(unit):
            yield function_of_unit(unit, file)


def _may_block(call: Node, file: RustFile) -> bool:
    """Whether a function of the call's name may block."""
    name = called_name(call, file)
    imported = file.names.imported(file.unit.modules, name)
    if imported is not None and imported.path[-1] != name:
        name = imported.path[-1]
    function = function_of(call)
    word = name if receiver_of(call) is None else f".{name}"
    if function is not None and function.type == "scoped_identifier":
        path = function.child_by_field_name("path")
        owner = file.text(path).rpartition("::")[2] if path is not None else ""
        word = f"{owner}::{name}"
    return bool(file.names.derived("may block", word))


def _hop(call: Node, view: RustFile) -> Hop:
    name, base = view.unit.node.child_by_field_name("name"), view.unit.base
    span = Span(base + call.start_byte, base + call.end_byte)
    return Hop(view.text(name) if name is not None else "", view.names.path, span)
