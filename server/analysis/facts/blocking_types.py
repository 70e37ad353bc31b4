"""Methods that block, told by the type that they are called on."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from .data import blocking_crates, blocking_waits, blocking_work
from .data.blocking_kinds import Blocks
from .data.schema import by_owner, facts_by_name, last_names
from .paths import canonical
from .rust_file import RustFile, expression
from .type_model import Type, peeled
from .types import type_of

_METHODS = (blocking_waits.METHODS, blocking_crates.METHODS, blocking_work.METHODS, blocking_work.CODECS)
TYPES: dict[str, dict[str, Blocks]] = by_owner(*_METHODS)
STREAMS: dict[str, Blocks] = facts_by_name(blocking_waits.STREAMS)
READS = last_names(blocking_waits.READS)
WRITES = last_names(blocking_waits.WRITES)
IO_TRAITS = frozenset(by_owner(blocking_waits.READS, blocking_waits.WRITES))
METHOD_NAMES: frozenset[str] = READS | WRITES | last_names(*_METHODS)

_LAYERS = facts_by_name(blocking_waits.STREAM_LAYERS)
_MANAGED = facts_by_name(blocking_crates.MANAGED)
_POOLED = "r2d2::PooledConnection"
_THREAD = re.compile(r"(^|_)(handle|thread|worker|join|jh)s?\d*$")


class Source(NamedTuple):
    """A call that blocks: its name as users read it, and how it keeps the thread."""

    name: str
    kind: Blocks


def method_source(receiver: Node, method: str, file: RustFile) -> Source | None:
    """The source that a method is on the value that it is called on."""
    return _of_type(peeled(_type(receiver, file)), method)


def owner_source(owner: str, method: str) -> Source | None:
    """The source that `Owner::method` is by its path."""
    return _of_type(Type(owner), method)


def stream_source(stream: Node, file: RustFile) -> Source | None:
    """What a stream is called, and what reading or writing all of it waits for."""
    found = peeled(_type(stream, file))
    return _stream(found) or _of_type(found, "read_to_end") or _of_type(found, "write_all")


def is_thread_join(receiver: Node, arguments: list[Node], file: RustFile) -> bool:
    """Whether `join()` without arguments is called on what is named like a thread's handle, its type not known."""
    node = expression(receiver)
    last = node.child_by_field_name("field") if node.type == "field_expression" else node
    if arguments or last is None or last.type not in ("identifier", "field_identifier"):
        return False
    return _THREAD.search(file.text(last)) is not None and type_of(receiver, file) is None


def _type(receiver: Node, file: RustFile) -> Type | None:
    """The type of a value; a struct without fields, as `Scrypt` is, is named by its path."""
    found = type_of(receiver, file)
    if found is None and receiver.type in ("identifier", "scoped_identifier"):
        path = canonical(receiver, file)
        return Type(path) if path in TYPES else None
    return found


def _of_type(found: Type | None, method: str) -> Source | None:
    if found is None:
        return None
    if found.path.endswith(_POOLED) and (manager := found.argument(0)) is not None and manager.path in _MANAGED:
        found = Type(_MANAGED[manager.path])
    kind = TYPES.get(found.path, {}).get(method)
    if kind is not None:
        return Source(f"{shown(found.path)}::{method}", kind)
    stream = _stream(found) if method in READS or (method in WRITES and not _is_idle(found, method)) else None
    return Source(f"{stream.name}::{method}", stream.kind) if stream is not None else None


def _is_idle(found: Type, method: str) -> bool:
    """Whether there is no buffer to flush."""
    return method == "flush" and found.path not in _LAYERS


def _stream(found: Type | None) -> Source | None:
    if found is None:
        return None
    if found.path in _LAYERS:
        inner = _stream(peeled(found.argument(_LAYERS[found.path])))
        return Source(f"{shown(found.path)}<{inner.name}>", inner.kind) if inner is not None else None
    return Source(shown(found.path), STREAMS[found.path]) if found.path in STREAMS else None


def shown(path: str) -> str:
    """A type as users know it: those of the standard library by their name alone."""
    return path.rpartition("::")[2] if path.startswith("std::") else path
