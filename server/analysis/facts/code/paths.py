"""Canonical paths: what a name written at some place stands for.

`std::sync::Mutex` is written in a dozen ways; rules only know this one. Items of the file itself begin with
`self::`. A name that cannot be told is None.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from tree_sitter import Node

from ...syntax.uses import Imported, Modules, imports_of
from ..data.paths import CANONICAL, GLOBS, PRELUDE, RE_EXPORTED
from .generics import parameters_around
from .rust_file import RustFile
from .scope import Scope, scope_of

_DEPTH = 12
_MOST_GLOBS = 64


def canonical(node: Node, file: RustFile) -> str | None:
    """The canonical path of a path expression or type name."""
    return file.once("canonical", node, lambda: _canonical(node, file))


def canonical_of(segments: tuple[str, ...], file: RustFile) -> str | None:
    """The canonical path of segments that stand outside of functions, as those of an attribute do."""
    return _normal(resolve(segments, scope_of(file)))


def segments_of(node: Node, file: RustFile) -> tuple[str, ...]:
    """The segments of a path as written, generic arguments left out."""
    kind = node.type
    if kind in ("generic_type", "generic_type_with_turbofish"):
        inner = node.child_by_field_name("type")
        return segments_of(inner, file) if inner is not None else ()
    if kind == "generic_function":
        inner = node.child_by_field_name("function")
        return segments_of(inner, file) if inner is not None else ()
    if kind in ("scoped_identifier", "scoped_type_identifier"):
        path, name = node.child_by_field_name("path"), node.child_by_field_name("name")
        before = segments_of(path, file) if path is not None else ("",)
        return (*before, file.text(name).removeprefix("r#")) if name is not None and before else ()
    if kind in ("identifier", "type_identifier", "self", "super", "crate", "metavariable", "primitive_type"):
        return (file.text(node).removeprefix("r#"),)
    return ()


def _canonical(node: Node, file: RustFile) -> str | None:
    segments = segments_of(node, file)
    if not segments:
        return None
    scope = scope_of(file)
    if segments[0] == "Self":
        owner = own_type_path(file)
        return "::".join((owner, *segments[1:])) if owner else None
    local = _local_imports(node, file)
    for imported in local:
        if imported.name == segments[0]:
            return _normal(resolve((*imported.path, *segments[1:]), scope, _DEPTH - 1))
    if segments[0] in file.once("parameters", file.unit.node, lambda: parameters_around(file.unit)):
        return None
    found = resolve(segments, scope, _DEPTH)
    if found is None:
        found = _through_globs(segments, [i for i in local if i.name == "*"], scope, _DEPTH)
    return _normal(found)


def owner_type(file: RustFile) -> str | None:
    """The base name of the type or trait whose `impl` or `trait` holds the unit."""
    for frame in reversed(file.unit.frames):
        if frame.kind != "mod_item":
            return frame.name.split("<", 1)[0].rsplit("::", 1)[-1].strip() or None
    return None


def owner_trait(file: RustFile) -> str | None:
    """The trait that the unit's `impl` is for, as written; None in an inherent `impl`."""
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    return (frame.trait or None) if frame is not None and frame.kind == "impl_item" else None


def own_type_path(file: RustFile) -> str | None:
    """The canonical path of the type or trait whose block holds the unit, wherever it is declared."""
    owner = owner_type(file)
    if owner is None:
        return None
    scope = scope_of(file)
    if file.names.items(scope.modules, owner):
        return scope.path_of(owner)
    written = next(frame.name for frame in reversed(file.unit.frames) if frame.kind != "mod_item")
    segments = tuple(part.strip() for part in written.split("<", 1)[0].strip("&' ").split("::"))
    return _normal(resolve(segments, scope, _DEPTH)) or scope.path_of(owner)


def resolve(segments: tuple[str, ...], scope: Scope, depth: int = _DEPTH, *, globs: bool = True) -> str | None:
    """The full path of segments written in a module; not yet in canonical spelling.

    The path of a glob import itself is resolved without globs: each would ask all the others.
    """
    if depth <= 0 or not any(segments):
        return None
    first, rest = segments[0], segments[1:]
    if first in _STANDARD or not first:
        return "::".join(("std" if first else rest[0], *(rest if first else rest[1:])))
    if first in _RELATIVE:
        within = _RELATIVE[first](scope)
        return _below(within, rest, depth - 1, globs) if within is not None else "::".join(segments)
    if depth < _DEPTH - 1:
        # Near the limit an answer may be cut short, and shall not be kept for who asks with more steps left.
        return _in_module(segments, scope, depth, globs)
    key = ("resolve", scope.names.path, scope.modules, segments, globs)
    if key not in scope.names.memo:
        scope.names.memo[key] = _in_module(segments, scope, depth, globs)
    found: str | None = scope.names.memo[key]
    return found


_STANDARD = frozenset({"std", "core", "alloc"})
_RELATIVE: dict[str, Callable[[Scope], Scope | None]] = {
    "crate": Scope.root,
    "self": lambda scope: scope,
    "super": Scope.parent,
}


