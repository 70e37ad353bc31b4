"""What a plain function of the workspace does itself: the call that blocks its thread, and the calls of others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ...workspace.crates import Crate
from ..awaiting.async_context import Runs, runs_on, runs_value
from ..code.bindings import binding_of
from ..code.calls import called_name
from ..code.ground import Ground
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.workspace_functions import Function, Version, fact_of, function_of_unit
from ..data.blocking_kinds import Blocks
from ..running.cold_paths import is_cold_path
from ..types.helpers import functions_at, functions_called
from ..types.returned import is_async
from .blocking_calls import blocking_source
from .blocking_names import FUNCTIONS, SOURCE_NAMES, source_names, source_words
from .blocking_types import Source

# What hardly waits, and what waits for the person in front of a program that serves nobody else.
_LEFT_OUT = frozenset({Blocks.BIND, Blocks.STDOUT, Blocks.STDIN})
# A codec that is as fast as memory: what is handed to it is seldom large.
_QUICK = ("lz4",)
_STATS = ("Path::", "std::fs::metadata", "std::fs::exists", "std::fs::symlink_metadata", "std::fs::canonicalize")


class OwnSource(NamedTuple):
    """A blocking call in a function's own body, with its bytes from where the function's text begins."""

    source: Source
    start: int
    end: int


class OwnCall(NamedTuple):
    """A call of a plain function in a function's own body, with its bytes from where the function's text begins."""

    callee: Function
    start: int
    end: int


def is_light(source: Source) -> bool:
    """Whether a source is a question about a file, which the kernel mostly answers out of memory."""
    return source.kind is Blocks.FS and source.name.startswith(_STATS)


def own_source(ground: Ground, version: Version) -> OwnSource | None:
    """The blocking call that a plain function makes itself, a question about a file only if there is no other."""
    return fact_of("source", version, ground, _own_source)


def own_calls(ground: Ground, version: Version, name: str) -> tuple[OwnCall, ...]:
    """The calls of functions of that name which a plain function's caller waits for."""
    return fact_of(f"calls {name}", version, ground, lambda view: _own_calls(view, name)) or ()


def plain_functions(call: Node, file: RustFile) -> list[Function]:
    """The plain functions of the workspace, tests left out, that a call may mean."""
    return _plain(functions_called(call, file), file)


def _plain(units: Iterable[Unit], file: RustFile) -> list[Function]:
    return [
        function_of_unit(unit, file)
        for unit in units
        if unit.node.type == "function_item" and not is_async(unit.node) and not is_test_unit(unit)
    ]


def sinks_of(crate: Crate) -> frozenset[str]:
    """The words that may be sources in a crate: those of the packages that it depends on."""
    return source_words(source_names(crate))


def _own_source(view: RustFile) -> OwnSource | None:
    light: OwnSource | None = None
    for place, source in _sources(view):
        if source.kind in _LEFT_OUT or source.name.startswith(_QUICK) or not _runs_here(place, view):
            continue
        found = OwnSource(source, place.start_byte, place.end_byte)
        if not is_light(source):
            return found
        light = light or found
    return light


def _sources(view: RustFile) -> Iterator[tuple[Node, Source]]:
    """The blocking calls of a function, and the blocking functions that it hands on by their names."""
    for call in view.descendants(view.unit.node, "call_expression"):
        source = blocking_source(call, view)
        if source is not None:
            yield call, source
        for value in _named_functions(call, SOURCE_NAMES, view):
            path = canonical(value, view) or ""
            if path in FUNCTIONS:
                yield value, Source(path, FUNCTIONS[path])


def _named_functions(call: Node, names: Container[str], view: RustFile) -> Iterator[Node]:
    """The arguments of a call that may be functions of these names."""
    arguments = call.child_by_field_name("arguments")
    for value in arguments.named_children if arguments is not None else ():
        if value.type in ("identifier", "scoped_identifier"):
            word = view.text(value).rpartition("::")[2]
            if word in names and (value.type != "identifier" or binding_of(value, view) is None):
                yield value


def _own_calls(view: RustFile, name: str) -> tuple[OwnCall, ...]:
    return tuple(
        OwnCall(callee, place.start_byte, place.end_byte)
        for place, callees in _uses(view, name)
        for callee in callees
        if _runs_here(place, view)
    )


def _uses(view: RustFile, name: str) -> Iterator[tuple[Node, list[Function]]]:
    """The calls of functions of a name, and the places where one is handed on."""
    for call in view.descendants(view.unit.node, "call_expression"):
        if called_name(call, view) == name:
            yield call, plain_functions(call, view)
        for value in _named_functions(call, (name,), view):
            yield value, _plain(functions_at(canonical(value, view) or "", view), view)


def _runs_here(place: Node, view: RustFile) -> bool:
    """Whether a plain function's caller waits for a call in it, in the ordinary course of things."""
    runs = runs_on if place.type == "call_expression" else runs_value
    return runs(place, view) is Runs.SYNC and not is_cold_path(place, view)
