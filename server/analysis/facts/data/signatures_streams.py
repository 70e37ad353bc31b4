"""What opening, splitting and unwrapping streams gives, in the form that `type_model.written` reads."""

from __future__ import annotations

from .schema import Known, below, known

_STD, _TOKIO = "https://doc.rust-lang.org/std", "https://docs.rs/tokio/latest/tokio"
_ASYNC_STD = "https://docs.rs/async-std/latest/async_std"
_HALVES = "({0}::ReadHalf, {0}::WriteHalf)"
_OWNED = "({0}::OwnedReadHalf, {0}::OwnedWriteHalf)"
_TCP, _UNIX = "tokio::net::tcp", "tokio::net::unix"

FUNCTIONS: tuple[Known[str], ...] = (
    known("(tokio::io::ReadHalf<0>, tokio::io::WriteHalf<0>)", f"{_TOKIO}/io/fn.split.html", "tokio::io::split"),
    known(
        "async Result<tokio::fs::File>", f"{_TOKIO}/fs/struct.File.html#method.create_new", "tokio::fs::File::create_new"
    ),
    known("tokio::fs::OpenOptions", f"{_TOKIO}/fs/struct.File.html#method.options", "tokio::fs::File::options"),
    known("tokio::fs::File", f"{_TOKIO}/fs/struct.File.html#method.from_std", "tokio::fs::File::from_std"),
    known(
        "async Result<async_std::fs::File>", f"{_ASYNC_STD}/fs/struct.File.html",
        *below("async_std::fs::File", "open", "create"),
    ),
)  # fmt: skip

METHODS: tuple[Known[str], ...] = (
    known(_HALVES.format(_TCP), f"{_TOKIO}/net/struct.TcpStream.html#method.split", "tokio::net::TcpStream::split"),
    known(
        _OWNED.format(_TCP), f"{_TOKIO}/net/struct.TcpStream.html#method.into_split", "tokio::net::TcpStream::into_split"
    ),
    known(_HALVES.format(_UNIX), f"{_TOKIO}/net/struct.UnixStream.html#method.split", "tokio::net::UnixStream::split"),
    known(
        _OWNED.format(_UNIX), f"{_TOKIO}/net/struct.UnixStream.html#method.into_split",
        "tokio::net::UnixStream::into_split",
    ),
    known(
        "tokio::fs::OpenOptions", f"{_TOKIO}/fs/struct.OpenOptions.html",
        *below("tokio::fs::OpenOptions", "read", "write", "append", "truncate", "create", "create_new", "mode"),
    ),
    known("async Result<tokio::fs::File>", f"{_TOKIO}/fs/struct.OpenOptions.html", "tokio::fs::OpenOptions::open"),
    known("async Result<tokio::fs::File>", f"{_TOKIO}/fs/struct.File.html", "tokio::fs::File::try_clone"),
    known(
        "Result<std::os::unix::net::UnixStream>", f"{_STD}/os/unix/net/struct.UnixStream.html",
        "std::os::unix::net::UnixStream::try_clone",
    ),
    known("& 0", f"{_STD}/io/struct.BufReader.html", *below("std::io::BufReader", "get_ref", "get_mut")),
    known("0", f"{_STD}/io/struct.BufReader.html#method.into_inner", "std::io::BufReader::into_inner"),
    known("& 0", f"{_STD}/io/struct.BufWriter.html", *below("std::io::BufWriter", "get_ref", "get_mut")),
    known("Result<0>", f"{_STD}/io/struct.BufWriter.html#method.into_inner", "std::io::BufWriter::into_inner"),
    known("& 0", f"{_TOKIO}/io/struct.BufReader.html", *below("tokio::io::BufReader", "get_ref", "get_mut")),
    known("0", f"{_TOKIO}/io/struct.BufReader.html#method.into_inner", "tokio::io::BufReader::into_inner"),
)  # fmt: skip
