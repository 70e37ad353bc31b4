"""Methods that a library has twice: one that blocks its thread, and one of the same result that is awaited."""

from __future__ import annotations

from .schema import Known, below, known

_TOKIO = "https://docs.rs/tokio/latest/tokio/sync"

# The name of the twin; empty where the value itself is awaited.
TWINS: tuple[Known[str], ...] = (
    known("recv", f"{_TOKIO}/mpsc/struct.Receiver.html", "tokio::sync::mpsc::Receiver::blocking_recv"),
    known("recv", f"{_TOKIO}/mpsc/struct.UnboundedReceiver.html", "tokio::sync::mpsc::UnboundedReceiver::blocking_recv"),
    known("recv", f"{_TOKIO}/broadcast/struct.Receiver.html", "tokio::sync::broadcast::Receiver::blocking_recv"),
    known(
        "recv_many", f"{_TOKIO}/mpsc/struct.Receiver.html",
        *below("tokio::sync::mpsc::Receiver tokio::sync::mpsc::UnboundedReceiver", "blocking_recv_many"),
    ),
    known("", f"{_TOKIO}/oneshot/struct.Receiver.html", "tokio::sync::oneshot::Receiver::blocking_recv"),
    known("send", f"{_TOKIO}/mpsc/struct.Sender.html", "tokio::sync::mpsc::Sender::blocking_send"),
    known("lock", f"{_TOKIO}/struct.Mutex.html", "tokio::sync::Mutex::blocking_lock"),
    known("lock_owned", f"{_TOKIO}/struct.Mutex.html", "tokio::sync::Mutex::blocking_lock_owned"),
    known("read", f"{_TOKIO}/struct.RwLock.html", "tokio::sync::RwLock::blocking_read"),
    known("write", f"{_TOKIO}/struct.RwLock.html", "tokio::sync::RwLock::blocking_write"),
    known("recv_async", "https://docs.rs/flume/latest/flume/struct.Receiver.html", "flume::Receiver::recv"),
    known("send_async", "https://docs.rs/flume/latest/flume/struct.Sender.html", "flume::Sender::send"),
)  # fmt: skip
