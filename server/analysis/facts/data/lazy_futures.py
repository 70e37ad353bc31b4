"""Functions that do nothing before what they give is awaited, and types that are futures themselves."""

from __future__ import annotations

from .schema import Known, below, known

LAZY_FUNCTIONS: tuple[Known[bool], ...] = (
    known(True, "https://docs.rs/tokio/latest/tokio/signal/fn.ctrl_c.html", "tokio::signal::ctrl_c"),
    known(
        True,
        "https://docs.rs/tokio/latest/tokio/net/index.html",
        *below("tokio::net", "lookup_host", "TcpStream::connect", "TcpListener::bind", "UdpSocket::bind"),
        "tokio::net::UnixStream::connect",
    ),
    known(
        True,
        "https://docs.rs/tokio/latest/tokio/fs/index.html",
        *below(
            "tokio::fs", "read", "read_to_string", "write", "remove_file", "remove_dir", "remove_dir_all", "create_dir",
            "create_dir_all", "rename", "copy", "metadata", "canonicalize", "read_dir", "File::open", "File::create",
        ),
    ),
    known(
        True,
        "https://docs.rs/tokio/latest/tokio/io/index.html",
        *below("tokio::io", "copy", "copy_buf", "copy_bidirectional"),
    ),
    known(True, "https://docs.rs/tokio/latest/tokio/task/fn.yield_now.html", "tokio::task::yield_now"),
    known(True, "https://docs.rs/reqwest/latest/reqwest/fn.get.html", "reqwest::get"),
)  # fmt: skip

FUTURES: tuple[Known[bool], ...] = (
    known(True, "https://docs.rs/tokio/latest/tokio/task/struct.JoinHandle.html", "tokio::task::JoinHandle"),
    known(
        True, "https://docs.rs/tokio/latest/tokio/sync/oneshot/struct.Receiver.html", "tokio::sync::oneshot::Receiver"
    ),
    known(True, "https://docs.rs/tokio/latest/tokio/time/struct.Sleep.html", "tokio::time::Sleep"),
)
