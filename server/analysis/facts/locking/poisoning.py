"""Whether a lock of std relies on poisoning: on finding out that a thread panicked while it held the lock."""

from __future__ import annotations

from ..code.rust_file import RustFile
from .guards import Guard, receiver_and_method
from .lock_uses import uses_of_lock
from .locks import Lock

_TAKING = frozenset({"lock", "read", "write"})
_ALIKE = frozenset({"unwrap", "expect"})


def only_unwraps(lock: Lock, file: RustFile) -> bool:
    """Whether all that takes the lock is seen, and panics on a poisoned one."""
    uses = list(uses_of_lock(lock, file))
    taken = [use for use in uses if use.guard is not None]
    return bool(taken) and all(
        use.made is not None or (use.guard is not None and _is_unwrapped(use.guard, use.view)) for use in uses
    )


def _is_unwrapped(guard: Guard, view: RustFile) -> bool:
    value = guard.value
    if guard.wrapped or value is None or guard.method not in _TAKING:
        return False
    receiver, method = receiver_and_method(value.child_by_field_name("function"))
    return receiver == guard.call and method is not None and view.text(method) in _ALIKE
