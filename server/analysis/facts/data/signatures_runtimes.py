"""What functions and methods of async runtimes, locks and channels return.

The form of a type is that which `type_model.written` reads: `0` and `1` stand for the receiver's type arguments (for
a function: the type of its first argument), `Self` for the receiver, `?` for what is not known, `iter<T>` for any
iterator over T, `async T` for a future of T.
"""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"
_TOKIO = "https://docs.rs/tokio/latest/tokio"

RETURNS: tuple[Known[str], ...] = (
    known(
        "(crossbeam::channel::Sender, crossbeam::channel::Receiver)",
        f"{_DOCS}/crossbeam-channel/latest/crossbeam_channel/",
        *below("crossbeam::channel", "bounded unbounded"),
    ),
    known("(flume::Sender, flume::Receiver)", f"{_DOCS}/flume/latest/flume/", *below("flume", "bounded unbounded")),
    known(
        "(tokio::sync::oneshot::Sender, tokio::sync::oneshot::Receiver)", f"{_TOKIO}/sync/oneshot/index.html",
        "tokio::sync::oneshot::channel",
    ),
    known(
        "(tokio::sync::broadcast::Sender, tokio::sync::broadcast::Receiver)", f"{_TOKIO}/sync/broadcast/index.html",
        "tokio::sync::broadcast::channel",
    ),
    known(
        "async Result<tokio::net::TcpStream>", f"{_TOKIO}/net/struct.TcpStream.html",
        "tokio::net::TcpStream::connect",
    ),
    known("Result<tokio::net::TcpStream>", f"{_TOKIO}/net/struct.TcpStream.html", "tokio::net::TcpStream::from_std"),
    known(
        "async Result<tokio::net::TcpListener>", f"{_TOKIO}/net/struct.TcpListener.html",
        "tokio::net::TcpListener::bind",
    ),
    known(
        "Result<tokio::net::TcpListener>", f"{_TOKIO}/net/struct.TcpListener.html",
        "tokio::net::TcpListener::from_std",
    ),
    known(
        "Result<tokio::net::TcpSocket>", f"{_TOKIO}/net/struct.TcpSocket.html",
        *below("tokio::net::TcpSocket", "new_v4 new_v6"),
    ),
    known(
        "Result<tokio::net::UnixListener>", f"{_TOKIO}/net/struct.UnixListener.html",
        "tokio::net::UnixListener::bind",
    ),
    known(
        "async Result<tokio::net::UnixStream>", f"{_TOKIO}/net/struct.UnixStream.html",
        "tokio::net::UnixStream::connect",
    ),
    known("async Result<tokio::net::UdpSocket>", f"{_TOKIO}/net/struct.UdpSocket.html", "tokio::net::UdpSocket::bind"),
    known("async Result<?, tokio::time::error::Elapsed>", f"{_TOKIO}/time/index.html", "tokio::time::timeout"),
    known(
        "async Result<async_std::net::TcpStream>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::net::TcpStream::connect",
    ),
    known(
        "async Result<async_std::net::TcpListener>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::net::TcpListener::bind",
    ),
    known("async Result<smol::net::TcpStream>", f"{_DOCS}/smol/latest/smol/", "smol::net::TcpStream::connect"),
    known("async Result<smol::net::TcpListener>", f"{_DOCS}/smol/latest/smol/", "smol::net::TcpListener::bind"),
    known("async Result<tokio::fs::File>", f"{_TOKIO}/fs/struct.File.html", *below("tokio::fs::File", "open create")),
    known("async Result<String>", f"{_TOKIO}/fs/index.html", "tokio::fs::read_to_string"),
    known("async Result<Vec<u8>>", f"{_TOKIO}/fs/index.html", "tokio::fs::read"),
    known("tokio::fs::OpenOptions", f"{_TOKIO}/fs/struct.OpenOptions.html", "tokio::fs::OpenOptions::new"),
    known(
        "(tokio::sync::mpsc::Sender, tokio::sync::mpsc::Receiver)", f"{_TOKIO}/sync/mpsc/index.html",
        "tokio::sync::mpsc::channel",
    ),
    known(
        "(tokio::sync::mpsc::UnboundedSender, tokio::sync::mpsc::UnboundedReceiver)", f"{_TOKIO}/sync/mpsc/index.html",
        "tokio::sync::mpsc::unbounded_channel",
    ),
    known(
        "(futures::channel::mpsc::UnboundedSender, futures::channel::mpsc::UnboundedReceiver)",
        f"{_DOCS}/futures/latest/futures/",
        "futures::channel::mpsc::unbounded",
    ),
    known("(kanal::Sender, kanal::Receiver)", f"{_DOCS}/kanal/latest/kanal/", "kanal::unbounded"),
    known(
        "(async_channel::Sender, async_channel::Receiver)", f"{_DOCS}/async-channel/latest/async_channel/",
        "async_channel::unbounded",
    ),
    known("tokio::task::JoinHandle", f"{_TOKIO}/", "tokio::spawn"),
    known("tokio::task::JoinHandle", f"{_TOKIO}/task/index.html", "tokio::task::spawn_blocking"),
    known("Result<tokio::runtime::Runtime>", f"{_TOKIO}/runtime/struct.Runtime.html", "tokio::runtime::Runtime::new"),
    known("tokio::runtime::Handle", f"{_TOKIO}/runtime/struct.Handle.html", "tokio::runtime::Handle::current"),
    known(
        "Result<tokio::runtime::Handle>", f"{_TOKIO}/runtime/struct.Handle.html",
        "tokio::runtime::Handle::try_current",
    ),
    known(
        "tokio::runtime::Builder", f"{_TOKIO}/runtime/struct.Builder.html",
        *below("tokio::runtime::Builder", "new_multi_thread new_current_thread"),
    ),
    known("async_std::task::Task", f"{_DOCS}/async-std/latest/async_std/", "async_std::task::current"),
)  # fmt: skip

