"""Chains of plain calls from a function to what blocks its thread, over files and crates.

A chain goes through functions that are known, along calls that the function itself makes: what is handed to a pool
or thread, what runs once, what only an error takes, and calls whose function cannot be told end it.

All chains of a workspace are found in one go, from the functions with a source of their own up to who calls them:
there are few of these, while nearly every function calls something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tree_sitter import Node

from ...finding import Span
from ...workspace.crates import crate_of
from ...workspace.giving_way import breathe
from ...workspace.index import Index
from ...workspace.summary import Item, name_in, words_in
from ..code.calls import called_name, function_of, receiver_of
from ..code.ground import Ground
from ..code.rust_file import RustFile
from ..code.workspace_functions import Function, Version
from .blocking_types import Source
from .own_sources import OwnSource, is_light, own_calls, own_source, plain_functions, sinks_of
from .spread import Spread, alone


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


class _Step(NamedTuple):
    """A call on the way, its bytes counted from where the function's text begins: functions move, their texts stay."""

    version: Version
    span: Span


class _Way(NamedTuple):
    steps: tuple[_Step, ...]
    source: Source


class Chains(NamedTuple):
    """The functions of a workspace that block, and the words that may mean one of them."""

    by_function: dict[Function, _Way]
    words: frozenset[str]
    owners: frozenset[str]


def names_that_may_block(file: RustFile) -> set[str]:
    """The names in a unit by which it may call a plain function that blocks: mostly none, told by one look at it."""
    unit = file.unit
    aliases = file.names.aliases(unit.modules)
    meant: dict[str, set[str]] = {}
    for word in words_in(unit.data, unit.start, unit.end):
        name = name_in(word)
        other = aliases.get(name.encode())
        meant.setdefault(word if other is None else other.decode("utf-8", "replace"), set()).add(name)
    # All words are one question: to put and note each for itself would cost more than to answer it.
    blocking = file.names.derived("which may block", frozenset(meant)) or ()
    return {name for word in blocking for name in meant[word]}


def chain_behind(call: Node, file: RustFile) -> tuple[str, Chain] | None:
    """The name of the plain function that a call reaches, and how that one blocks; None when it does not."""
    if not file.names.derived("may block", _word(call, file)):
        return None
    for function in plain_functions(call, file):
        found: Chain | None = file.names.derived("chain", function)
        if found is not None:
            return function.name, found
    return None


def find_chains(ground: Ground, spread: Spread) -> None:
    """Finds the chains of the workspace now, for all who ask for them later."""
    _chains(ground, spread)


def chain_of(ground: Ground, function: Function) -> Chain | None:
    """How a function blocks: by the shortest chain to a source, one that does more than ask about a file if it can."""
    found = _chains(ground).by_function.get(function)
    if found is None or ground.workspace is None:
        return None
    return Chain(tuple(_placed(step, ground.workspace) for step in found.steps), found.source)


def _placed(step: _Step, index: Index) -> Hop:
    """A step where its function stands now; of several that are all alike, the first."""
    (function, body), span = step
    held = index.file(function.path)
    sought = (function.modules, function.owner, function.name, function.print, body)
    for item in held.summary.items if held is not None else ():
        if (item.modules, item.owner, item.name, item.print, item.body) == sought:
            return Hop(function.name, function.path, Span(item.start + span.start, item.start + span.end))
    return Hop(function.name, function.path, span)


def may_block(ground: Ground, word: str) -> bool:
    """Whether a call written so (`f`, `.f`, `Owner::f`) may mean a plain function of the workspace that blocks."""
    return _may_mean(word, _chains(ground))


def which_may_block(ground: Ground, words: frozenset[str]) -> frozenset[str]:
    """Those of these words of which `may_block` is true."""
    chains = _chains(ground)
    return frozenset(word for word in words if _may_mean(word, chains))


def _may_mean(word: str, chains: Chains) -> bool:
    owner, _, name = word.rpartition("::")
    if not owner:
        return word in chains.words
    if owner == "Self":
        return f".{name}" in chains.words
    if not owner[:1].isupper():
        return name in chains.words
    # A type that nobody implements here may be another name of one that somebody does.
    return word in chains.words or (owner not in chains.owners and f".{name}" in chains.words)


