"""What the traits of a generic or boxed stream tell: whether it can be read, written or both, and has a buffer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.members import declared
from ..code.paths import canonical, own_type_path, resolve
from ..code.rust_file import RustFile, expression
from ..code.scope import scope_of
from ..code.type_model import peeled
from ..types.expressions import type_of
from ..types.written_types import field_declaration

_DEPTH = 4
_WORD = re.compile(r"[A-Za-z_][\w:]*")
_READS, _WRITES = frozenset({"Read", "AsyncRead"}), frozenset({"Write", "AsyncWrite"})
_BUFFERED = frozenset({"BufRead", "AsyncBufRead", "Seek", "AsyncSeek"})


def is_duplex(value: Node, file: RustFile) -> bool:
    """Whether all that is known of a stream is that it is read and written: a connection, behind its traits."""
    found = declared_type(value, file)
    traits = {*_traits(*found, 0), *_asked_here(*found, file)} if found is not None else set()
    return bool(traits & _READS) and bool(traits & _WRITES) and not traits & _BUFFERED


def _asked_here(node: Node, view: RustFile, file: RustFile) -> Iterator[str]:
    """The bounds of a struct's parameter where it is used: an `impl` calls it as the struct does, nearly always."""
    if node.type == "type_identifier" and view is not file and canonical(node, view) is None:
        for written in _bounds_written(view.text(node), file):
            yield from _bounds(written, file, 1)


def declared_type(value: Node, file: RustFile) -> tuple[Node, RustFile] | None:
    """The type that a parameter or a field is written with, and the view to read it in."""
    value = expression(value)
    while value.type == "reference_expression" and (inner := value.child_by_field_name("value")) is not None:
        value = expression(inner)
    if value.type == "identifier":
        binding = binding_of(value, file)
        found = binding.annotation if binding is not None and binding.pattern == binding.name else None
        if binding is not None and found is None and binding.pattern.type == "mut_pattern":
            found = binding.annotation
        return (found, file) if found is not None else None
    field = value.child_by_field_name("field") if value.type == "field_expression" else None
    owner = value.child_by_field_name("value") if field is not None else None
    return _of_field(owner, file.text(field), file) if owner is not None and field is not None else None


def _of_field(owner: Node, name: str, file: RustFile) -> tuple[Node, RustFile] | None:
    whole = peeled(type_of(owner, file))
    path = whole.path if whole is not None else own_type_path(file) if owner.type == "self" else None
    for unit in declared(path, file) if path is not None else ():
        written = field_declaration(unit, name)
        if written is not None:
            return written, file.view(unit)
    return None


def _traits(node: Node, view: RustFile, depth: int) -> Iterator[str]:
    """The last names of the traits that a written type is known to have."""
    kind = node.type
    inner = node.child_by_field_name("type") if kind == "reference_type" else None
    if depth > _DEPTH:
        return
    if inner is not None:
        yield from _traits(inner, view, depth + 1)
    elif kind in ("abstract_type", "dynamic_type", "bounded_type"):
        yield from _bounds(view.text(node), view, depth + 1)
    elif kind == "generic_type":
        arguments = node.child_by_field_name("type_arguments")
        if view.text(node).rpartition("<")[0].split("<")[0].rpartition("::")[2] in ("Box", "Pin", "Mutex", "Arc"):
            for argument in arguments.named_children if arguments is not None else ():
                yield from _traits(argument, view, depth + 1)
    elif kind in ("type_identifier", "scoped_type_identifier"):
        yield from _of_name(node, view, depth)


def _of_name(node: Node, view: RustFile, depth: int) -> Iterator[str]:
    """The bounds of a type parameter, or what an alias stands for."""
    path = canonical(node, view)
    if path is None:
        for written in _bounds_written(view.text(node), view):
            yield from _bounds(written, view, depth + 1)
        return
    for unit in declared(path, view):
        target = unit.node.child_by_field_name("type") if unit.node.type == "type_item" else None
        if target is not None:
            yield from _traits(target, view.view(unit), depth + 1)


def _bounds_written(parameter: str, view: RustFile) -> Iterator[str]:
    """What is written behind `T:` in the heads of the unit and of the blocks around it."""
    body = view.unit.node.child_by_field_name("body")
    end = body.start_byte if body is not None and view.unit.node.type == "function_item" else view.unit.node.end_byte
    heads = [view.data[view.unit.node.start_byte : end], *(frame.head for frame in view.unit.frames)]
    pattern = re.compile(rb"\b%s\s*:(?!:)\s*([^,>{=]*(?:<[^<>]*>[^,>{=]*)*)" % re.escape(parameter.encode()))
    for head in heads:
        for match in pattern.finditer(head):
            yield match[1].decode("utf-8", "replace")


def _bounds(written: str, view: RustFile, depth: int) -> Iterator[str]:
    """The traits of a list of bounds, with those that traits of the workspace ask for in turn."""
    for word in _WORD.findall(written):
        last = word.rpartition("::")[2]
        if last in _READS | _WRITES | _BUFFERED:
            yield last
        elif depth <= _DEPTH and last[:1].isupper():
            segments = tuple(word.strip(":").split("::"))
            path = resolve(segments, scope_of(view)) or scope_of(view).path_of(*segments)
            for unit in declared(path, view):
                asked = unit.node.child_by_field_name("bounds") if unit.node.type == "trait_item" else None
                if asked is not None:
                    foreign = view.view(unit)
                    yield from _bounds(foreign.text(asked), foreign, depth + 1)
