"""Locks by canonical type: which methods take them, and in what the guard is wrapped.

`guard` is the guard itself, `result` and `option` hold it, `future` gives it once awaited, `owned` is a future of a
guard that holds an `Arc` of its lock.
"""

from __future__ import annotations

from typing import NamedTuple

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio/sync"
_PARKING_LOT = f"{_DOCS}/parking_lot/latest/parking_lot"
_ACTIX = f"{_DOCS}/actix-web/latest/actix_web"


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

LOCKS: tuple[Known[LockType], ...] = (
    known(LockType("std", True, _STD_MUTEX), f"{_STD}/sync/struct.Mutex.html", "std::sync::Mutex"),
    known(LockType("std", True, _STD_RWLOCK), f"{_STD}/sync/struct.RwLock.html", "std::sync::RwLock"),
    known(
        LockType("std", True, {"lock": "guard"}), f"{_STD}/sync/struct.ReentrantLock.html", "std::sync::ReentrantLock"
    ),
    known(
        LockType("parking_lot", True, _PARKING_MUTEX), f"{_PARKING_LOT}/type.Mutex.html",
        *below("parking_lot", "Mutex FairMutex ReentrantMutex"),
    ),
    known(LockType("parking_lot", True, _PARKING_RWLOCK), f"{_PARKING_LOT}/type.RwLock.html", "parking_lot::RwLock"),
    known(LockType("spin", True, {"lock": "guard", "try_lock": "option"}), f"{_DOCS}/spin/latest/spin/", "spin::Mutex"),
    known(
        LockType("spin", True, {"read": "guard", "write": "guard", "upgradeable_read": "guard"}),
        f"{_DOCS}/spin/latest/spin/",
        "spin::RwLock",
    ),
    known(LockType("RefCell", True, _CELL), f"{_STD}/cell/struct.RefCell.html", "std::cell::RefCell"),
    known(
        LockType("RefCell", True, _CELL), f"{_DOCS}/atomic_refcell/latest/atomic_refcell/",
        "atomic_refcell::AtomicRefCell",
    ),
    known(
        LockType("RefCell", True, _REQUEST), f"{_ACTIX}/struct.HttpRequest.html",
        *below("actix_web", "HttpRequest dev::ServiceRequest"),
    ),
    known(LockType("tokio", False, _TOKIO_MUTEX), f"{_TOKIO}/struct.Mutex.html", "tokio::sync::Mutex"),
    known(LockType("tokio", False, _TOKIO_RWLOCK), f"{_TOKIO}/struct.RwLock.html", "tokio::sync::RwLock"),
    known(
        LockType("futures", False, _ASYNC_MUTEX), f"{_DOCS}/futures/latest/futures/lock/struct.Mutex.html",
        "futures::lock::Mutex",
    ),
    known(
        LockType("async_std", False, _ASYNC_MUTEX), f"{_DOCS}/async-std/latest/async_std/sync/struct.Mutex.html",
        "async_std::sync::Mutex",
    ),
    known(
        LockType("async_std", False, _ASYNC_RWLOCK), f"{_DOCS}/async-std/latest/async_std/sync/struct.RwLock.html",
        "async_std::sync::RwLock",
    ),
    known(
        LockType("async_lock", False, _ASYNC_MUTEX), f"{_DOCS}/async-lock/latest/async_lock/struct.Mutex.html",
        *below("async_lock smol::lock", "Mutex"),
    ),
    known(
        LockType("async_lock", False, _ASYNC_RWLOCK), f"{_DOCS}/async-lock/latest/async_lock/struct.RwLock.html",
        *below("async_lock smol::lock", "RwLock"),
    ),
)  # fmt: skip

# Guards, by the lock that they are of.
GUARDS: tuple[Known[str], ...] = (
    known("std::sync::Mutex", f"{_STD}/sync/struct.MutexGuard.html", "std::sync::MutexGuard"),
    known("std::sync::RwLock", f"{_STD}/sync/index.html", *below("std::sync", "RwLockReadGuard RwLockWriteGuard")),
    known("parking_lot::Mutex", f"{_PARKING_LOT}/index.html", *below("parking_lot", "MutexGuard MappedMutexGuard")),
    known(
        "parking_lot::RwLock", f"{_PARKING_LOT}/index.html",
        *below("parking_lot", "RwLockReadGuard RwLockWriteGuard RwLockUpgradableReadGuard"),
        *below("parking_lot", "MappedRwLockReadGuard MappedRwLockWriteGuard"),
    ),
    known("std::cell::RefCell", f"{_STD}/cell/index.html", *below("std::cell", "Ref RefMut")),
)  # fmt: skip

# Functions that take a guard and give one of the same lock, or its mapped kind.
GUARD_TO_GUARD: tuple[Known[str], ...] = (
    known("same lock", f"{_STD}/cell/struct.Ref.html", *below("std::cell::Ref", "map filter_map")),
    known(
        "same lock", f"{_PARKING_LOT}/index.html",
        *below("parking_lot::MutexGuard", "map try_map"),
        *below("parking_lot::RwLockUpgradableReadGuard", "upgrade try_upgrade downgrade"),
        "parking_lot::RwLockWriteGuard::downgrade_to_upgradable",
    ),
    known("same lock", f"{_TOKIO}/struct.RwLockWriteGuard.html", "tokio::sync::RwLockWriteGuard::downgrade_map"),
    known(
        "same lock", f"{_STD}/sync/struct.Condvar.html",
        *below("std::sync::Condvar", "wait wait_while wait_timeout wait_timeout_while"),
    ),
)  # fmt: skip
