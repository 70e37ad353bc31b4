"""What an async function of the workspace waits for in its own body, and which functions it leaves that to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import KNOWN, macro_name, token_tree
from ...syntax.test_code import is_test_unit
from ..code.awaits import awaits_below
from ..code.calls import called_name, callee_path, receiver_of, receivers
from ..code.ground import Ground
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.type_model import peeled
from ..code.workspace_functions import Function, Version, fact_of, function_of_unit
from ..data.cancellation import TIME_LIMITS
from ..data.far_waits import PLACES
from ..data.schema import fact_above, facts_by_name, names_of
from ..data.wait_kinds import Waits
from ..running.cold_paths import runs_on_errors_only
from ..types.expressions import receiver_type, type_of
from ..types.helpers import functions_called
from ..types.returned import is_async
from .await_steps import step_of
from .cached_answers import only_if_missing

_PLACES = facts_by_name(PLACES)
_LOCKS = frozenset({"lock", "read", "write", "lock_owned", "read_owned", "write_owned"})
_SENDER = re.compile(r"(?i)(^|_|\.)(tx|sender|chan)$")
_READS = re.compile(rb"\bfs::|\b(read|write)(_exact|_all)?_at\(|\bsync_(all|data)\(")
_CALLED = re.compile(rb"\b([a-z]\w*)\s*\(")
_FUTURE = re.compile(rb"Fut|Pin<|impl\b|dyn\b")
_CACHE = re.compile(r"(?i)cache(\(\))?$")
_CUTS = frozenset(names_of(TIME_LIMITS))


class OwnWaits(NamedTuple):
    """What the awaits of a body stand for themselves, and the functions that the others call.

    `names` are methods that are called on values of which the type is not known, `said` what unknown macros may call.
    """

    waits: Waits
    callees: tuple[Function, ...]
    names: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def own_waits(ground: Ground, version: Version) -> OwnWaits:
    """What a function waits for, worked out once for each body that it has."""
    return fact_of("own waits", version, ground, _own_waits) or OwnWaits(Waits.UNKNOWN, ())


def _own_waits(view: RustFile) -> OwnWaits:
    if not is_async(view.unit.node):
        given = view.unit.node.child_by_field_name("return_type")
        makes_future = given is not None and _FUTURE.search(view.bytes_of(given)) is not None
        return OwnWaits(Waits.UNKNOWN if makes_future else Waits.NOTHING, ())
    waits, callees, names = Waits.NOTHING, dict[Function, None](), set[str]()
    for point in awaits_below(view.unit.node, view):
        if runs_on_errors_only(point, view) or only_if_missing(point, view):
            continue
        step = step_of(point, view) if point.type == "await_expression" else None
        call = _behind_limit(step.call, view) if step is not None else None
        if call is None:
            waits |= _awaited_value(point, view)
            continue
        found = [*_in_chain(call, view), *_handed(call, view)]
        callees |= dict.fromkeys(found)
        here = waits_of_library(call, view) if not found else Waits.NOTHING
        if here is Waits.UNKNOWN and may_be_any(call, view):
            names.add(called_name(call, view))
        else:
            waits |= here
    return OwnWaits(waits, tuple(callees), tuple(sorted(names)), tuple(_said_in_macros(view)))


def _said_in_macros(view: RustFile) -> Iterator[str]:
    """What macros that are not known may call: `delegate!(self, store(key))` waits for a `store`."""
    for macro in view.descendants(view.unit.node, "macro_invocation"):
        tree = token_tree(macro)
        if tree is not None and macro_name(macro, view.data).encode() not in KNOWN and b"self" in view.bytes_of(tree):
            yield from (name.decode() for name in _CALLED.findall(view.bytes_of(tree)))


def _in_chain(call: Node, view: RustFile) -> list[Function]:
    """The functions that the last known link of a chain means; what follows it adapts its future."""
    links = (functions_to_wait_for(link, view) for link in receivers(call))
    return next((found for found in links if found), [])


def _handed(call: Node, view: RustFile) -> Iterator[Function]:
    """The functions whose futures a stream waits for: `stream.try_for_each(|key| self.delete(key))`."""
    if receiver_of(call) is None:
        return
    for closure in view.descendants(call, "closure_expression"):
        for inner in view.descendants(closure, "call_expression"):
            yield from functions_to_wait_for(inner, view)


def functions_to_wait_for(call: Node, file: RustFile) -> list[Function]:
    """The async functions of the workspace that an awaited call may mean, or those of traits."""
    units = [unit for unit in functions_called(call, file) if not is_test_unit(unit)]
    known = all(is_async(unit.node) or unit.node.type == "function_signature_item" for unit in units)
    return [function_of_unit(unit, file) for unit in units] if known else []


def may_be_any(call: Node, file: RustFile) -> bool:
    """Whether a method with a name of its own is called on a value of a type that is not known, or a trait's."""
    if receiver_of(call) is None or "_" not in called_name(call, file):
        return False
    held = receiver_type(call, file)
    return held is None or held.path in ("dyn", "impl")


def _behind_limit(call: Node, view: RustFile) -> Node | None:
    """The call that a time limit is put on."""
    if callee_path(call, view) not in _CUTS:
        return call
    arguments = call.child_by_field_name("arguments")
    last = arguments.named_children[-1] if arguments is not None and arguments.named_children else None
    return last if last is not None and last.type == "call_expression" else None


def _awaited_value(point: Node, view: RustFile) -> Waits:
    """What an awaited variable stands for: a task that was aborted is gone at once."""
    value = expression(point.named_children[0]) if point.type == "await_expression" else None
    if value is None:
        return Waits.UNKNOWN
    if b"%s.abort()" % view.bytes_of(value) in view.data[view.unit.start : point.start_byte]:
        return Waits.NEAR
    held = peeled(type_of(value, view))
    return _known(held.path) if held is not None else Waits.UNKNOWN


def waits_of_library(call: Node, file: RustFile) -> Waits:
    """What a call waits for that is no function of the workspace, by the types and paths in its chain."""
    name, receiver = called_name(call, file), receiver_of(call)
    for path in _paths(call, file):
        found = _known(path)
        if found is not Waits.UNKNOWN:
            return found
    if receiver is None:
        in_pool = callee_path(call, file) == "tokio::task::spawn_blocking" and _READS.search(file.bytes_of(call))
        return Waits.NEAR if in_pool else Waits.UNKNOWN
    if name == "get" and _CACHE.search(file.text(receiver)) is not None:
        return Waits.NEAR
    is_lock = name in _LOCKS and not _has_arguments(call)
    is_send = name == "send" and _has_arguments(call) and _SENDER.search(file.text(receiver)) is not None
    return Waits.NEAR if is_lock or is_send else Waits.UNKNOWN


def _known(path: str) -> Waits:
    found = fact_above(path, _PLACES)
    return Waits.UNKNOWN if found is None else found


def _paths(call: Node, file: RustFile) -> Iterator[str]:
    """The types that the calls of a chain are made on, and what it begins with."""
    root: Node | None = call
    for link in receivers(call):
        held = receiver_type(link, file)
        if held is not None:
            yield held.path
        root = link
    receiver = receiver_of(root) if root is not None else None
    if receiver is not None and receiver.type == "macro_invocation":
        made = receiver.child_by_field_name("macro")
        yield (canonical(made, file) if made is not None else None) or ""
    elif root is not None and receiver is None:
        yield callee_path(root, file)


def _has_arguments(call: Node) -> bool:
    arguments = call.child_by_field_name("arguments")
    return arguments is not None and bool(arguments.named_children)