def _below(scope: Scope, rest: tuple[str, ...], depth: int, globs: bool) -> str | None:
    """A path that goes on in a known module; what cannot be found there is spelled as it stands."""
    if not rest:
        return scope.path_of()
    # `crate::core` is a module or an import of that name, never the library.
    own = rest[0] in _STANDARD and depth > 0
    found = _in_module(rest, scope, depth, globs) if own else resolve(rest, scope, depth, globs=globs)
    return found if found is not None else scope.path_of(*rest)


def _in_module(segments: tuple[str, ...], scope: Scope, depth: int, globs: bool) -> str | None:
    first, rest, names = segments[0], segments[1:], scope.names
    imported = names.imported(scope.modules, first)
    # `use anyhow::{anyhow, Result}` brings a macro of the crate's name; in front of `::` it is the crate still.
    shadows = imported is not None and bool(rest) and imported.path[0] == first
    if imported is not None and imported.path != (first,) and not shadows:
        path = (*imported.path, *rest)
        return resolve(path, scope, depth - 1, globs=globs) if path != segments else "::".join(path)
    child = scope.child(first) if rest else None
    if child is not None:
        return _below(child, rest, depth - 1, globs)
    if names.declares(scope.modules, first):
        return scope.path_of(*segments)
    found = _through_globs(segments, names.globs(scope.modules), scope, depth) if globs else None
    if found is not None:
        return found
    if rest and (crate := names.crate.crate_name(first)) is not None:
        library = _library(first, crate, scope) if names.crate.known else None
        return _below(library, rest, depth - 1, globs) if library is not None else "::".join((crate, *rest))
    if first in PRELUDE:
        return "::".join((PRELUDE[first], *rest))
    return _through_renamed_crate(first, rest, scope, depth, globs) if rest else None


def _through_renamed_crate(first: str, rest: tuple[str, ...], scope: Scope, depth: int, globs: bool) -> str | None:
    """A path that begins with a crate which the root module renames for all modules: `extern crate one as other;`."""
    root = scope.root()
    imported = root.names.imported(root.modules, first) if root is not None else None
    if root is None or imported is None or len(imported.path) != 1 or imported.path == (first,):
        return None
    return resolve((*imported.path, *rest), root, depth - 1, globs=globs)


def _through_globs(segments: tuple[str, ...], globs: Iterable[Imported], scope: Scope, depth: int) -> str | None:
    """Searches the modules that globs bring, and those that these export by globs of their own, each once."""
    waiting = [(imported, scope) for imported in globs]
    seen: set[tuple[str, Modules]] = set()
    while waiting and len(seen) < _MOST_GLOBS:
        imported, asking = waiting.pop(0)
        within = module_at(imported.path, asking, depth)
        if within is None:
            base = resolve(imported.path, asking, depth - 1, globs=False)
            if base and segments[0] in GLOBS.get(base, ()):
                return f"{base}::{'::'.join(segments)}"
        elif (place := (within.names.path, within.modules)) not in seen:
            seen.add(place)
            is_around = within.holds(asking)
            brought = within.names.imported(within.modules, segments[0])
            is_hidden = brought is not None and not brought.public and not is_around
            found = resolve(segments, within, depth - 2, globs=False) if not is_hidden else None
            if found is not None and not _is_implied(found, segments):
                return found
            waiting += [(i, within) for i in within.names.globs(within.modules) if i.public or is_around]
    return None


def _is_implied(found: str, segments: tuple[str, ...]) -> bool:
    """What any module would find, as the prelude and the crate's dependencies, is not what a glob brings."""
    return found == "::".join(segments) or found == "::".join((PRELUDE.get(segments[0], ""), *segments[1:]))


def module_at(path: tuple[str, ...], scope: Scope, depth: int) -> Scope | None:
    """The module of the workspace that a path leads to."""
    at: Scope | None = scope
    for index, segment in enumerate(path):
        if at is None or depth <= 0:
            return None
        if segment in _RELATIVE:
            at = _RELATIVE[segment](at)
            continue
        below = at.child(segment)
        if below is None and (imported := at.names.imported(at.modules, segment)) is not None:
            below = module_at(imported.path, at, depth - 1) if imported.path != (segment,) else None
        if below is None and index == 0 and (crate := at.names.crate.crate_name(segment)) is not None:
            below = _library(segment, crate, at)
        at = below
    return at


def _library(written: str, crate: str, scope: Scope) -> Scope | None:
    """The root of a library; a program beside the library of its own package calls that by the package's name."""
    return scope.library(written if crate == "crate" else crate)


def _local_imports(node: Node, file: RustFile) -> list[Imported]:
    """The `use` declarations of the blocks around a node."""
    if b"use " not in file.data[file.unit.start : file.unit.end]:
        return []
    found: list[Imported] = []
    for around in file.ancestors(node):
        if around.type == "block":
            for child in around.named_children:
                if child.type == "use_declaration":
                    found += imports_of(child, file.data)
    return found


@functools.lru_cache(4096)
def _normal(path: str | None) -> str | None:
    """One spelling for what a library exports under several paths."""
    if path is None:
        return None
    for prefix, spelling in CANONICAL:
        if path.startswith(prefix):
            return _normal(spelling + path[len(prefix) :])
    exported = RE_EXPORTED.match(path)
    return _normal(path[exported.start(1) :]) if exported is not None else path
