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
from ..syntax.units import Unit
from .async_context import Runs, runs_on
from .blocking_calls import blocking_source
from .blocking_names import SOURCE_NAMES
from .blocking_types import Source
from .calls import called_name, function_of, receiver_of
from .cold_paths import is_cold_path
from .data.blocking_kinds import Blocks
from .helpers import functions_called
from .rust_file import RustFile
from .types import is_async

_DEPTH = 16
_HARDLY_WAIT = frozenset({Blocks.BIND, Blocks.STDOUT})


class Hop(NamedTuple):
    """One call on the way: the function it stands in, the file, and the bytes of the call there."""

    function: str
    path: str
    span: Span


class Chain(NamedTuple):
    """The calls from a function's body to the source, the last of them being the source itself."""

    hops: tuple[Hop, ...]
    source: Source


def chain_behind(call: Node, file: RustFile) -> tuple[str, Chain] | None:
    """The name of the plain function that a call reaches, and how that one blocks; None when it does not."""
    name = called_name(call, file)
    if file.names.ground.workspace is not None and not _may_block(call, name, file):
        return None
    for unit in functions_called(call, file):
        found = _chain_of(unit, file, ())
        if found is not None:
            return name, found
    return None


def _may_block(call: Node, name: str, file: RustFile) -> bool:
    """Whether a function of that name may block, by the names that it calls."""
    word = name if receiver_of(call) is None else f".{name}"
    function = function_of(call)
    if function is not None and function.type == "scoped_identifier":
        path = function.child_by_field_name("path")
        owner = file.text(path).rpartition("::")[2] if path is not None else ""
        word = f"{owner}::{name}"
    imported = file.names.imported(file.unit.modules, name)
    if imported is not None and imported.path[-1] != name:
        return True
    return file.names.may_reach(word, SOURCE_NAMES)


def _chain_of(unit: Unit, file: RustFile, above: tuple[tuple[str, str, int], ...]) -> Chain | None:
    """How a plain function blocks. What is found in other files is kept for all who ask."""
    key = (unit.path, unit.node.type, unit.base or id(unit))
    if unit.node.type != "function_item" or is_async(unit.node) or is_test_unit(unit):
        return None
    if key in above or len(above) > _DEPTH:
        return None
    return _shortest(file.view(unit), (*above, key))


def _shortest(view: RustFile, above: tuple[tuple[str, str, int], ...]) -> Chain | None:
    """The source in the function itself if there is one, else the first chain that its calls begin."""
    calls = list(_own_calls(view))
    for call in calls:
        source = blocking_source(call, view)
        if source is not None and source.kind not in _HARDLY_WAIT and _runs_here(call, view):
            return Chain((_hop(call, view),), source)
    for call in calls:
        if not _may_block(call, called_name(call, view), view):
            continue
        for unit in functions_called(call, view):
            found = _chain_of(unit, view, above)
            if found is not None and _runs_here(call, view):
                return Chain((_hop(call, view), *found.hops), found.source)
    return None


def _own_calls(view: RustFile) -> Iterator[Node]:
    return view.descendants(view.unit.node, "call_expression")


def _runs_here(call: Node, view: RustFile) -> bool:
    """Whether the function's caller waits for the call, in the ordinary course of things."""
    return runs_on(call, view) is Runs.SYNC and not is_cold_path(call, view)


def _hop(call: Node, view: RustFile) -> Hop:
    name = view.unit.node.child_by_field_name("name")
    base = view.unit.base
    return Hop(
        view.text(name) if name is not None else "",
        view.names.path,
        Span(base + call.start_byte, base + call.end_byte),
    )