METHODS: tuple[Known[str], ...] = (
    known("async std::fs::File", f"{_TOKIO}/fs/struct.File.html", "tokio::fs::File::into_std"),
    known(
        "parking_lot::MutexGuard<0>", f"{_DOCS}/parking_lot/latest/parking_lot/",
        *below("parking_lot::Mutex parking_lot::FairMutex parking_lot::ReentrantMutex", "lock"),
    ),
    known(
        "Option<parking_lot::MutexGuard<0>>", f"{_DOCS}/parking_lot/latest/parking_lot/",
        "parking_lot::Mutex::try_lock",
    ),
    known("parking_lot::RwLockReadGuard<0>", f"{_DOCS}/parking_lot/latest/parking_lot/", "parking_lot::RwLock::read"),
    known("parking_lot::RwLockWriteGuard<0>", f"{_DOCS}/parking_lot/latest/parking_lot/", "parking_lot::RwLock::write"),
    known(
        "parking_lot::RwLockUpgradableReadGuard<0>", f"{_DOCS}/parking_lot/latest/parking_lot/",
        "parking_lot::RwLock::upgradable_read",
    ),
    known(
        "async tokio::sync::MutexGuard<0>", f"{_TOKIO}/sync/struct.Mutex.html",
        *below("tokio::sync::Mutex", "lock lock_owned"),
    ),
    known("tokio::sync::MutexGuard<0>", f"{_TOKIO}/sync/struct.Mutex.html", "tokio::sync::Mutex::blocking_lock"),
    known("Result<tokio::sync::MutexGuard<0>>", f"{_TOKIO}/sync/struct.Mutex.html", "tokio::sync::Mutex::try_lock"),
    known(
        "async tokio::sync::RwLockReadGuard<0>", f"{_TOKIO}/sync/struct.RwLock.html",
        *below("tokio::sync::RwLock", "read read_owned"),
    ),
    known(
        "async tokio::sync::RwLockWriteGuard<0>", f"{_TOKIO}/sync/struct.RwLock.html",
        *below("tokio::sync::RwLock", "write write_owned"),
    ),
    known("async futures::lock::MutexGuard<0>", f"{_DOCS}/futures/latest/futures/", "futures::lock::Mutex::lock"),
    known(
        "async async_std::sync::MutexGuard<0>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::sync::Mutex::lock",
    ),
    known(
        "async async_std::sync::RwLockReadGuard<0>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::sync::RwLock::read",
    ),
    known(
        "async async_std::sync::RwLockWriteGuard<0>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::sync::RwLock::write",
    ),
    known("async async_lock::MutexGuard<0>", f"{_DOCS}/async-lock/latest/async_lock/", "async_lock::Mutex::lock"),
    known(
        "async Result<(tokio::net::TcpStream, std::net::SocketAddr)>", f"{_TOKIO}/net/struct.TcpListener.html",
        "tokio::net::TcpListener::accept",
    ),
    known(
        "async Result<tokio::net::TcpStream>", f"{_TOKIO}/net/struct.TcpSocket.html",
        "tokio::net::TcpSocket::connect",
    ),
    known("Result<tokio::net::TcpListener>", f"{_TOKIO}/net/struct.TcpSocket.html", "tokio::net::TcpSocket::listen"),
    known(
        "async Result<(tokio::net::UnixStream, ?)>", f"{_TOKIO}/net/struct.UnixListener.html",
        "tokio::net::UnixListener::accept",
    ),
    known(
        "async Result<(async_std::net::TcpStream, std::net::SocketAddr)>", f"{_DOCS}/async-std/latest/async_std/",
        "async_std::net::TcpListener::accept",
    ),
    known(
        "async Result<(smol::net::TcpStream, std::net::SocketAddr)>", f"{_DOCS}/smol/latest/smol/",
        "smol::net::TcpListener::accept",
    ),
    known("std::path::PathBuf", f"{_TOKIO}/fs/struct.DirEntry.html", "tokio::fs::DirEntry::path"),
    known(
        "tokio::runtime::Builder", f"{_TOKIO}/runtime/struct.Builder.html",
        *below("tokio::runtime::Builder", "enable_all worker_threads enable_time enable_io"),
    ),
    known("Result<tokio::runtime::Runtime>", f"{_TOKIO}/runtime/struct.Builder.html", "tokio::runtime::Builder::build"),
    known("& tokio::runtime::Handle", f"{_TOKIO}/runtime/struct.Runtime.html", "tokio::runtime::Runtime::handle"),
    known("tokio::runtime::Handle", f"{_TOKIO}/runtime/struct.Handle.html", "tokio::runtime::Handle::clone"),
    known("Option<& 0>", f"{_TOKIO}/sync/struct.OnceCell.html", "tokio::sync::OnceCell::get"),
    known("async & 0", f"{_TOKIO}/sync/struct.OnceCell.html", "tokio::sync::OnceCell::get_or_init"),
    known("async Result<& 0>", f"{_TOKIO}/sync/struct.OnceCell.html", "tokio::sync::OnceCell::get_or_try_init"),
)  # fmt: skip

# Types whose constructors take the value that this one of their type arguments is the type of.
SAME: tuple[Known[int], ...] = (
    known(0, f"{_DOCS}/async-std/latest/async_std/", *below("async_std::sync", "Mutex RwLock")),
    known(0, f"{_DOCS}/futures/latest/futures/", "futures::lock::Mutex"),
    known(
        0, f"{_DOCS}/parking_lot/latest/parking_lot/",
        *below("parking_lot", "FairMutex Mutex ReentrantMutex RwLock"),
    ),
    known(0, f"{_TOKIO}/io/index.html", *below("tokio::io", "BufReader BufWriter")),
    known(0, f"{_TOKIO}/sync/index.html", *below("tokio::sync", "Mutex RwLock")),
)  # fmt: skip
