"""Calls of the standard library, and of crates that stand in for it, that wait for something else than a disk.

Sources: the documentation of `std::net`, `std::process`, `std::io`, `std::sync`, `std::thread`, `crossbeam`,
`flume`, `tokio::sync`, `parking_lot`, `url` and `dns_lookup`.
"""

from __future__ import annotations

from .blocking import SLEEPS
from .blocking_kinds import Blocks
from .executors import BLOCK_ON_FUNCTIONS

READS = frozenset(
    {"read", "read_exact", "read_to_end", "read_to_string", "read_vectored", "read_line", "read_until", "lines"}
)
WRITES = frozenset({"write", "write_all", "write_vectored", "flush"})
IO_TRAITS = ("std::io::Read", "std::io::Write", "std::io::BufRead")

# Functions that read or write what they are given.
STREAM_FUNCTIONS: frozenset[str] = frozenset({"std::io::copy", "std::io::read_to_string"})

# What reading and writing wait for, by the type of the stream.
STREAMS: dict[str, Blocks] = {
    "std::fs::File": Blocks.FILE,
    "tempfile::NamedTempFile": Blocks.FILE,
    "std::io::Stdin": Blocks.STDIN,
    "std::io::StdinLock": Blocks.STDIN,
    "std::net::TcpStream": Blocks.NET,
    "std::os::unix::net::UnixStream": Blocks.NET,
    "std::process::ChildStdin": Blocks.PROCESS,
    "std::process::ChildStdout": Blocks.PROCESS,
    "std::process::ChildStderr": Blocks.PROCESS,
}

# Types through which the stream inside is read or written.
STREAM_LAYERS: frozenset[str] = frozenset(
    {"std::io::BufReader", "std::io::BufWriter", "std::io::LineWriter", "std::io::Take"}
)

FUNCTIONS: dict[str, Blocks] = {
    **dict.fromkeys(SLEEPS, Blocks.SLEEP),
    **dict.fromkeys(BLOCK_ON_FUNCTIONS, Blocks.BLOCK_ON),
    "std::net::TcpStream::connect": Blocks.NET,
    "std::net::TcpStream::connect_timeout": Blocks.NET,
    "std::os::unix::net::UnixStream::connect": Blocks.NET,
    "std::net::TcpListener::bind": Blocks.BIND,
    "std::net::UdpSocket::bind": Blocks.BIND,
    "std::os::unix::net::UnixListener::bind": Blocks.BIND,
    "std::os::unix::net::UnixListener::bind_addr": Blocks.BIND,
    "std::os::unix::net::UnixDatagram::bind": Blocks.BIND,
    "std::net::ToSocketAddrs::to_socket_addrs": Blocks.DNS,
    "dns_lookup::lookup_host": Blocks.DNS,
    "dns_lookup::lookup_addr": Blocks.DNS,
    "dns_lookup::getaddrinfo": Blocks.DNS,
    "dns_lookup::getnameinfo": Blocks.DNS,
    "std::thread::scope": Blocks.THREAD,
    "crossbeam::thread::scope": Blocks.THREAD,
    "crossbeam::scope": Blocks.THREAD,
    "std::thread::park": Blocks.SYNC,
    "std::thread::park_timeout": Blocks.SYNC,
}

_RECEIVES = frozenset({"recv", "recv_timeout", "recv_deadline"})
_CONDVAR = frozenset({"wait", "wait_while", "wait_timeout", "wait_timeout_while", "wait_timeout_ms"})

METHODS: dict[str, tuple[Blocks, frozenset[str]]] = {
    "std::process::Command": (Blocks.PROCESS, frozenset({"output", "status"})),
    "std::process::Child": (Blocks.PROCESS, frozenset({"wait", "wait_with_output"})),
    "std::net::TcpStream": (Blocks.NET, frozenset({"peek"})),
    "std::net::TcpListener": (Blocks.NET, frozenset({"accept", "incoming"})),
    "std::net::UdpSocket": (Blocks.NET, frozenset({"recv", "recv_from", "peek", "peek_from", "send", "send_to"})),
    "std::os::unix::net::UnixListener": (Blocks.NET, frozenset({"accept", "incoming"})),
    "std::os::unix::net::UnixDatagram": (Blocks.NET, frozenset({"recv", "recv_from", "send", "send_to"})),
    "std::io::Stdin": (Blocks.STDIN, frozenset({"lock"})),
    "std::io::Stdout": (Blocks.STDOUT, frozenset({"lock"})),
    "url::Url": (Blocks.DNS, frozenset({"socket_addrs"})),
    "std::sync::mpsc::Receiver": (Blocks.CHANNEL, _RECEIVES),
    "std::sync::mpsc::SyncSender": (Blocks.CHANNEL, frozenset({"send"})),
    "crossbeam::channel::Receiver": (Blocks.CHANNEL, _RECEIVES),
    "flume::Receiver": (Blocks.CHANNEL, _RECEIVES),
    "tokio::sync::mpsc::Receiver": (Blocks.CHANNEL, frozenset({"blocking_recv", "blocking_recv_many"})),
    "tokio::sync::mpsc::UnboundedReceiver": (Blocks.CHANNEL, frozenset({"blocking_recv", "blocking_recv_many"})),
    "tokio::sync::mpsc::Sender": (Blocks.CHANNEL, frozenset({"blocking_send"})),
    "tokio::sync::oneshot::Receiver": (Blocks.CHANNEL, frozenset({"blocking_recv"})),
    "tokio::sync::broadcast::Receiver": (Blocks.CHANNEL, frozenset({"blocking_recv"})),
    "std::thread::JoinHandle": (Blocks.THREAD, frozenset({"join"})),
    "std::thread::ScopedJoinHandle": (Blocks.THREAD, frozenset({"join"})),
    "crossbeam::thread::ScopedJoinHandle": (Blocks.THREAD, frozenset({"join"})),
    "std::sync::Condvar": (Blocks.SYNC, _CONDVAR),
    "std::sync::Barrier": (Blocks.SYNC, frozenset({"wait"})),
    "parking_lot::Condvar": (Blocks.SYNC, frozenset({"wait", "wait_for", "wait_until", "wait_while", "wait_while_for"})),
    "crossbeam::sync::WaitGroup": (Blocks.SYNC, frozenset({"wait"})),
    "tokio::sync::Mutex": (Blocks.SYNC, frozenset({"blocking_lock", "blocking_lock_owned"})),
    "tokio::sync::RwLock": (Blocks.SYNC, frozenset({"blocking_read", "blocking_write"})),
}  # fmt: skip
