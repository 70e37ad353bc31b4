"""What a plain function of the workspace does itself: the call that blocks its thread, and the calls of others."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tree_sitter import Node

from ..syntax.test_code import is_test_unit
from ..workspace.crates import crate_of
from ..workspace.index import Index
from .async_context import Runs, runs_on
from .blocking_calls import blocking_source
from .blocking_names import source_names, source_words
from .blocking_types import Source
from .calls import called_name
from .cold_paths import is_cold_path
from .data.blocking_kinds import Blocks
from .helpers import functions_called
from .names import Ground
from .returned import is_async
from .rust_file import RustFile
from .workspace_functions import Function, fact_of, function_of_unit

_HARDLY_WAIT = frozenset({Blocks.BIND, Blocks.STDOUT})
_STATS = ("Path::", "std::fs::metadata", "std::fs::exists", "std::fs::symlink_metadata", "std::fs::canonicalize")


class OwnSource(NamedTuple):
    """A blocking call in a function's own body, with its bytes in the file."""

    source: Source
    start: int
    end: int


class OwnCall(NamedTuple):
    """A call of a plain function in a function's own body, with its bytes in the file."""

    callee: Function
    start: int
    end: int


def is_light(source: Source) -> bool:
    """Whether a source is a question about a file, which the kernel mostly answers out of memory."""
    return source.kind is Blocks.FS and source.name.startswith(_STATS)


def own_source(ground: Ground, function: Function) -> OwnSource | None:
    """The blocking call that a plain function makes itself, a question about a file only if there is no other."""
    return fact_of("source", function, ground, _own_source)


def own_calls(ground: Ground, function: Function, name: str) -> tuple[OwnCall, ...]:
    """The calls of functions of that name which a plain function's caller waits for."""
    return fact_of(f"calls {name}", function, ground, lambda view: _own_calls(view, name)) or ()


def plain_functions(call: Node, file: RustFile) -> list[Function]:
    """The plain functions of the workspace, tests left out, that a call may mean."""
    units = functions_called(call, file)
    return [
        function_of_unit(unit, file)
        for unit in units
        if unit.node.type == "function_item" and not is_async(unit.node) and not is_test_unit(unit)
    ]


def sinks_of(index: Index) -> frozenset[str]:
    """The words that may be sources in the crates of the workspace, worked out once for its manifests."""
    if "sinks" not in index.kept:
        crates = [crate_of(Path(folder, "Cargo.toml")) for folder in index.folders()]
        index.kept["sinks"] = source_words(source_names(*crates))
    found: frozenset[str] = index.kept["sinks"]
    return found


def _own_source(view: RustFile) -> OwnSource | None:
    light: OwnSource | None = None
    base = view.unit.base
    for call in view.descendants(view.unit.node, "call_expression"):
        source = blocking_source(call, view)
        if source is None or source.kind in _HARDLY_WAIT or not _runs_here(call, view):
            continue
        found = OwnSource(source, base + call.start_byte, base + call.end_byte)
        if not is_light(source):
            return found
        light = light or found
    return light


def _own_calls(view: RustFile, name: str) -> tuple[OwnCall, ...]:
    base = view.unit.base
    return tuple(
        OwnCall(callee, base + call.start_byte, base + call.end_byte)
        for call in view.descendants(view.unit.node, "call_expression")
        if called_name(call, view) == name
        for callee in plain_functions(call, view)
        if _runs_here(call, view)
    )


def _runs_here(call: Node, view: RustFile) -> bool:
    """Whether a plain function's caller waits for a call in it, in the ordinary course of things."""
    return runs_on(call, view) is Runs.SYNC and not is_cold_path(call, view)
