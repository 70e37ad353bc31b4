"""What is lost with a future that is dropped before it is done: of library methods by their tables, of the
workspace's async functions by what they await.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.declared import body_print_of, name_of
from ...syntax.units import Unit
from ..code.awaits import awaits_below
from ..code.bindings import Binding, binding_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.rust_file import RustFile, expression
from ..code.workspace_functions import Version, fact_of, function_of_unit
from ..data import cancellation
from ..data.cancellation_kinds import Dropped
from ..data.method_names import WRAPPING_METHODS
from ..data.schema import facts_by_name, names_of
from ..types.expressions import receiver_type
from ..types.helpers import functions_called
from ..types.returned import is_async
from .await_arms import arguments
from .lasting import lasting_name

_OF_STREAMS = {path.rpartition("::")[2]: what for path, what in facts_by_name(cancellation.OF_STREAMS).items()}
_FUNCTIONS = facts_by_name(cancellation.FUNCTIONS, cancellation.OF_STREAMS)
_OF_TYPES = facts_by_name(cancellation.OF_TYPES)

_TIMED = frozenset(names_of(cancellation.TIME_LIMITS))
_PINNED = frozenset({"std::boxed::Box::pin", "std::pin::pin", "futures::future::maybe_done", "std::pin::Pin::new"})
_CHAINED = WRAPPING_METHODS | {"map", "map_err", "map_ok", "and_then", "then", "inspect", "timeout", "or_else"}
_JOINED = frozenset({"join", "try_join", "pin"})
_TAKING = frozenset({"recv", "recv_async", "next", "try_next", "try_recv", "pop", "pop_front", "pop_back", "take"})
_DEPTH = 3


class Loss(NamedTuple):
    """What dropping a future loses: `via` is the library's method, `of` what outlives the future and notices.

    `of` is a name in the function that the future is made in; for the message of a `send` it is where it was taken.
    """

    what: Dropped
    via: str
    call: Node
    of: Node


class _Own(NamedTuple):
    """The same of a whole function: `of` is the place of the parameter, -1 for `self`."""

    what: Dropped
    via: str
    of: int


def losses(future: Node, file: RustFile, loop: Node | None, depth: int = 0) -> Iterator[Loss]:
    """What is lost when a future that is made anew in each round of a loop is dropped.

    Without a loop, what a function that awaits the future loses of `self` and its parameters.
    """
    for call in _awaited(expression(future), file):
        found = _of_call(call, file, loop, depth)
        if found is not None:
            yield found


def _awaited(future: Node, file: RustFile) -> Iterator[Node]:
    """The calls that a future waits for, through what is wrapped around them."""
    if future.type == "async_block":
        for point in awaits_below(future, file):
            if point.type == "await_expression":
                yield from _awaited(expression(point.named_children[0]), file)
    elif future.type == "macro_invocation" and called_name(future, file) in _JOINED:
        for argument in file.arguments_of_macro(future):
            yield from _awaited(argument, file)
    elif future.type == "call_expression":
        inner = _wrapped(future, file)
        if inner is None:
            yield future
        else:
            yield from _awaited(expression(inner), file)


def _wrapped(call: Node, file: RustFile) -> Node | None:
    receiver, given = receiver_of(call), arguments(call)
    if receiver is not None:
        chained = receiver.type in ("call_expression", "async_block") and called_name(call, file) in _CHAINED
        return receiver if chained else None
    path = callee_path(call, file)
    if path in _TIMED and len(given) == 2:
        return given[1]
    return given[0] if path in _PINNED and given else None


def _of_call(call: Node, file: RustFile, loop: Node | None, depth: int) -> Loss | None:
    what = dropped_by(call, file)
    if what is None:
        return _of_workspace(call, file, loop, depth)
    name, receiver, given = called_name(call, file), receiver_of(call), arguments(call)
    if what in (Dropped.NOTHING, Dropped.TURN):
        return None
    if what is Dropped.MESSAGE:
        return _of_message(given[-1], call, file, loop) if given else None
    holder = receiver if receiver is not None else next(iter(given), None)
    of = lasting_name(holder, file, loop) if holder is not None else None
    if of is None or (what is Dropped.QUEUE and not _is_shared(of, file)):
        return None
    if what is Dropped.BUFFER:
        buffer = given[-1] if given else None
        kept = buffer is not None and lasting_name(buffer, file, loop) is not None
        return None if kept and not _is_cleared(buffer, file, loop) else Loss(Dropped.READ, name, call, of)
    return Loss(what, name, call, of)


def _is_shared(lock: Node, file: RustFile) -> bool:
    """Whether others may wait for a lock or semaphore as well: it came from outside of the function, or is a clone."""
    let = lock.parent
    value = let.child_by_field_name("value") if let is not None and let.type == "let_declaration" else None
    if lock.type == "self" or (value is not None and b"clone(" in file.bytes_of(value)):
        return True
    parameters = file.unit.node.child_by_field_name("parameters")
    return parameters is not None and parameters.start_byte <= lock.start_byte < parameters.end_byte


def dropped_by(call: Node, file: RustFile) -> Dropped | None:
    """What a method or function of a library loses; None for what no table knows."""
    name = called_name(call, file)
    if receiver_of(call) is None:
        return _FUNCTIONS.get(callee_path(call, file))
    if functions_called(call, file):
        return None
    owner = receiver_type(call, file)
    if owner is not None and (known := _OF_TYPES.get(f"{owner.path}::{name}")) is not None:
        return known
    is_foreign = owner is None or not owner.path.startswith(("self::", "crate::"))
    return _OF_STREAMS.get(name) if is_foreign else None


def _is_cleared(buffer: Node | None, file: RustFile, loop: Node | None) -> bool:
    """Whether each round empties the buffer, and what a dropped future has put there with it."""
    name = lasting_name(buffer, file, loop) if buffer is not None else None
    if name is None or loop is None:
        return False
    body = file.bytes_of(loop)
    return any(file.bytes_of(name) + ending in body for ending in (b".clear()", b" = Vec::new()", b" = vec![]"))


def _of_message(message: Node, call: Node, file: RustFile, loop: Node | None) -> Loss | None:
    """The message itself where it was taken before or is a parameter; what the function itself took it out of."""
    taken = _taken(message, file, loop)
    if taken is None:
        return None
    given = {file.bytes_of(name) for name in (message, *file.descendants(message, "identifier"))}
    what = Dropped.MESSAGE if file.bytes_of(taken) in given else Dropped.ITEMS
    return Loss(what, called_name(call, file), call, taken)


def _taken(message: Node, file: RustFile, loop: Node | None) -> Node | None:
    """Where the message was taken from that a `send` is given: it is not there any more when the send is dropped."""
    names = [n for n in (message, *file.descendants(message, "identifier")) if n.type == "identifier"]
    for name in names:
        binding = binding_of(name, file)
        if binding is None or _is_cloned(name, file):
            continue
        if loop is None and binding.kind == "parameter":
            return binding.name
        inside = loop is not None and loop.start_byte <= binding.name.start_byte
        if loop is None or inside:
            taken = _source_of(binding, file)
            if taken is not None:
                return binding.name if loop is not None else lasting_name(taken, file, None)
    return None


def _source_of(binding: Binding, file: RustFile) -> Node | None:
    """What a value was taken out of: the receiver of `recv`, `next` or `pop`, or what a `for` consumes."""
    if binding.value is None:
        return None
    if binding.kind == "for":
        return binding.value if binding.value.type != "reference_expression" else None
    for call in (binding.value, *file.descendants(binding.value, "call_expression")):
        if call.type == "call_expression" and called_name(call, file) in _TAKING:
            return receiver_of(call)
    return None


def _is_cloned(name: Node, file: RustFile) -> bool:
    """Whether only a copy of a value is given: `item.clone()`, `&item`."""
    above = file.parent(name)
    return above is not None and above.type in ("field_expression", "reference_expression")


def _of_workspace(call: Node, file: RustFile, loop: Node | None, depth: int) -> Loss | None:
    """What the function of the workspace that is called loses of what it is given."""
    units = functions_called(call, file) if depth < _DEPTH else ()
    if len(units) != 1 or units[0].node.type != "function_item" or not is_async(units[0].node):
        return None
    for own in _own_losses(units[0], file, depth):
        value = _passed(call, own.of)
        if own.what is Dropped.MESSAGE and own.of >= 0:
            of = _taken(value, file, loop) if value is not None else None
        else:
            of = lasting_name(value, file, loop) if value is not None else None
        if of is not None:
            return Loss(own.what, own.via, call, of)
    return None


def _passed(call: Node, index: int) -> Node | None:
    receiver, given = receiver_of(call), arguments(call)
    if index < 0:
        return receiver if receiver is not None else next(iter(given), None)
    return given[index] if index < len(given) else None


def _own_losses(unit: Unit, file: RustFile, depth: int) -> tuple[_Own, ...]:
    version = Version(function_of_unit(unit, file), body_print_of(unit))
    file.names.of(unit.path).mentioning(name_of(unit))
    found = fact_of(f"cancellation {depth}", version, file.names.ground, lambda view: _work_out(view, depth))
    return found or ()


def _work_out(view: RustFile, depth: int) -> tuple[_Own, ...]:
    body = view.unit.node.child_by_field_name("body")
    found: list[_Own] = []
    for point in awaits_below(body, view) if body is not None else ():
        if point.type != "await_expression":
            continue
        for loss in losses(point.named_children[0], view, None, depth + 1):
            index = _index_of(loss.of, view)
            if loss.what is not Dropped.QUEUE and index is not None:
                found.append(_Own(loss.what, loss.via, index))
    return tuple(dict.fromkeys(found))


def _index_of(name: Node, view: RustFile) -> int | None:
    """Which parameter a name is; -1 for `self`."""
    if name.type == "self":
        return -1
    parameters = view.unit.node.child_by_field_name("parameters")
    named = [each for each in parameters.named_children if each.type == "parameter"] if parameters is not None else []
    return next((i for i, each in enumerate(named) if each.start_byte <= name.start_byte < each.end_byte), None)
