"""Methods that block, told by the type that they are called on."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type, peeled
from ..data import blocking_crates, blocking_files, blocking_waits, blocking_work
from ..data.blocking_kinds import Blocks
from ..data.schema import by_owner, facts_by_name, last_names
from ..types.expressions import type_of
from ..types.returned import functions_of
from ..types.written_types import deref_target

_METHODS = (blocking_waits.METHODS, blocking_crates.METHODS, blocking_work.METHODS, blocking_work.CODECS)
TYPES: dict[str, dict[str, Blocks]] = by_owner(*_METHODS)
STREAMS: dict[str, Blocks] = facts_by_name(blocking_waits.STREAMS)
READS = last_names(blocking_waits.READS)
WRITES = last_names(blocking_waits.WRITES)
IO_TRAITS = frozenset(by_owner(blocking_waits.READS, blocking_waits.WRITES))
ARCHIVE_METHODS = last_names(blocking_files.ARCHIVES)
METHOD_NAMES: frozenset[str] = READS | WRITES | last_names(*_METHODS) | ARCHIVE_METHODS
ARCHIVES: dict[str, dict[str, Blocks]] = by_owner(blocking_files.ARCHIVES)
CODECS = frozenset(by_owner(blocking_work.CODECS))

LAYERS = facts_by_name(blocking_waits.STREAM_LAYERS)
_MANAGED = facts_by_name(blocking_crates.MANAGED)
_POOLED = "r2d2::PooledConnection"
_THREAD = re.compile(r"(^|_)(handle|thread|worker|join|jh)s?\d*$")


class Source(NamedTuple):
    """A call that blocks: its name as users read it, and how it keeps the thread."""

    name: str
    kind: Blocks


def method_source(receiver: Node, method: str, file: RustFile) -> Source | None:
    """The source that a method is on the value that it is called on."""
    found = peeled(_type(receiver, file))
    source = _of_type(found, method)
    while source is None and found is not None and not any(True for _ in functions_of(found.path, method, file)):
        found = deref_target(found, file)
        if found is None:
            break
        source = _of_type(found, method)
    return source


def archive_source(receiver: Node, method: str, file: RustFile) -> Source | None:
    """Going through an archive that is read or written by way of a decoder or encoder."""
    found = peeled(_type(receiver, file))
    kind = ARCHIVES.get(found.path, {}).get(method) if found is not None else None
    inner = _codec_in(found) if kind is not None and found is not None else None
    return Source(f"{shown(found.path)}<{inner}>::{method}", kind) if inner and kind and found else None


def _codec_in(found: Type) -> str | None:
    """The decoder or encoder in an archive or under a buffer."""
    inner = peeled(found.argument(0))
    if inner is None or inner.path in CODECS:
        return inner.path if inner is not None else None
    return _codec_in(inner) if inner.path in LAYERS else None


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
    return method == "flush" and found.path not in LAYERS


def _stream(found: Type | None) -> Source | None:
    if found is None:
        return None
    if found.path in LAYERS:
        inner = _stream(peeled(found.argument(LAYERS[found.path])))
        return Source(f"{shown(found.path)}<{inner.name}>", inner.kind) if inner is not None else None
    return Source(shown(found.path), STREAMS[found.path]) if found.path in STREAMS else None


def shown(path: str) -> str:
    """A type as users know it: those of the standard library by their name alone."""
    return path.rpartition("::")[2] if path.startswith("std::") else path
