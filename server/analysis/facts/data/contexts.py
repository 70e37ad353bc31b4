"""Who runs the closure or future that a function is given."""

from __future__ import annotations

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio"
_FUTURES = f"{_DOCS}/futures/latest/futures"

# What a closure is handed to, by who runs it: `BLOCKING_POOL`, `OWN_THREAD` or `COMPUTE_POOL`.
OFFLOADS: tuple[Known[str], ...] = (
    known(
        "BLOCKING_POOL", f"{_TOKIO}/task/index.html",
        *below("tokio", "task::spawn_blocking task::block_in_place spawn_blocking"),
    ),
    known("BLOCKING_POOL", f"{_DOCS}/async-std/latest/async_std/task/index.html", "async_std::task::spawn_blocking"),
    known(
        "BLOCKING_POOL", f"{_DOCS}/async-global-executor/latest/async_global_executor/",
        "async_global_executor::spawn_blocking",
    ),
    known("BLOCKING_POOL", f"{_DOCS}/blocking/latest/blocking/fn.unblock.html", *below("smol blocking", "unblock")),
    known("BLOCKING_POOL", f"{_DOCS}/actix-web/latest/actix_web/web/fn.block.html", "actix_web::web::block"),
    known("BLOCKING_POOL", f"{_DOCS}/actix-threadpool/latest/actix_threadpool/", "actix_threadpool::run"),
    known("BLOCKING_POOL", f"{_DOCS}/actix-rt/latest/actix_rt/task/index.html", "actix_rt::task::spawn_blocking"),
    known("OWN_THREAD", f"{_DOCS}/actix-rt/latest/actix_rt/struct.Arbiter.html", "actix_rt::Arbiter::spawn_fn"),
    known("OWN_THREAD", f"{_STD}/thread/index.html", *below("std::thread", "spawn scope Builder::spawn")),
    known(
        "OWN_THREAD", f"{_DOCS}/crossbeam-utils/latest/crossbeam_utils/thread/fn.scope.html",
        *below("crossbeam", "thread::scope scope"),
    ),
    known(
        "COMPUTE_POOL", f"{_DOCS}/rayon/latest/rayon/",
        *below("rayon", "spawn spawn_fifo join scope in_place_scope"),
    ),
    known("COMPUTE_POOL", f"{_DOCS}/tokio-rayon/latest/tokio_rayon/", *below("tokio_rayon", "spawn spawn_fifo")),
)  # fmt: skip

# The closure runs where the call stands, as part of whatever is awaited or iterated there.
INLINE: tuple[Known[str], ...] = (
    known("inline", f"{_STD}/iter/index.html", *below("std::iter", "from_fn repeat_with successors")),
    known("inline", f"{_STD}/array/fn.from_fn.html", "std::array::from_fn"),
    known("inline", f"{_STD}/panic/fn.catch_unwind.html", "std::panic::catch_unwind"),
    known("inline", f"{_STD}/future/fn.poll_fn.html", "std::future::poll_fn"),
    known(
        "inline", f"{_FUTURES}/index.html",
        *below("futures", "future::poll_fn future::lazy stream::poll_fn stream::unfold"),
    ),
    known("inline", f"{_DOCS}/scopeguard/latest/scopeguard/fn.guard.html", "scopeguard::guard"),
    known(
        "inline", f"{_DOCS}/tracing/latest/tracing/subscriber/fn.with_default.html",
        "tracing::subscriber::with_default",
    ),
    known("inline", f"{_TOKIO}/task/fn.unconstrained.html", "tokio::task::unconstrained"),
    known("inline", f"{_DOCS}/stacker/latest/stacker/", *below("stacker", "maybe_grow grow")),
)  # fmt: skip

# The closure runs once, at whoever comes first: no cost of the path it is written on.
ONCE: tuple[Known[str], ...] = (
    known("once", f"{_STD}/sync/struct.LazyLock.html", "std::sync::LazyLock::new"),
    known("once", f"{_STD}/cell/struct.LazyCell.html", "std::cell::LazyCell::new"),
    known("once", f"{_STD}/sync/struct.Once.html", "std::sync::Once::call_once"),
    known("once", f"{_DOCS}/once_cell/latest/once_cell/unsync/struct.Lazy.html", "once_cell::unsync::Lazy::new"),
)

# Functions that give back what they are given, wrapped.
WRAPPERS: tuple[Known[str], ...] = (
    known("owner", f"{_STD}/boxed/struct.Box.html", *below("std::boxed::Box", "new pin")),
    known("owner", f"{_STD}/sync/struct.Arc.html", "std::sync::Arc::new"),
    known("owner", f"{_STD}/rc/struct.Rc.html", "std::rc::Rc::new"),
    known("variant", f"{_STD}/option/enum.Option.html", "std::option::Option::Some"),
    known("newtype", f"{_STD}/panic/struct.AssertUnwindSafe.html", "std::panic::AssertUnwindSafe"),
    known("newtype", f"{_STD}/pin/struct.Pin.html", "std::pin::Pin::new"),
    known("newtype", f"{_STD}/mem/struct.ManuallyDrop.html", "std::mem::ManuallyDrop::new"),
)
