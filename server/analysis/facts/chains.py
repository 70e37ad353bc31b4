"""Chains of plain calls from a function to what blocks its thread, over files and crates.

A chain goes through functions that are known, along calls that the function itself makes: what is handed to a pool
or thread, what runs once, what only an error takes, and calls whose function cannot be told end it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tree_sitter import Node

from ..finding import Span
from ..syntax.test_code import is_test_unit
from ..workspace.crates import crate_of
from .async_context import Runs, runs_on
from .blocking_calls import blocking_source
from .blocking_names import source_names, source_words
from .blocking_types import Source
from .calls import called_name, function_of, receiver_of
from .cold_paths import is_cold_path
from .data.blocking_kinds import Blocks
from .helpers import functions_called
from .names import Ground
from .rust_file import RustFile
from .types import is_async
from .workspace_functions import Function, fact_of, function_of_unit

_DEPTH = 16
_MOST = 400
_HARDLY_WAIT = frozenset({Blocks.BIND, Blocks.STDOUT})
_STATS = ("Path::", "std::fs::metadata", "std::fs::exists", "std::fs::symlink_metadata", "std::fs::canonicalize")


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


class Body(NamedTuple):
    """What of a function's body chains are made of: its own source, and the calls that it waits for."""

    source: tuple[Hop, Source] | None
    calls: tuple[tuple[Hop, Function], ...]


def is_light(source: Source) -> bool:
    """Whether a source is a question about a file, which the kernel mostly answers out of memory."""
    return source.kind is Blocks.FS and source.name.startswith(_STATS)


def chain_behind(call: Node, file: RustFile) -> tuple[str, Chain] | None:
    """The name of the plain function that a call reaches, and how that one blocks; None when it does not."""
    for function in _functions(call, file):
        found: Chain | None = file.names.derived("chain", function)
        if found is not None:
            return function.name, found
    return None


def chain_of(ground: Ground, function: Function) -> Chain | None:
    """The shortest chain from a function to a source, one that does more than ask about a file if there is any."""
    waiting: list[tuple[Function, tuple[Hop, ...]]] = [(function, ())]
    seen = {function}
    light: Chain | None = None
    for at, hops in waiting:
        body = fact_of("body", at, ground, _body)
        if body is None:
            continue
        if body.source is not None:
            found = Chain((*hops, body.source[0]), body.source[1])
            if not found.is_light:
                return found
            light = light or found
        for hop, callee in body.calls:
            if callee not in seen and len(seen) < _MOST and len(hops) < _DEPTH:
                seen.add(callee)
                waiting.append((callee, (*hops, hop)))
    return light


def _functions(call: Node, file: RustFile) -> Iterator[Function]:
    """The plain functions of the workspace that a call means, if any of that name may block."""
    if not _may_block(call, file):
        return
    for unit in functions_called(call, file):
        if unit.node.type == "function_item" and not is_async(unit.node) and not is_test_unit(unit):
            yield function_of_unit(unit, file)


def _may_block(call: Node, file: RustFile) -> bool:
    """Whether a function of the call's name may block, by the names that it calls."""
    name = called_name(call, file)
    imported = file.names.imported(file.unit.modules, name)
    if imported is not None and imported.path[-1] != name:
        return True
    function = function_of(call)
    word = name if receiver_of(call) is None else f".{name}"
    if function is not None and function.type == "scoped_identifier":
        path = function.child_by_field_name("path")
        owner = file.text(path).rpartition("::")[2] if path is not None else ""
        word = f"{owner}::{name}"
    return file.names.may_reach(word, _sinks(file))


def _sinks(file: RustFile) -> frozenset[str]:
    """The words that may be sources in the crates of the workspace."""
    memo, workspace = file.names.memo, file.names.ground.workspace
    if "sinks" not in memo:
        folders = workspace.folders() if workspace is not None else ()
        memo["sinks"] = source_words(source_names(*(crate_of(Path(folder, "Cargo.toml")) for folder in folders)))
    found: frozenset[str] = memo["sinks"]
    return found


def _body(view: RustFile) -> Body:
    calls = list(view.descendants(view.unit.node, "call_expression"))
    sources = [
        (_hop(call, view), source)
        for call in calls
        if (source := blocking_source(call, view)) is not None
        and source.kind not in _HARDLY_WAIT
        and _runs_here(call, view)
    ]
    heavy = [each for each in sources if not is_light(each[1])]
    if heavy:
        return Body(heavy[0], ())
    found = [
        (_hop(call, view), function) for call in calls for function in _functions(call, view) if _runs_here(call, view)
    ]
    return Body(sources[0] if sources else None, tuple(found))


def _runs_here(call: Node, view: RustFile) -> bool:
    """Whether the function's caller waits for the call, in the ordinary course of things."""
    return runs_on(call, view) is Runs.SYNC and not is_cold_path(call, view)


def _hop(call: Node, view: RustFile) -> Hop:
    name, base = view.unit.node.child_by_field_name("name"), view.unit.base
    span = Span(base + call.start_byte, base + call.end_byte)
    return Hop(view.text(name) if name is not None else "", view.names.path, span)
