"""An async lock that no task ever holds across an `.await` pays for an ability it does not use."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.code.shared import shared
from ...facts.locking.guards import Guard, guard_taken, methods_taking
from ...facts.locking.held import held
from ...facts.locking.lock_uses import uses_of_lock
from ...facts.locking.locks import Lock, lock_behind
from ...finding import Severity
from ...rule import Call, Place, Sighting, methods, rule, saw


@rule(Severity.WARNING, on=methods(*methods_taking(blocking=False)), needs=b".await")
def async_mutex_without_await(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Guards of async locks none of whose guards, in no file, sees an await point."""
    guard = guard_taken(call.node, file)
    if guard is None or guard.blocking or not _released(guard, file):
        return
    lock = lock_behind(guard.lock, file)
    if lock is None or not _is_never_held(lock, file):
        return
    message = f"no guard of `{lock.name}` is held across an `.await`: a blocking `{_kind(guard)}` costs half as much"
    own = lock.view.unit.node == file.unit.node
    related = (Place(lock.declaration, "the lock"),) if own else ()
    yield saw(call, message, related=related, data={"lock": lock.name, "owner": lock.owner})


def _kind(guard: Guard) -> str:
    return (guard.kind or "").rpartition("::")[2]


def _released(guard: Guard, file: RustFile) -> bool:
    where = held(guard, file)
    return not where.awaits and not where.passed_on


def _is_never_held(lock: Lock, file: RustFile) -> bool:
    """A local lock is known by its own unit; the others are judged once for all places that take them."""
    if lock.declaration.type == "identifier":
        return _never_held(lock, file)
    question = ("never held", lock.owner, lock.name, lock.view.unit.text)
    return shared(question, file, lambda aside: _never_held(lock, aside))


def _never_held(lock: Lock, file: RustFile) -> bool:
    uses = uses_of_lock(lock, file)
    return all(not use.away and (use.guard is None or _released(use.guard, use.view)) for use in uses)
