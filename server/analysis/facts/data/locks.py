"""Locks by canonical type: which methods take them, and in what the guard is wrapped.

`guard` is the guard itself, `result` and `option` hold it, `future` gives it once awaited, `owned` is a future of a
guard that holds an `Arc` of its lock. Sources: the documentation of each crate.
"""

from __future__ import annotations

from typing import NamedTuple


class LockType(NamedTuple):
    """What a lock is: its family, whether waiting for it stops the thread, and the wrapping by method."""

    family: str
    blocking: bool
    methods: dict[str, str]


_STD_MUTEX = {"lock": "result", "try_lock": "result"}
_STD_RWLOCK = {"read": "result", "write": "result", "try_read": "result", "try_write": "result"}
_PARKING_MUTEX = {
    "lock": "guard", "try_lock": "option", "try_lock_for": "option", "try_lock_until": "option",
    "lock_arc": "guard", "try_lock_arc": "option",
}  # fmt: skip
_PARKING_RWLOCK = {
    "read": "guard", "write": "guard", "upgradable_read": "guard", "read_recursive": "guard", "read_arc": "guard",
    "write_arc": "guard", "try_read": "option", "try_write": "option", "try_read_for": "option",
    "try_write_for": "option", "try_upgradable_read": "option",
}  # fmt: skip
_CELL = {"borrow": "guard", "borrow_mut": "guard", "try_borrow": "result", "try_borrow_mut": "result"}
_ASYNC_MUTEX = {"lock": "future", "try_lock": "option", "lock_owned": "owned", "lock_arc": "owned"}
_ASYNC_RWLOCK = {
    "read": "future", "write": "future", "upgradable_read": "future", "try_read": "option", "try_write": "option",
    "read_arc": "owned", "write_arc": "owned",
}  # fmt: skip
_TOKIO_MUTEX = {
    "lock": "future", "lock_owned": "owned", "try_lock": "result", "try_lock_owned": "result",
    "blocking_lock": "guard",
}  # fmt: skip
_TOKIO_RWLOCK = {
    "read": "future", "write": "future", "read_owned": "owned", "write_owned": "owned", "try_read": "result",
    "try_write": "result", "blocking_read": "guard", "blocking_write": "guard",
}  # fmt: skip

_REQUEST = {"extensions": "guard", "extensions_mut": "guard", "connection_info": "guard", "cookies": "result"}

LOCKS: dict[str, LockType] = {
    "std::sync::Mutex": LockType("std", True, _STD_MUTEX),
    "std::sync::RwLock": LockType("std", True, _STD_RWLOCK),
    "std::sync::ReentrantLock": LockType("std", True, {"lock": "guard"}),
    "parking_lot::Mutex": LockType("parking_lot", True, _PARKING_MUTEX),
    "parking_lot::FairMutex": LockType("parking_lot", True, _PARKING_MUTEX),
    "parking_lot::ReentrantMutex": LockType("parking_lot", True, _PARKING_MUTEX),
    "parking_lot::RwLock": LockType("parking_lot", True, _PARKING_RWLOCK),
    "spin::Mutex": LockType("spin", True, {"lock": "guard", "try_lock": "option"}),
    "spin::RwLock": LockType("spin", True, {"read": "guard", "write": "guard", "upgradeable_read": "guard"}),
    "std::cell::RefCell": LockType("RefCell", True, _CELL),
    "atomic_refcell::AtomicRefCell": LockType("RefCell", True, _CELL),
    "actix_web::HttpRequest": LockType("RefCell", True, _REQUEST),
    "actix_web::dev::ServiceRequest": LockType("RefCell", True, _REQUEST),
    "tokio::sync::Mutex": LockType("tokio", False, _TOKIO_MUTEX),
    "tokio::sync::RwLock": LockType("tokio", False, _TOKIO_RWLOCK),
    "futures::lock::Mutex": LockType("futures", False, _ASYNC_MUTEX),
    "async_std::sync::Mutex": LockType("async_std", False, _ASYNC_MUTEX),
    "async_std::sync::RwLock": LockType("async_std", False, _ASYNC_RWLOCK),
    "async_lock::Mutex": LockType("async_lock", False, _ASYNC_MUTEX),
    "async_lock::RwLock": LockType("async_lock", False, _ASYNC_RWLOCK),
    "smol::lock::Mutex": LockType("async_lock", False, _ASYNC_MUTEX),
    "smol::lock::RwLock": LockType("async_lock", False, _ASYNC_RWLOCK),
}

# Guards by their canonical type: the lock that they are of.
GUARDS: dict[str, str] = {
    "std::sync::MutexGuard": "std::sync::Mutex",
    "std::sync::RwLockReadGuard": "std::sync::RwLock",
    "std::sync::RwLockWriteGuard": "std::sync::RwLock",
    "parking_lot::MutexGuard": "parking_lot::Mutex",
    "parking_lot::MappedMutexGuard": "parking_lot::Mutex",
    "parking_lot::RwLockReadGuard": "parking_lot::RwLock",
    "parking_lot::RwLockWriteGuard": "parking_lot::RwLock",
    "parking_lot::RwLockUpgradableReadGuard": "parking_lot::RwLock",
    "parking_lot::MappedRwLockReadGuard": "parking_lot::RwLock",
    "parking_lot::MappedRwLockWriteGuard": "parking_lot::RwLock",
    "std::cell::Ref": "std::cell::RefCell",
    "std::cell::RefMut": "std::cell::RefCell",
}

# Names that methods which hand out a guard of a lock inside often have, beside those of the locks.
HELPER_METHODS: tuple[str, ...] = (
    "acquire", "borrow_inner", "conn", "connection", "data", "db", "get_conn", "get_connection", "get_inner",
    "get_lock", "get_state", "guard", "inner", "inner_mut", "lock_conn", "lock_data", "lock_db",
    "lock_inner", "lock_map", "lock_state", "locked", "read_inner", "read_lock", "read_state", "shared", "state",
    "state_mut", "try_guard", "try_lock_inner", "write_inner", "write_lock", "write_state",
)  # fmt: skip

# Functions that take a guard and give one of the same lock: `MutexGuard::map(g, ..)`, `Condvar::wait(g)`.
GUARD_TO_GUARD: frozenset[str] = frozenset(
    {
        "map", "try_map", "filter_map", "upgrade", "try_upgrade", "downgrade", "downgrade_to_upgradable", "wait",
        "wait_while", "wait_timeout", "wait_timeout_while", "downgrade_map",
    }
)  # fmt: skip

# Methods that turn the wrapping of a guard into another one, by what they leave it in.
UNWRAPPING: dict[str, str] = {
    "unwrap": "guard", "expect": "guard", "unwrap_or_else": "guard", "unwrap_unchecked": "guard",
    "into_inner": "guard", "ok": "option", "ok_or": "result", "ok_or_else": "result", "map_err": "result",
    "context": "result", "with_context": "result", "wrap_err": "result", "inspect_err": "result",
    "or_else": "result",
}  # fmt: skip

BLOCKING_METHODS: tuple[str, ...] = tuple(
    sorted({method for kind in LOCKS.values() if kind.blocking for method in kind.methods})
)
ASYNC_METHODS: tuple[str, ...] = tuple(
    sorted({method for kind in LOCKS.values() if not kind.blocking for method in kind.methods})
)
