"""Executors that run a future to its end on the calling thread."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio"
_ACTIX = f"{_DOCS}/actix-rt/latest/actix_rt"
_FUTURES = f"{_DOCS}/futures/latest/futures/executor"

BLOCK_ON_FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.BLOCK_ON, f"{_FUTURES}/index.html",
        *below("futures::executor", "block_on block_on_stream LocalPool::run_until"),
    ),
    known(Blocks.BLOCK_ON, f"{_DOCS}/tokio-test/latest/tokio_test/fn.block_on.html", "tokio_test::block_on"),
    known(
        Blocks.BLOCK_ON, f"{_DOCS}/async-std/latest/async_std/task/fn.block_on.html", "async_std::task::block_on"
    ),
    known(
        Blocks.BLOCK_ON, f"{_DOCS}/async-global-executor/latest/async_global_executor/",
        "async_global_executor::block_on",
    ),
    known(Blocks.BLOCK_ON, f"{_DOCS}/async-io/latest/async_io/fn.block_on.html", "async_io::block_on"),
    known(Blocks.BLOCK_ON, f"{_DOCS}/smol/latest/smol/fn.block_on.html", *below("smol", "block_on future::block_on")),
    known(Blocks.BLOCK_ON, f"{_DOCS}/pollster/latest/pollster/fn.block_on.html", "pollster::block_on"),
    known(
        Blocks.BLOCK_ON, f"{_TOKIO}/runtime/struct.Runtime.html",
        *below("tokio", "runtime::Runtime::block_on runtime::Handle::block_on task::LocalSet::block_on"),
    ),
    known(Blocks.BLOCK_ON, f"{_ACTIX}/struct.Runtime.html", "actix_rt::Runtime::block_on"),
    known(Blocks.BLOCK_ON, f"{_DOCS}/tauri/latest/tauri/async_runtime/", "tauri::async_runtime::block_on"),
    known(Blocks.BLOCK_ON, f"{_DOCS}/extreme/latest/extreme/fn.run.html", "extreme::run"),
    known(Blocks.BLOCK_ON, f"{_DOCS}/spin_on/latest/spin_on/fn.spin_on.html", "spin_on::spin_on"),
)  # fmt: skip

# Types whose method `block_on` panics on an async worker or parks it.
EXECUTORS: tuple[Known[Blocks], ...] = (
    known(Blocks.BLOCK_ON, f"{_TOKIO}/runtime/index.html", *below("tokio::runtime", "Runtime Handle")),
    known(Blocks.BLOCK_ON, f"{_TOKIO}/task/struct.LocalSet.html", "tokio::task::LocalSet"),
    known(Blocks.BLOCK_ON, f"{_ACTIX}/index.html", *below("actix_rt", "Runtime SystemRunner")),
    known(Blocks.BLOCK_ON, f"{_FUTURES}/struct.LocalPool.html", "futures::executor::LocalPool"),
)

# Those of them whose `run_until` gives a future to await.
GIVE_FUTURES: tuple[Known[str], ...] = (
    known("run_until", f"{_TOKIO}/task/struct.LocalSet.html#method.run_until", "tokio::task::LocalSet"),
)
