"""Guards that could be others' as well: all that is done through them is reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import names_in, uses_of
from ..code.calls import argument_index
from ..code.nodes import is_mutable
from ..code.rust_file import RustFile
from ..moves.shared_use import is_shared_use
from ..types.helpers import helper_called
from .guards import Guard, guard_taken
from .held import held, is_dropped
from .lock_uses import occurrences

# Methods that turn a guard into another one.
_TURNING = frozenset({"downgrade", "into_mapped", "try_into_mapped", "downgrade_map", "try_downgrade_map"})
# Methods that change what lies outside of the lock, one at a time.
_OUTSIDE = frozenset(
    {
        "save", "write", "flush", "persist", "edit", "sync", "commit", "dump", "rotate", "compact", "truncate",
        "append", "rename",
    }
)  # fmt: skip
_LOCKING = frozenset({"write", "lock", "blocking_write", "blocking_lock", "write_owned", "lock_owned"})


class Name(NamedTuple):
    """The name that a guard gets, and the node in which it lives; `mutable` when it is bound by `mut`."""

    node: Node
    scope: Node
    mutable: bool


def is_only_read(guard: Guard, file: RustFile) -> bool:
    """Whether the lock could have been taken for reading: something is read through the guard, nothing written.

    What cannot be told counts as written. A guard under which others are locked excludes whom these are shared with.
    """
    guard = _followed(guard, file)
    if guard.value is None or held(guard, file).passed_on:
        return False
    name = _name_of(guard.value, guard.wrapped, file)
    if name is not None:
        return _is_read(name, file) and not any(_locks_others(name, guard.value, file))
    return not guard.wrapped and _is_temporary(guard.value, file) and is_shared_use(guard.value, file)


def _followed(guard: Guard, file: RustFile) -> Guard:
    """The guard of `write_owned().await` is known as others are: it only holds the `Arc` of its lock."""
    around = file.parent(guard.call)
    if guard.value is not None or around is None or around.type != "await_expression":
        return guard
    return guard._replace(value=around, wrapped=False)


def _is_temporary(value: Node, file: RustFile) -> bool:
    """Whether the guard itself is used where it stands, and not its address or the whole of it."""
    around = file.parent(value)
    while around is not None and around.type == "parenthesized_expression":
        around = file.parent(around)
    if around is None:
        return False
    method = around.child_by_field_name("field")
    if method is not None and _acts_outside(file.text(method)):
        return False
    starred = around.type == "unary_expression" and file.bytes_of(around).startswith(b"*")
    return starred or around.type in ("field_expression", "index_expression")


def _name_of(value: Node, wrapped: bool, file: RustFile) -> Name | None:
    around = file.parent(value)
    pattern = around.child_by_field_name("pattern") if around is not None else None
    if around is None or around.type not in ("let_declaration", "let_condition") or pattern is None:
        return None
    if around.child_by_field_name("type") is not None or (wrapped and pattern.type != "tuple_struct_pattern"):
        return None
    names = list(names_in(pattern, file))
    scope = file.parent(around)
    while scope is not None and scope.type == "let_chain":
        scope = file.parent(scope)
    if len(names) != 1 or scope is None or pattern.type not in ("identifier", "mut_pattern", "tuple_struct_pattern"):
        return None
    mutable = is_mutable(around) or b"mut " in file.bytes_of(pattern)
    return Name(names[0], scope, mutable)


def _is_read(name: Name, file: RustFile) -> bool:
    """Whether each use of the name reads, and there is one: without `mut`, nothing can be written through a guard."""
    if file.bytes_of(name.node).startswith(b"_") or _is_in_unknown_macro(name, file):
        return False
    uses = [use for use in uses_of(name.node, name.scope, file) if not is_dropped(use, file)]
    return bool(uses) and all(_reads(use, name.mutable, file) for use in uses)


def _is_in_unknown_macro(name: Name, file: RustFile) -> bool:
    return any(
        node.type == "token_tree" and name.node.end_byte <= node.start_byte < name.scope.end_byte
        for node in occurrences(file.text(name.node), file)
    )


def _reads(use: Node, mutable: bool, file: RustFile) -> bool:
    around = file.parent(use)
    if around is None:
        return False
    if around.type == "field_expression":
        method = around.child_by_field_name("field")
        name = file.text(method) if method is not None else ""
        return name not in _TURNING and not _acts_outside(name) and (not mutable or is_shared_use(use, file))
    if around.type in ("unary_expression", "index_expression"):
        return not mutable or is_shared_use(use, file)
    return around.type == "reference_expression" and _is_lent(around, file)


def _acts_outside(method: str) -> bool:
    return method.split("_")[0] in _OUTSIDE


def _is_lent(reference: Node, file: RustFile) -> bool:
    """`&guard` as an argument of a function of the workspace that wants what is behind it."""
    arguments = file.parent(reference)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    if call is None or call.type != "call_expression" or is_mutable(reference):
        return False
    helper = helper_called(call, argument_index(call, reference), file)
    parameter = helper.parameter.parent if helper is not None else None
    written = parameter.child_by_field_name("type") if parameter is not None else None
    if helper is None or written is None or written.type != "reference_type":
        return False
    return re.search(rb"Guard\b|\bimpl\b|&(?:'\w+\s+)?[A-Z]$", helper.file.bytes_of(written)) is None


def _locks_others(name: Name, value: Node, file: RustFile) -> Iterator[Node]:
    """The locks that are taken for writing under the guard and do not belong to what it guards."""
    for call in file.descendants(name.scope, "call_expression"):
        if call.start_byte < value.end_byte or not _is_locking(call, file):
            continue
        other = guard_taken(call, file)
        if other is not None and not _is_local(other.lock, file):
            yield call


def _is_locking(call: Node, file: RustFile) -> bool:
    function = call.child_by_field_name("function")
    method = function.child_by_field_name("field") if function is not None else None
    return method is not None and file.text(method) in _LOCKING


def _is_local(lock: Node, file: RustFile) -> bool:
    """Whether a lock was reached through a local name, as one that the guard holds is."""
    root = lock
    while root.named_child_count and root.type not in ("identifier", "self"):
        first = root.named_child(0)
        if first is None:
            break
        root = first
    return root.type == "identifier" and not file.bytes_of(root)[:1].isupper()