def _word(call: Node, file: RustFile) -> str:
    """A call as summaries write it, an imported function by its own name."""
    name = called_name(call, file)
    if receiver_of(call) is not None:
        return f".{name}"
    function = function_of(call)
    if function is not None and function.type == "scoped_identifier":
        path = function.child_by_field_name("path")
        return f"{file.text(path).rpartition('::')[2] if path is not None else ''}::{name}"
    imported = file.names.imported(file.unit.modules, name)
    return imported.path[-1] if imported is not None else name


def _chains(ground: Ground, spread: Spread = alone) -> Chains:
    """All chains of the workspace as it is now."""
    index = ground.workspace
    if index is None:
        return Chains({}, frozenset(), frozenset())
    generation, found = index.kept.get("chains", (-1, None))
    if generation != index.plain:
        try:
            found = _found(ground, index, spread)
        finally:
            # Broken off, it leaves views behind that are half looked at.
            index.kept.pop("views", None)
        index.kept["chains"] = index.plain, found
    chains: Chains = found
    return chains


def _found(ground: Ground, index: Index, spread: Spread) -> Chains:
    said = _Sayings()
    candidates: list[Version] = []
    by_crate: dict[Path | None, frozenset[str]] = {}
    for path, items in _plain_items(index):
        breathe()
        crate = crate_of(Path(path))
        if crate.root not in by_crate:
            by_crate[crate.root] = sinks_of(crate)
        sinks = by_crate[crate.root]
        for item in items:
            function = Function(path, item.modules, item.owner, item.name, item.print)
            version = Version(function, item.body)
            said.add(version, item.words)
            if not sinks.isdisjoint(item.words) or any(name_in(word) in sinks for word in item.words):
                candidates.append(version)
    found = spread(lambda version: own_source(ground, version), candidates)
    sources = [(version, own) for version, own in zip(candidates, found, strict=True) if own is not None]
    chains: dict[Function, _Way] = {}
    _climb(((version, own) for version, own in sources if not is_light(own.source)), said, ground, chains)
    _climb(((version, own) for version, own in sources if is_light(own.source)), said, ground, chains)
    words = {word for function in chains for word in _words_for(function)}
    return Chains(chains, frozenset(words), frozenset(said.owners))


class _Sayings:
    """Which functions say a name, by what stands in front of it: a type, a dot, or nothing that counts."""

    def __init__(self) -> None:
        self.owners: set[str] = set()
        self._by_name: dict[str, dict[str, list[Version]]] = {}

    def add(self, version: Version, words: tuple[str, ...]) -> None:
        """Takes in what a function says."""
        own = version.function.owner
        self.owners.add(own)
        for word in words:
            owner, _, name = word.rpartition("::")
            if word[0] == ".":
                owner, name = ".", word[1:]
            elif not owner[:1].isupper():
                owner = ""
            elif owner == "Self":
                owner = own
            self._by_name.setdefault(name, {}).setdefault(owner, []).append(version)

    def callers(self, callee: Function) -> Iterator[Version]:
        """The functions that may call one, by what they say."""
        for owner, versions in self._by_name.get(callee.name, {}).items():
            # A type that nobody implements here may be another name of one that somebody does.
            is_type = owner == callee.owner or owner == "." or (owner and owner not in self.owners)
            if is_type if callee.owner else not owner:
                yield from versions


def _climb(
    sources: Iterable[tuple[Version, OwnSource]],
    said: _Sayings,
    ground: Ground,
    chains: dict[Function, _Way],
) -> None:
    """Adds the chains to these sources, the shortest first; a function keeps the chain that it has."""
    waiting: list[Function] = []
    for version, own in sources:
        if version.function not in chains:
            chains[version.function] = _Way((_Step(version, Span(own.start, own.end)),), own.source)
            waiting.append(version.function)
    for callee in waiting:
        breathe()
        for caller in said.callers(callee):
            if caller.function in chains:
                continue
            for call in own_calls(ground, caller, callee.name):
                if call.callee == callee:
                    step = _Step(caller, Span(call.start, call.end))
                    chains[caller.function] = _Way((step, *chains[callee].steps), chains[callee].source)
                    waiting.append(caller.function)
                    break


def _plain_items(index: Index) -> Iterator[tuple[str, Iterable[Item]]]:
    """The functions of each file that are not async, tests left out."""
    for path in sorted(index):
        held = index.file(path)
        items = held.summary.items if held is not None else ()
        yield path, [item for item in items if item.kind == "function_item" and not item.test and not item.later]


def _words_for(function: Function) -> tuple[str, ...]:
    if function.owner:
        return f".{function.name}", f"{function.owner}::{function.name}"
    return (function.name,)
