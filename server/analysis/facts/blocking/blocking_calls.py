"""Whether a call keeps its thread, and how: in the kernel, waiting for another thread, or computing.

Who runs the call is not asked here: a caller does that.
"""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..awaiting.await_sites import is_awaited
from ..code.calls import called_name, function_of, receiver_of
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..data.blocking_kinds import Blocks
from .block_ons import block_on_in
from .blocking_names import FUNCTIONS, SOURCE_NAMES, STREAM_FUNCTIONS
from .blocking_types import (
    ARCHIVE_METHODS,
    IO_TRAITS,
    METHOD_NAMES,
    Source,
    archive_source,
    is_thread_join,
    method_source,
    owner_source,
    stream_source,
)  # fmt: skip
from .diesel_queries import DIESEL_METHODS, runs_query
from .file_system import FS_METHODS, fs_method, is_in_memory
from .name_lookups import looks_up

_NONBLOCKING = re.compile(rb"\bset_nonblocking\((?!\s*false)")

_LIMITED = ("::recv_timeout", "::wait_timeout", "::wait_for", "::park_timeout")
_NO_TIME = re.compile(rb"\bfrom_(nanos|micros)\(|\bDuration::ZERO\b|\bDuration::default\(")


def blocking_source(call: Node, file: RustFile) -> Source | None:
    """What a call expression is, if it blocks its thread; None when it does not, or when nobody can tell."""
    if call.type != "call_expression":
        return None
    name = called_name(call, file)
    if name not in SOURCE_NAMES and not _is_alias(call, name, file):
        return None
    return file.once("blocking", call, lambda: _source(call, name, file))


def _is_alias(call: Node, name: str, file: RustFile) -> bool:
    """Whether the name was imported for another one, which may be a source's."""
    if receiver_of(call) is not None:
        return False
    meant = file.names.aliases(file.unit.modules).get(name.encode())
    return meant is not None and meant.decode("utf-8", "replace") in SOURCE_NAMES


def _source(call: Node, name: str, file: RustFile) -> Source | None:
    if is_awaited(call, file):
        return None
    receiver, arguments = receiver_of(call), list(arguments_of(call))
    found = _of_path(call, arguments, file) if receiver is None else _of_method(call, name, receiver, arguments, file)
    return found if found is not None and not _is_silent(found, call, file) else None


def _of_path(call: Node, arguments: list[Node], file: RustFile) -> Source | None:
    function = function_of(call)
    path = canonical(function, file) if function is not None else None
    if path is None:
        return None
    kind = FUNCTIONS.get(path)
    if kind is not None:
        host = arguments[0] if arguments else None
        if kind is Blocks.FS and host is not None and is_in_memory(host, file):
            return None
        if path.endswith("::to_socket_addrs") and (host is None or not looks_up(host, file)):
            return None
        return Source(path, kind)
    if path in STREAM_FUNCTIONS:
        streams = (stream_source(argument, file) for argument in arguments)
        return next((Source(path, stream.kind) for stream in streams if stream is not None), None)
    owner, _, name = path.rpartition("::")
    if owner in IO_TRAITS:
        return method_source(arguments[0], name, file) if arguments else None
    return owner_source(owner, name)


def _of_method(call: Node, name: str, receiver: Node, arguments: list[Node], file: RustFile) -> Source | None:
    if name in ("block_on", "run_until"):
        found = block_on_in(call, file)
        return Source(found.name, Blocks.BLOCK_ON) if found is not None else None
    of_archive = archive_source(receiver, name, file) if name in ARCHIVE_METHODS else None
    if of_archive is not None:
        return of_archive
    if name in FS_METHODS:
        of_files = fs_method(receiver, name, arguments, file)
        if of_files is not None:
            in_memory = any(is_in_memory(path, file) for path in (receiver, *arguments[:1]))
            return None if in_memory else Source(of_files, Blocks.FS)
    if name == "to_socket_addrs":
        return Source(f"ToSocketAddrs::{name}", Blocks.DNS) if looks_up(receiver, file) else None
    if name in DIESEL_METHODS and runs_query(receiver, arguments, file):
        return Source(f"diesel::RunQueryDsl::{name}", Blocks.DATABASE)
    if name == "join" and is_thread_join(receiver, arguments, file):
        return Source("JoinHandle::join", Blocks.THREAD)
    return method_source(receiver, name, file) if name in METHOD_NAMES else None


def _is_silent(source: Source, call: Node, file: RustFile) -> bool:
    """Whether the code around says that nothing is waited for."""
    if source.kind is Blocks.THREAD:
        return b"is_finished(" in file.unit.text
    if source.name.endswith(_LIMITED):
        return _NO_TIME.search(file.bytes_of(call)) is not None
    if source.kind is Blocks.BIND or (source.kind is Blocks.NET and receiver_of(call) is not None):
        return _is_nonblocking(file)
    return False


def _is_nonblocking(file: RustFile) -> bool:
    """Whether the file makes sockets return at once instead of waiting."""
    return any(_NONBLOCKING.search(unit.text) for unit in file.names.mentioning("set_nonblocking"))
