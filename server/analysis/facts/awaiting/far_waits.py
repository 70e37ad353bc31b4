"""What is waited for behind a call, through functions of the workspace and all that implement their traits."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.declared import base_name
from ...workspace.index import Index
from ...workspace.summary import Item, Summary
from ..code.calls import called_name
from ..code.ground import Ground
from ..code.rust_file import RustFile
from ..code.workspace_functions import Function, Version
from ..data.wait_kinds import FAR, Waits
from .own_waits import functions_to_wait_for, may_be_any, own_waits, waits_of_library

_DEPTH = 8
_MOST = 150
_MOST_NAMESAKES = 12


def waits_for(call: Node, file: RustFile) -> Waits:
    """What an awaited call may wait for; `UNKNOWN` is part of it where something on the way is not known."""
    found = functions_to_wait_for(call, file)
    if found:
        waits = Waits.NOTHING
        for function in found:
            waits |= _asked("waits", function, file)
        return waits
    waits = waits_of_library(call, file)
    if waits is Waits.UNKNOWN and may_be_any(call, file):
        return _asked("waits of namesakes", called_name(call, file), file)
    return waits


def _asked(kind: str, key: Function | str, file: RustFile) -> Waits:
    found: Waits | None = file.names.derived(kind, key)
    return Waits.UNKNOWN if found is None else found


def waits_of(ground: Ground, function: Function) -> Waits:
    """What a function of the workspace waits for, through what it calls."""
    return _reached(ground, [function])


def waits_of_namesakes(ground: Ground, name: str) -> Waits:
    """What methods of a name may wait for: nobody knows which of them is meant, so all must be near for one to be."""
    found = _of_namesakes(ground, name, frozenset())
    return Waits.UNKNOWN if found is None else found


def _of_namesakes(ground: Ground, name: str, within: frozenset[str]) -> Waits | None:
    if name in within:
        return Waits.NOTHING
    index = ground.workspace
    found = _methods(index, name) if index is not None else []
    if not found:
        return None
    if len(found) > _MOST_NAMESAKES or len(within) >= _DEPTH:
        return Waits.UNKNOWN
    waits = _reached(ground, found, within | {name})
    return Waits.NEAR if is_all_near(waits) else waits | Waits.UNKNOWN


def is_all_near(waits: Waits) -> bool:
    """Whether all that is waited for is known, and nothing of it is far."""
    return not waits & (FAR | Waits.UNKNOWN)


def _reached(ground: Ground, functions: list[Function], within: frozenset[str] = frozenset()) -> Waits:
    seen, level, waits = set(functions), functions, Waits.NOTHING
    for _ in range(_DEPTH):
        below: dict[Function, None] = {}
        for function in level:
            for version in _versions(ground, function):
                own = own_waits(ground, version)
                waits |= own.waits
                below |= dict.fromkeys(own.callees)
                for name in (*own.names, *own.said):
                    found = _of_namesakes(ground, name, within)
                    waits |= found if found is not None else Waits.UNKNOWN if name in own.names else Waits.NOTHING
        level = [function for function in below if function not in seen]
        seen.update(level)
        if len(seen) > _MOST:
            break
    return waits | Waits.UNKNOWN if level else waits


def _versions(ground: Ground, function: Function) -> Iterator[Version]:
    """A function with its body; for one of a trait, the functions of all types that implement it."""
    index = ground.workspace
    held = index.file(function.path) if index is not None else None
    sought = (function.modules, function.owner, function.name, function.print)
    for item in held.summary.items if held is not None else ():
        if (item.modules, item.owner, item.name, item.print) != sought:
            continue
        if item.kind == "function_item":
            yield Version(function, item.body)
        if index is not None and held is not None and _frame_of(item, held.summary)[0] == "trait_item":
            yield from _implementations(index, function.owner, function.name)


def _implementations(index: Index, trait: str, name: str) -> Iterator[Version]:
    for path in _files(index, name):
        held = index.file(path)
        for item in held.summary.items if held is not None else ():
            if item.name == name and _is_function(item) and held is not None:
                kind, implemented = _frame_of(item, held.summary)
                if kind == "impl_item" and implemented == trait:
                    yield Version(_function(path, item), item.body)


def _methods(index: Index, name: str) -> list[Function]:
    """The methods of a name, if any of them runs as a future."""
    found: list[Function] = []
    is_awaited = False
    for path in _files(index, name):
        held = index.file(path)
        for item in held.summary.items if held is not None else ():
            if item.name == name and item.owner and not item.test and item.kind.startswith("function_"):
                found.append(_function(path, item))
                is_awaited = is_awaited or item.later
    return found if is_awaited else []


def _files(index: Index, name: str) -> tuple[str, ...]:
    """The files that have methods of a name."""
    generation, files = index.kept.get("files by method", (-1, {}))
    if generation != index.plain:
        known: dict[str, tuple[str, frozenset[str]]] = index.kept.setdefault("names of methods", {})
        files = {}
        for path in index:
            held = index.file(path)
            if held is None or held.summary.test:
                continue
            if path not in known or known[path][0] != held.summary.digest:
                names = frozenset(item.name for item in held.summary.items if item.owner and _is_function(item))
                known[path] = held.summary.digest, names
            for each in known[path][1]:
                files.setdefault(each, []).append(path)
        index.kept["files by method"] = index.plain, files
    return tuple(files.get(name, ()))


def _function(path: str, item: Item) -> Function:
    return Function(path, item.modules, item.owner, item.name, item.print)


def _is_function(item: Item) -> bool:
    return item.kind == "function_item" and not item.test


def _frame_of(item: Item, summary: Summary) -> tuple[str, str]:
    """The kind of block that an item stands in, and the trait that it implements there."""
    frames = summary.frames[item.frames]
    return (frames[-1].kind, base_name(frames[-1].trait)) if frames else ("", "")
