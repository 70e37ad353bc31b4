"""Canonical paths: what a name written at some place stands for.

`std::sync::Mutex` is written in a dozen ways; rules only know this one. Items of the file itself begin with
`self::`. A name that cannot be told is None.
"""

from __future__ import annotations

from collections.abc import Iterable

from tree_sitter import Node

from .data.paths import CANONICAL, GLOBS, PRELUDE, RE_EXPORTED
from .names import Imported, Modules, imports_of
from .rust_file import RustFile

_DEPTH = 8


def canonical(node: Node, file: RustFile) -> str | None:
    """The canonical path of a path expression or type name."""
    return file.once("canonical", node, lambda: _canonical(node, file))


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
    if segments[0] == "Self":
        owner = owner_type(file)
        return "::".join(("self", *file.unit.modules, owner, *segments[1:])) if owner else None
    for imported in _local_imports(node, file):
        if imported.name == segments[0]:
            return _normal(resolve((*imported.path, *segments[1:]), file.unit.modules, file, _DEPTH - 1))
    found = resolve(segments, file.unit.modules, file, _DEPTH)
    if found is None:
        found = _through_globs(
            segments, [i for i in _local_imports(node, file) if i.name == "*"], file.unit.modules, file, _DEPTH
        )
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


def resolve(
    segments: tuple[str, ...], modules: Modules, file: RustFile, depth: int = _DEPTH, *, globs: bool = True
) -> str | None:
    """The full path of segments written in a module of the file; not yet in canonical spelling.

    The path of a glob import itself is resolved without globs: each would ask all the others.
    """
    if depth <= 0 or not segments:
        return None
    first, rest = segments[0], segments[1:]
    if first in ("std", "core", "alloc", ""):
        return "::".join(("std" if first else rest[0], *(rest if first else rest[1:])))
    if first == "crate":
        return "::".join(segments)
    if first == "self":
        return resolve(rest, modules, file, depth - 1, globs=globs) if rest else "::".join(("self", *modules))
    if first == "super":
        return resolve(rest, modules[:-1], file, depth - 1, globs=globs) if modules else "::".join(segments)
    return _in_module(segments, modules, file, depth, globs)


def _in_module(segments: tuple[str, ...], modules: Modules, file: RustFile, depth: int, globs: bool) -> str | None:
    first, rest = segments[0], segments[1:]
    imported = file.names.imported(modules, first)
    # `use anyhow::{anyhow, Result}` brings a macro of the crate's name; in front of `::` it is the crate still.
    shadows = imported is not None and bool(rest) and imported.path[0] == first
    if imported is not None and imported.path != (first,) and not shadows:
        path = (*imported.path, *rest)
        return resolve(path, modules, file, depth - 1, globs=globs) if path != segments else "::".join(path)
    if file.names.items(modules, first) or file.names.items((*modules, first), ""):
        return "::".join(("self", *modules, *segments))
    found = _through_globs(segments, file.names.globs(modules), modules, file, depth) if globs else None
    if found is not None:
        return found
    if rest and (crate := file.crate.crate_name(first)) is not None:
        return "::".join((crate, *rest))
    if first in PRELUDE:
        return "::".join((PRELUDE[first], *rest))
    return None


def _through_globs(
    segments: tuple[str, ...], globs: Iterable[Imported], modules: Modules, file: RustFile, depth: int
) -> str | None:
    for imported in globs:
        if imported.path == ("super",) and modules:
            found = resolve(segments, modules[:-1], file, depth - 1)
        else:
            base = resolve(imported.path, modules, file, depth - 1, globs=False)
            found = f"{base}::{'::'.join(segments)}" if base and segments[0] in GLOBS.get(base, ()) else None
        if found is not None:
            return found
    return None


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


def _normal(path: str | None) -> str | None:
    """One spelling for what a library exports under several paths."""
    if path is None:
        return None
    for prefix, spelling in CANONICAL:
        if path.startswith(prefix):
            return _normal(spelling + path[len(prefix) :])
    exported = RE_EXPORTED.match(path)
    return _normal(path[exported.start(1) :]) if exported is not None else path
