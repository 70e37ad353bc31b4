"""Locks around clients that are handles: whose clones share their connections, without a lock."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import let_of, uses_of
from ..code.nodes import is_mutable
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import Type
from ..data.schema import facts_by_name
from ..data.shared_clients import HANDLES
from ..types.written_types import type_from
from .guards import LOCKS, Guard
from .lock_uses import Use, uses_of_lock
from .locks import Lock, lock_declared

_HANDLES = facts_by_name(HANDLES)
_CHANNEL = "tonic::transport::Channel"
_WRITERS = frozenset({"lock", "write", "try_lock", "try_write", "blocking_lock", "blocking_write"})
_AROUND = frozenset(
    {
        "std::sync::Arc", "std::rc::Rc", "std::sync::LazyLock", "std::sync::OnceLock", "std::boxed::Box",
        "tokio::sync::OnceCell", "std::option::Option",
    }
)  # fmt: skip
_LOCKS = frozenset(path for path in LOCKS if path.endswith(("Mutex", "RwLock")))


class Declared(NamedTuple):
    """A field or static of such a type: `written` is the whole type, with what is around the lock."""

    lock: Lock
    written: Node


def handle_in(lock: Node, file: RustFile) -> str | None:
    """What is behind a lock of that written type, if it is a handle by itself."""
    if canonical(lock, file) not in _LOCKS:
        return None
    arguments = lock.child_by_field_name("type_arguments")
    inner = next(iter(arguments.named_children), None) if arguments is not None else None
    if inner is None:
        return None
    found = type_from(inner, file)
    known = _HANDLES.get(found.path) if found is not None else None
    return known or ("a gRPC client" if _is_generated(inner, file) else None)


def _is_generated(written: Node, file: RustFile) -> bool:
    """`GreeterClient<Channel>`, which tonic generates, wherever that is."""
    name, arguments = written.child_by_field_name("type"), written.child_by_field_name("type_arguments")
    if written.type != "generic_type" or name is None or arguments is None or not arguments.named_children:
        return False
    over = type_from(arguments.named_children[0], file)
    return file.text(name).endswith("Client") and _is_channel(over)


def _is_channel(over: Type | None) -> bool:
    if over is not None and over.path.endswith("::InterceptedService"):
        over = over.argument(0)
    return over is not None and over.path == _CHANNEL


def declared_as(written: Node, file: RustFile) -> Declared | None:
    """The field or static whose type a written lock is, with an `Arc` or a cell around it or without."""
    lock = lock_declared(written, file)
    for around in file.ancestors(written) if lock is not None else ():
        if around.type == "generic_type":
            if canonical(around, file) not in _AROUND:
                return None
            written = around
        elif around.type != "type_arguments":
            break
    return Declared(lock, written) if lock is not None else None


def is_replaced(lock: Lock, file: RustFile) -> bool:
    """Whether another client is put into the lock, or might be: that is what the lock is for."""
    return any(
        _writes(use.guard, use.view) if use.guard is not None else _is_lent_in_tokens(use, lock)
        for use in uses_of_lock(lock, file)
    )


def _is_lent_in_tokens(use: Use, lock: Lock) -> bool:
    """Whether the loose tokens of an unknown macro write to the lock, or lend it to be written to."""
    mention = rb"(\*|&\s*mut\b)[^;,]*\b%s\b" % re.escape(lock.name.encode())
    return use.node.type == "token_tree" and re.search(mention, use.view.bytes_of(use.node)) is not None


def _writes(guard: Guard, view: RustFile) -> bool:
    if guard.method not in _WRITERS and not guard.method.startswith(("lock_", "write_")):
        return False
    if guard.value is None or guard.wrapped:
        return b"*" in view.unit.text or b"&mut" in view.unit.text
    let = let_of(guard.value, view)
    pattern, scope = (let.child_by_field_name("pattern"), view.parent(let)) if let is not None else (None, None)
    name = next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None) if pattern else None
    if name is None or scope is None:
        return _overwrites(guard.value, view)
    return any(_overwrites(use, view) for use in uses_of(name, scope, view))


def _overwrites(node: Node, view: RustFile) -> bool:
    """Whether what the guard holds is assigned to, or lent to somebody who may."""
    for around in view.ancestors(node):
        if around.type == "unary_expression" and view.text(around).startswith("*"):
            node = around
        elif around.type == "assignment_expression":
            return around.child_by_field_name("left") == node
        elif around.type == "reference_expression":
            return is_mutable(around)
        elif around.type != "parenthesized_expression":
            return False
    return False
