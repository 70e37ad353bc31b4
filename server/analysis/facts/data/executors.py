"""Executors that run a future to its end on the calling thread. Sources: the documentation of each crate."""

from __future__ import annotations

BLOCK_ON_FUNCTIONS: tuple[str, ...] = (
    "futures::executor::block_on",
    "futures::executor::block_on_stream",
    "tokio_test::block_on",
    "futures::executor::LocalPool::run_until",
    "async_std::task::block_on",
    "async_global_executor::block_on",
    "async_io::block_on",
    "smol::block_on",
    "smol::future::block_on",
    "pollster::block_on",
    "tokio::runtime::Runtime::block_on",
    "tokio::runtime::Handle::block_on",
    "tokio::task::LocalSet::block_on",
    "actix_rt::Runtime::block_on",
    "tauri::async_runtime::block_on",
    "extreme::run",
    "spin_on::spin_on",
)

# Types whose method `block_on` panics on an async worker or parks it.
EXECUTORS: frozenset[str] = frozenset(
    {
        "tokio::runtime::Runtime", "tokio::runtime::Handle", "tokio::task::LocalSet", "actix_rt::Runtime",
        "actix_rt::SystemRunner", "futures::executor::LocalPool",
    }
)  # fmt: skip
