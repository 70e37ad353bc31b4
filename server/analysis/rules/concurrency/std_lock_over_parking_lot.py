"""A lock of std beside `parking_lot`: larger, poisoned by a panic, and unwrapped wherever it is taken."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.paths import canonical
from ...facts.code.rust_file import RustFile
from ...facts.locking.locks import lock_declared
from ...facts.locking.poisoning import only_unwraps
from ...finding import Severity
from ...rule import Call, Sighting, rule, saw, types

_LOCKS = frozenset({"std::sync::Mutex", "std::sync::RwLock"})


@rule(Severity.SUGGESTION, on=types("Mutex", "RwLock"), default=False)
def std_lock_over_parking_lot(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Fields and statics whose lock is always unwrapped, where the crate has the other library already."""
    named = call.node.child_by_field_name("type")
    path = canonical(named, file) if named is not None and file.crate.uses("parking_lot") else None
    if path not in _LOCKS or named is None or file.names.mentioning("Condvar"):
        return
    lock = lock_declared(call.node, file)
    if lock is None or not only_unwraps(lock, file):
        return
    word = path.rpartition("::")[2]
    message = f"`{lock.name}` is unwrapped wherever it is locked: `parking_lot::{word}` has no poison, and is smaller"
    yield saw(call, message, data={"kind": path})
