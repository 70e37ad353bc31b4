"""Streams without a buffer, what passes each call on to one, and the calls that read or write in small pieces."""

from __future__ import annotations

from typing import Literal, NamedTuple

from .schema import Known, below, known


class Raw(NamedTuple):
    """What a stream reads from and writes to; each call of it is a system call, or a trip to a thread pool."""

    medium: Literal["file", "socket", "pipe"]
    runtime: Literal["std", "tokio", "async_std", "smol"]


_STD, _TOKIO = "https://doc.rust-lang.org/std", "https://docs.rs/tokio/latest/tokio"

UNBUFFERED: tuple[Known[Raw], ...] = (
    known(Raw("file", "std"), f"{_STD}/fs/struct.File.html", "std::fs::File"),
    known(
        Raw("file", "std"), "https://docs.rs/tempfile/latest/tempfile/struct.NamedTempFile.html",
        "tempfile::NamedTempFile",
    ),
    known(Raw("socket", "std"), f"{_STD}/net/struct.TcpStream.html", "std::net::TcpStream"),
    known(Raw("socket", "std"), f"{_STD}/os/unix/net/struct.UnixStream.html", "std::os::unix::net::UnixStream"),
    known(
        Raw("pipe", "std"), f"{_STD}/process/struct.ChildStdout.html",
        *below("std::process", "ChildStdin", "ChildStdout", "ChildStderr"),
    ),
    known(
        Raw("file", "tokio"), f"{_TOKIO}/fs/struct.File.html", "tokio::fs::File",
        note="each call is a task on the blocking pool",
    ),
    known(
        Raw("socket", "tokio"), f"{_TOKIO}/net/struct.TcpStream.html",
        *below("tokio::net", "TcpStream", "UnixStream"),
        *below("tokio::net::tcp", "OwnedReadHalf", "OwnedWriteHalf", "ReadHalf", "WriteHalf"),
        *below("tokio::net::unix", "OwnedReadHalf", "OwnedWriteHalf", "ReadHalf", "WriteHalf"),
    ),
    known(
        Raw("pipe", "tokio"), f"{_TOKIO}/process/struct.ChildStdout.html",
        *below("tokio::process", "ChildStdin", "ChildStdout", "ChildStderr"),
    ),
    known(Raw("file", "async_std"), "https://docs.rs/async-std/latest/async_std/fs/struct.File.html",
          "async_std::fs::File"),
    known(Raw("socket", "async_std"), "https://docs.rs/async-std/latest/async_std/net/struct.TcpStream.html",
          "async_std::net::TcpStream", "async_std::os::unix::net::UnixStream"),
    known(Raw("socket", "smol"), "https://docs.rs/async-net/latest/async_net/struct.TcpStream.html",
          "smol::net::TcpStream", "smol::net::unix::UnixStream", "async_net::TcpStream"),
)  # fmt: skip

# Types that hand each call on to the stream in their first argument.
LAYERS: tuple[Known[str], ...] = (
    known("half", f"{_TOKIO}/io/fn.split.html", *below("tokio::io", "ReadHalf", "WriteHalf")),
    known("limit", f"{_STD}/io/struct.Take.html", "std::io::Take"),
    known("limit", f"{_TOKIO}/io/struct.Take.html", "tokio::io::Take"),
    known(
        "bridge", "https://docs.rs/tokio-util/latest/tokio_util/compat/struct.Compat.html",
        "tokio_util::compat::Compat",
    ),
)  # fmt: skip

# Functions that take a reader, and read it in pieces of a few bytes.
PIECEMEAL_READERS: tuple[Known[str], ...] = (
    known(
        "byte by byte", "https://docs.rs/serde_json/latest/serde_json/fn.from_reader.html",
        "serde_json::from_reader", "serde_json::de::from_reader", "serde_json::Deserializer::from_reader",
    ),
    known(
        "value by value", "https://docs.rs/bincode/1/bincode/fn.deserialize_from.html", "bincode::deserialize_from",
        versions="<2",
    ),
    known(
        "value by value", "https://docs.rs/ciborium/latest/ciborium/fn.from_reader.html",
        "ciborium::from_reader", "ciborium::de::from_reader",
    ),
    known(
        "value by value", "https://docs.rs/rmp-serde/latest/rmp_serde/decode/fn.from_read.html",
        "rmp_serde::from_read", "rmp_serde::decode::from_read",
    ),
    known(
        "byte by byte", "https://docs.rs/serde_cbor/latest/serde_cbor/fn.from_reader.html", "serde_cbor::from_reader"
    ),
)  # fmt: skip

# Functions that take a writer first, and write to it in pieces of a few bytes.
PIECEMEAL_WRITERS: tuple[Known[str], ...] = (
    known(
        "token by token", "https://docs.rs/serde_json/latest/serde_json/fn.to_writer.html",
        *below("serde_json", "to_writer", "to_writer_pretty"), *below("serde_json::ser", "to_writer", "to_writer_pretty"),
    ),
    known("token by token", "https://docs.rs/serde_yaml/latest/serde_yaml/fn.to_writer.html", "serde_yaml::to_writer"),
    known(
        "value by value", "https://docs.rs/bincode/1/bincode/fn.serialize_into.html", "bincode::serialize_into",
        versions="<2",
    ),
    known(
        "value by value", "https://docs.rs/rmp-serde/latest/rmp_serde/encode/fn.write.html",
        *below("rmp_serde::encode", "write", "write_named"),
    ),
    known("value by value", "https://docs.rs/serde_cbor/latest/serde_cbor/fn.to_writer.html", "serde_cbor::to_writer"),
)  # fmt: skip
