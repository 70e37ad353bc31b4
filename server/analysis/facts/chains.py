"""Chains of plain calls from a function to what blocks its thread, over files and crates.

A chain goes through functions that are known, along calls that the function itself makes: what is handed to a pool
or thread, what runs once, what only an error takes, and calls whose function cannot be told end it.

All chains of a workspace are found in one go, from the functions with a source of their own up to who calls them:
there are few of these, while nearly every function calls something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..finding import Span
from ..workspace.index import Index
from ..workspace.summary import Item
from .blocking_types import Source
from .calls import called_name, function_of, receiver_of
from .names import Ground
from .own_sources import OwnSource, is_light, own_calls, own_source, plain_functions, sinks_of
from .rust_file import RustFile
from .workspace_functions import Function


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


class Chains(NamedTuple):
    """The functions of a workspace that block, and the words that may mean one of them."""

    by_function: dict[Function, Chain]
    words: frozenset[str]
    owners: frozenset[str]


class _Said(NamedTuple):
    word: str
    caller: Function


def chain_behind(call: Node, file: RustFile) -> tuple[str, Chain] | None:
    """The name of the plain function that a call reaches, and how that one blocks; None when it does not."""
    if not file.names.derived("may block", _word(call, file)):
        return None
    for function in plain_functions(call, file):
        found: Chain | None = file.names.derived("chain", function)
        if found is not None:
            return function.name, found
    return None


def chain_of(ground: Ground, function: Function) -> Chain | None:
    """How a function blocks: by the shortest chain to a source, one that does more than ask about a file if it can."""
    return _chains(ground).by_function.get(function)


def may_block(ground: Ground, word: str) -> bool:
    """Whether a call written so (`f`, `.f`, `Owner::f`) may mean a plain function of the workspace that blocks."""
    chains = _chains(ground)
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


def _chains(ground: Ground) -> Chains:
    """All chains of the workspace as it is now."""
    index = ground.workspace
    if index is None:
        return Chains({}, frozenset(), frozenset())
    generation, found = index.kept.get("chains", (-1, None))
    if generation != index.plain:
        found = _found(ground, index)
        index.kept["chains"] = index.plain, found
    chains: Chains = found
    return chains


def _found(ground: Ground, index: Index) -> Chains:
    sinks = sinks_of(index)
    said: dict[str, list[_Said]] = {}
    owners: set[str] = set()
    sources: list[tuple[Function, OwnSource]] = []
    for path, item in _plain_items(index):
        function = Function(path, item.modules, item.owner, item.name, item.print, item.body)
        owners.add(item.owner)
        for word in item.words:
            said.setdefault(_bare(word), []).append(_Said(word, function))
        if any(word in sinks or _bare(word) in sinks for word in item.words):
            own = own_source(ground, function)
            if own is not None:
                sources.append((function, own))
    chains: dict[Function, Chain] = {}
    _climb(((function, own) for function, own in sources if not is_light(own.source)), said, ground, chains)
    _climb(((function, own) for function, own in sources if is_light(own.source)), said, ground, chains)
    words = {word for function in chains for word in _words_for(function)}
    return Chains(chains, frozenset(words), frozenset(owners))


def _climb(
    sources: Iterable[tuple[Function, OwnSource]],
    said: dict[str, list[_Said]],
    ground: Ground,
    chains: dict[Function, Chain],
) -> None:
    """Adds the chains to these sources, the shortest first; a function keeps the chain that it has."""
    waiting: list[Function] = []
    for function, own in sources:
        if function not in chains:
            chains[function] = Chain((Hop(function.name, function.path, Span(own.start, own.end)),), own.source)
            waiting.append(function)
    for callee in waiting:
        for word, caller in said.get(callee.name, ()):
            if caller in chains or not _may_mean(word, callee):
                continue
            for call in own_calls(ground, caller, callee.name):
                if call.callee == callee:
                    hop = Hop(caller.name, caller.path, Span(call.start, call.end))
                    chains[caller] = Chain((hop, *chains[callee].hops), chains[callee].source)
                    waiting.append(caller)
                    break


def _plain_items(index: Index) -> Iterator[tuple[str, Item]]:
    for path in sorted(index):
        held = index.file(path)
        for item in held.summary.items if held is not None else ():
            if item.kind == "function_item" and not item.test and not item.later:
                yield path, item


def _bare(word: str) -> str:
    return word.rpartition("::")[2].lstrip(".")


def _words_for(function: Function) -> tuple[str, ...]:
    if function.owner:
        return f".{function.name}", f"{function.owner}::{function.name}"
    return (function.name,)


def _may_mean(word: str, function: Function) -> bool:
    """Whether a word, by its form, may be a call of that function."""
    owner = word.rpartition("::")[0]
    if word.startswith(".") or owner[:1].isupper():
        return bool(function.owner)
    return not function.owner
