"""Which words of the workspace may stand for a plain function that blocks, over any number of calls.

The functions with a source of their own are told for certain. Who calls them is followed by names alone, so that a
yes is only worth a closer look, and a no is final; nearly every call is a no.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tree_sitter import Node

from ..workspace.crates import crate_of
from ..workspace.index import Index
from ..workspace.summary import Item
from .async_context import Runs, runs_on
from .blocking_calls import blocking_source
from .blocking_names import source_names, source_words
from .blocking_types import Source
from .cold_paths import is_cold_path
from .data.blocking_kinds import Blocks
from .names import Ground
from .rust_file import RustFile
from .workspace_functions import Function, fact_of

_HARDLY_WAIT = frozenset({Blocks.BIND, Blocks.STDOUT})
_STATS = ("Path::", "std::fs::metadata", "std::fs::exists", "std::fs::symlink_metadata", "std::fs::canonicalize")


class OwnSource(NamedTuple):
    """A blocking call in a function's own body, with its bytes in the file."""

    source: Source
    start: int
    end: int


class _Words(NamedTuple):
    """The words that may block, and the owners that are known at all."""

    words: frozenset[str]
    owners: frozenset[str]


def is_light(source: Source) -> bool:
    """Whether a source is a question about a file, which the kernel mostly answers out of memory."""
    return source.kind is Blocks.FS and source.name.startswith(_STATS)


def may_block(ground: Ground, word: str) -> bool:
    """Whether a call written so (`f`, `.f`, `Owner::f`) may mean a plain function of the workspace that blocks."""
    index = ground.workspace
    if index is None:
        return False
    generation, known = index.kept.get("may block", (-1, None))
    if known is None or generation != index.generation:
        known = _all_words(ground, index)
        index.kept["may block"] = index.generation, known
    owner, _, name = word.rpartition("::")
    if not owner:
        return word in known.words
    if owner == "Self":
        return f".{name}" in known.words
    if not owner[:1].isupper():
        return name in known.words
    # A type that nobody implements here may be another name of one that somebody does.
    return word in known.words or (owner not in known.owners and f".{name}" in known.words)


def own_source(ground: Ground, function: Function) -> OwnSource | None:
    """The blocking call that a plain function makes itself, a question about a file only if there is no other."""
    return fact_of("source", function, ground, _own_source)


def runs_here(call: Node, view: RustFile) -> bool:
    """Whether a plain function's caller waits for a call in it, in the ordinary course of things."""
    return runs_on(call, view) is Runs.SYNC and not is_cold_path(call, view)


def _own_source(view: RustFile) -> OwnSource | None:
    light: OwnSource | None = None
    base = view.unit.base
    for call in view.descendants(view.unit.node, "call_expression"):
        source = blocking_source(call, view)
        if source is None or source.kind in _HARDLY_WAIT or not runs_here(call, view):
            continue
        found = OwnSource(source, base + call.start_byte, base + call.end_byte)
        if not is_light(source):
            return found
        light = light or found
    return light


def _all_words(ground: Ground, index: Index) -> _Words:
    """Goes from the functions with a source up to all that call one of their names."""
    callers: dict[str, list[tuple[str, Item]]] = {}
    waiting: list[Item] = []
    sinks = _sinks(index)
    owners: set[str] = set()
    for path, item in _plain_functions(index):
        owners.add(item.owner)
        for word in item.words:
            callers.setdefault(_bare(word), []).append((word, item))
        if any(word in sinks or _bare(word) in sinks for word in item.words):
            function = Function(path, item.modules, item.owner, item.name, item.print)
            if own_source(ground, function) is not None:
                waiting.append(item)
    reached = {id(item) for item in waiting}
    words: set[str] = set()
    for item in waiting:
        words |= {f".{item.name}", f"{item.owner}::{item.name}"} if item.owner else {item.name}
        for word, caller in callers.get(item.name, ()):
            if id(caller) not in reached and _may_mean(word, item):
                reached.add(id(caller))
                waiting.append(caller)
    return _Words(frozenset(words), frozenset(owners))


def _plain_functions(index: Index) -> Iterator[tuple[str, Item]]:
    for path in index:
        held = index.file(path)
        for item in held.summary.items if held is not None else ():
            if item.kind == "function_item" and not item.test and not item.later:
                yield path, item


def _bare(word: str) -> str:
    return word.rpartition("::")[2].lstrip(".")


def _may_mean(word: str, item: Item) -> bool:
    """Whether a word, by its form, may be a call of that function."""
    owner, _, _ = word.rpartition("::")
    if word.startswith(".") or owner == "Self":
        return bool(item.owner)
    if owner[:1].isupper():
        return item.owner == owner or bool(item.owner)
    return not item.owner


def _sinks(index: Index) -> frozenset[str]:
    """The words that may be sources in the crates of the workspace, worked out once for its manifests."""
    if "sinks" not in index.kept:
        crates = [crate_of(Path(folder, "Cargo.toml")) for folder in index.folders()]
        index.kept["sinks"] = source_words(source_names(*crates))
    found: frozenset[str] = index.kept["sinks"]
    return found
