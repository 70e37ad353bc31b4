"""Calls of the standard library, and of crates that stand in for it, that wait for something else than a disk."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_DOCS = "https://docs.rs"
_CROSSBEAM = f"{_DOCS}/crossbeam-utils/latest/crossbeam_utils"
_TOKIO = f"{_DOCS}/tokio/latest/tokio/sync"

# Reading and writing wait for whatever the stream is.
READS: tuple[Known[str], ...] = (
    known(
        "reads", f"{_STD}/io/trait.Read.html",
        *below("std::io::Read", "read read_exact read_to_end read_to_string read_vectored"),
    ),
    known("reads", f"{_STD}/io/trait.BufRead.html", *below("std::io::BufRead", "lines read_line read_until")),
)  # fmt: skip
WRITES: tuple[Known[str], ...] = (
    known("writes", f"{_STD}/io/trait.Write.html", *below("std::io::Write", "write write_all write_vectored flush")),
)
STREAM_FUNCTIONS: tuple[Known[str], ...] = (
    known("reads and writes", f"{_STD}/io/fn.copy.html", "std::io::copy"),
    known("reads", f"{_STD}/io/fn.read_to_string.html", "std::io::read_to_string"),
    known("reads", f"{_DOCS}/serde_json/latest/serde_json/fn.from_reader.html", "serde_json::from_reader"),
    known("reads", f"{_DOCS}/serde_yaml/latest/serde_yaml/fn.from_reader.html", "serde_yaml::from_reader"),
    known("reads", f"{_DOCS}/ciborium/latest/ciborium/", "ciborium::from_reader"),
    known("reads", f"{_DOCS}/bincode/1.3.3/bincode/fn.deserialize_from.html", "bincode::deserialize_from"),
    known("reads", f"{_DOCS}/rmp-serde/latest/rmp_serde/fn.from_read.html", "rmp_serde::from_read"),
    known("writes", f"{_DOCS}/serde_json/latest/serde_json/", *below("serde_json", "to_writer to_writer_pretty")),
)

# What reading and writing wait for, by the type of the stream.
STREAMS: tuple[Known[Blocks], ...] = (
    known(Blocks.FILE, f"{_STD}/fs/struct.File.html", "std::fs::File"),
    known(Blocks.FILE, f"{_DOCS}/tempfile/latest/tempfile/struct.NamedTempFile.html", "tempfile::NamedTempFile"),
    known(Blocks.STDIN, f"{_STD}/io/struct.Stdin.html", *below("std::io", "Stdin StdinLock")),
    known(Blocks.NET, f"{_STD}/net/struct.TcpStream.html", "std::net::TcpStream"),
    known(Blocks.NET, f"{_STD}/os/unix/net/struct.UnixStream.html", "std::os::unix::net::UnixStream"),
    known(
        Blocks.NET, f"{_DOCS}/tokio-util/latest/tokio_util/io/struct.SyncIoBridge.html", "tokio_util::io::SyncIoBridge"
    ),
    known(Blocks.PROCESS, f"{_STD}/process/index.html", *below("std::process", "ChildStdin ChildStdout ChildStderr")),
)

# Types through which a stream inside is read or written: which of their type arguments it is.
STREAM_LAYERS: tuple[Known[int], ...] = (
    known(0, f"{_STD}/io/index.html", *below("std::io", "BufReader BufWriter LineWriter Take")),
)

FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(Blocks.NET, f"{_STD}/net/struct.TcpStream.html", *below("std::net::TcpStream", "connect connect_timeout")),
    known(Blocks.NET, f"{_STD}/os/unix/net/struct.UnixStream.html", "std::os::unix::net::UnixStream::connect"),
    known(Blocks.BIND, f"{_STD}/net/index.html", *below("std::net", "TcpListener::bind UdpSocket::bind")),
    known(
        Blocks.BIND, f"{_STD}/os/unix/net/index.html",
        *below("std::os::unix::net", "UnixListener::bind UnixListener::bind_addr UnixDatagram::bind"),
    ),
    known(Blocks.DNS, f"{_STD}/net/trait.ToSocketAddrs.html", "std::net::ToSocketAddrs::to_socket_addrs"),
    known(
        Blocks.DNS, f"{_DOCS}/dns-lookup/latest/dns_lookup/",
        *below("dns_lookup", "lookup_host lookup_addr getaddrinfo getnameinfo"),
    ),
    known(Blocks.THREAD, f"{_STD}/thread/fn.scope.html", "std::thread::scope"),
    known(Blocks.THREAD, f"{_CROSSBEAM}/thread/fn.scope.html", *below("crossbeam", "thread::scope scope")),
    known(Blocks.SYNC, f"{_STD}/thread/fn.park.html", *below("std::thread", "park park_timeout")),
)  # fmt: skip

METHODS: tuple[Known[Blocks], ...] = (
    known(Blocks.PROCESS, f"{_STD}/process/struct.Command.html", *below("std::process::Command", "output status")),
    known(Blocks.PROCESS, f"{_STD}/process/struct.Child.html", *below("std::process::Child", "wait wait_with_output")),
    known(Blocks.NET, f"{_STD}/net/struct.TcpStream.html", "std::net::TcpStream::peek"),
    known(
        Blocks.NET, f"{_STD}/net/struct.TcpListener.html",
        *below("std::net::TcpListener std::os::unix::net::UnixListener", "accept incoming"),
    ),
    known(
        Blocks.NET, f"{_STD}/net/struct.UdpSocket.html",
        *below("std::net::UdpSocket", "recv recv_from peek peek_from send send_to"),
        *below("std::os::unix::net::UnixDatagram", "recv recv_from send send_to"),
    ),
    known(Blocks.STDIN, f"{_STD}/io/struct.Stdin.html", "std::io::Stdin::lock"),
    known(Blocks.STDOUT, f"{_STD}/io/struct.Stdout.html", "std::io::Stdout::lock"),
    known(Blocks.DNS, f"{_DOCS}/url/latest/url/struct.Url.html", "url::Url::socket_addrs"),
    known(
        Blocks.CHANNEL, f"{_STD}/sync/mpsc/index.html",
        *below("std::sync::mpsc::Receiver", "recv recv_timeout recv_deadline"),
        "std::sync::mpsc::SyncSender::send",
    ),
    known(
        Blocks.CHANNEL, f"{_DOCS}/crossbeam-channel/latest/crossbeam_channel/struct.Receiver.html",
        *below("crossbeam::channel::Receiver", "recv recv_timeout recv_deadline"),
    ),
    known(
        Blocks.CHANNEL, f"{_DOCS}/flume/latest/flume/struct.Receiver.html",
        *below("flume::Receiver", "recv recv_timeout recv_deadline"),
    ),
    known(
        Blocks.CHANNEL, f"{_TOKIO}/mpsc/index.html",
        *below("tokio::sync::mpsc::Receiver tokio::sync::mpsc::UnboundedReceiver", "blocking_recv blocking_recv_many"),
        "tokio::sync::mpsc::Sender::blocking_send",
    ),
    known(
        Blocks.CHANNEL, f"{_TOKIO}/index.html",
        *below("tokio::sync::oneshot::Receiver tokio::sync::broadcast::Receiver", "blocking_recv"),
    ),
    known(
        Blocks.THREAD, f"{_STD}/thread/struct.JoinHandle.html",
        *below("std::thread::JoinHandle std::thread::ScopedJoinHandle", "join"),
    ),
    known(Blocks.THREAD, f"{_CROSSBEAM}/thread/index.html", "crossbeam::thread::ScopedJoinHandle::join"),
    known(
        Blocks.SYNC, f"{_STD}/sync/struct.Condvar.html",
        *below("std::sync::Condvar", "wait wait_while wait_timeout wait_timeout_while wait_timeout_ms"),
    ),
    known(Blocks.SYNC, f"{_STD}/sync/struct.Barrier.html", "std::sync::Barrier::wait"),
    known(
        Blocks.SYNC, f"{_DOCS}/parking_lot/latest/parking_lot/struct.Condvar.html",
        *below("parking_lot::Condvar", "wait wait_for wait_until wait_while wait_while_for"),
    ),
    known(Blocks.SYNC, f"{_CROSSBEAM}/sync/struct.WaitGroup.html", "crossbeam::sync::WaitGroup::wait"),
    known(
        Blocks.SYNC, f"{_TOKIO}/index.html",
        *below("tokio::sync::Mutex", "blocking_lock blocking_lock_owned"),
        *below("tokio::sync::RwLock", "blocking_read blocking_write"),
    ),
)  # fmt: skip
