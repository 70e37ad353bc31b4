"""Waits through which a pooled connection is held although they do not use it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..awaiting.await_steps import Step, step_of
from ..awaiting.independence import asks_over_http
from ..awaiting.waits_per_item import says
from ..code.awaits import awaits_below
from ..code.bindings import names_in
from ..code.calls import called_name, callee_path, receiver_of
from ..code.loops import LOOPS
from ..code.rust_file import RustFile, expression
from ..locking.guards import Guard
from ..locking.held import held
from ..running.cold_paths import runs_on_errors_only
from ..types.helpers import async_body_of
from .pools import connection_taken

_DEPTH = 2
_PAUSES = ("tokio::time::sleep", "async_std::task::sleep", "smol::Timer::after")
_MAILERS = re.compile(r"(?i)(^|[._])(mailer|smtp|smtp_client|\w*transport|email_client)(\(\))?$")
# One connection is needed where it remembers something: a transaction, a lock, a setting, a subscription.
_REMEMBERS = re.compile(
    rb"(\.|::)(begin\w*|\w*transaction|savepoint|for_update|into_pubsub|p?subscribe|copy_(in|out)\w*|detach|leak)\("
    rb"|(?i:advisory|\bLISTEN\b|FOR UPDATE|\bSET (LOCAL|SESSION)|TEMP(ORARY)? TABLE|LOCK TABLE)|\bWATCH\b|\bMULTI\b"
)


class Wait(NamedTuple):
    """An await that does not use the connection: `again` when it waits for another one of the pool."""

    place: Node
    name: str
    again: bool


def idle_waits(guard: Guard, file: RustFile) -> list[Wait]:
    """The awaits for something far away, or for another connection, that the connection is alive through."""
    bound = _bound(guard, file)
    if bound is None:
        return []
    name, scope = bound
    if _REMEMBERS.search(file.data[guard.call.start_byte : scope.end_byte]):
        return []
    names = _borrowing(file.bytes_of(name), scope, file)
    found: list[Wait] = []
    for point in held(guard, file).awaits:
        if point.type != "await_expression" or says(point, names, file) or runs_on_errors_only(point, file):
            continue
        step = step_of(point, file)
        if step is None or _belongs_to_loop(step, scope, names - {file.bytes_of(name)}, file):
            continue
        kind = _kind(step, guard, file)
        if kind is not None:
            found.append(Wait(point, called_name(step.call, file), kind == "again"))
    return found


def _bound(guard: Guard, file: RustFile) -> tuple[Node, Node] | None:
    """The name that holds the connection, and the scope of the name."""
    value = guard.value
    if value is None:
        return None
    for around in file.ancestors(value):
        pattern = around.child_by_field_name("pattern")
        if around.type in ("let_declaration", "let_condition"):
            names = list(names_in(pattern, file)) if pattern is not None else []
            scope = next((a for a in file.ancestors(around) if a.type in ("block", "if_expression")), None)
            return (names[0], scope) if len(names) == 1 and scope is not None else None
        if around.type != "match_expression" or around.child_by_field_name("value") != value:
            return None
    return None


def _borrowing(name: bytes, scope: Node, file: RustFile) -> set[bytes]:
    """The connection's name and those of what borrows it: a stream, a repository, a reference."""
    names = {name}
    for let in file.descendants(scope, "let_declaration"):
        pattern, value = let.child_by_field_name("pattern"), let.child_by_field_name("value")
        if pattern is None or value is None or b".await" in file.bytes_of(value):
            continue
        if says(value, names, file):
            names |= {file.bytes_of(each) for each in names_in(pattern, file)}
    return names


def _belongs_to_loop(step: Step, scope: Node, borrowing: set[bytes], file: RustFile) -> bool:
    """A pause between the rounds of a worker with a connection of its own, or a wait amid rows that still come."""
    pauses = callee_path(step.call, file) in _PAUSES
    for around in file.ancestors(step.statement):
        if around == scope:
            return False
        head = around.child_by_field_name("value") or around.child_by_field_name("condition")
        if around.type in LOOPS and (pauses or (head is not None and says(head, borrowing, file))):
            return True
    return False


def _kind(step: Step, guard: Guard, file: RustFile) -> str | None:
    """Why a wait is long: `far` for another machine or a pause, `again` for another connection."""
    if connection_taken(step.call, file) is not None:
        return "again"
    view = async_body_of(step.call, file)
    if view is not None:
        return _kind_inside(view, _DEPTH)
    if _is_far(step, file):
        return "far"
    pool = guard.lock
    is_place = pool.type in ("identifier", "field_expression") and file.text(pool) != "self"
    given = step.call.child_by_field_name("arguments")
    pattern = rb"(?<![\w.])" + re.escape(file.bytes_of(pool)) + rb"\b(?!\s*\.\s*(?!clone\b)\w)"
    return "again" if is_place and given is not None and re.search(pattern, file.bytes_of(given)) else None


def _is_far(step: Step, file: RustFile) -> bool:
    """A request, a mail or a pause."""
    receiver, name = receiver_of(step.call), called_name(step.call, file)
    if callee_path(step.call, file) in (*_PAUSES, "reqwest::get") or asks_over_http(step.call, file):
        return True
    arguments = step.call.child_by_field_name("arguments")
    if name != "send" or receiver is None or arguments is None:
        return False
    receiver = expression(receiver)
    mailed = _MAILERS.search(file.text(receiver)) is not None
    return mailed or (receiver.type == "call_expression" and not arguments.named_children)


def _kind_inside(view: RustFile, depth: int) -> str | None:
    """What a function of the workspace waits for in its body."""
    found: str | None = None
    for point in awaits_below(view.unit.node, view):
        step = step_of(point, view) if point.type == "await_expression" else None
        if step is None or runs_on_errors_only(point, view):
            continue
        if connection_taken(step.call, view) is not None:
            return "again"
        inner = async_body_of(step.call, view)
        if inner is not None:
            found = (_kind_inside(inner, depth - 1) if depth else None) or found
        elif _is_far(step, view):
            found = "far"
        if found == "again":
            return found
    return found
