"""The cancellation safety of the async methods of tokio, tokio-util, futures and their like.

It is that of the documentation's sections on cancel safety; where a page has none, the future's own fields say it.
Methods of traits that are named here by their trait stand for those of every type.
"""

from __future__ import annotations

from .cancellation_kinds import Dropped
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio"
_UTIL = f"{_DOCS}/tokio-util/latest/tokio_util"
_FUTURES = f"{_DOCS}/futures/latest/futures"
_ASYNC_CHANNEL = f"{_DOCS}/async-channel/latest/async_channel"
_FLUME = f"{_DOCS}/flume/latest/flume"
_QUINN = f"{_DOCS}/quinn/latest/quinn"
_STREAM = f"{_DOCS}/tokio-stream/latest/tokio_stream"

_NUMBERS = (
    "read_u16 read_i16 read_u32 read_i32 read_u64 read_i64 read_u128 read_i128 read_f32 read_f64 read_u16_le"
    " read_i16_le read_u32_le read_i32_le read_u64_le read_i64_le read_u128_le read_i128_le read_f32_le read_f64_le"
)
_WRITTEN_NUMBERS = _NUMBERS.replace("read_", "write_")

# Methods whose names tell them, on whatever reader or writer.
OF_STREAMS: tuple[Known[Dropped], ...] = (
    known(
        Dropped.READ, f"{_TOKIO}/io/trait.AsyncReadExt.html#method.read_exact",
        *below("tokio::io::AsyncReadExt", "read_exact read_to_end read_to_string", _NUMBERS),
    ),
    known(
        Dropped.READ, f"{_TOKIO}/io/trait.AsyncBufReadExt.html#method.read_line", "tokio::io::AsyncBufReadExt::read_line"
    ),
    known(
        Dropped.BUFFER, f"{_TOKIO}/io/trait.AsyncBufReadExt.html#method.read_until",
        "tokio::io::AsyncBufReadExt::read_until",
    ),
    known(
        Dropped.WRITTEN, f"{_TOKIO}/io/trait.AsyncWriteExt.html#method.write_all",
        *below("tokio::io::AsyncWriteExt", "write_all", _WRITTEN_NUMBERS),
    ),
    known(
        Dropped.WRITTEN, f"{_UTIL}/io/fn.write_all_vectored.html", "futures::io::AsyncWriteExt::write_all_vectored"
    ),
    known(
        Dropped.BUFFER, f"{_TOKIO}/io/trait.AsyncWriteExt.html#method.write_all_buf",
        "tokio::io::AsyncWriteExt::write_all_buf",
    ),
    known(
        Dropped.READ, f"{_FUTURES}/io/trait.AsyncReadExt.html",
        *below("futures::AsyncReadExt", "read_exact read_to_end read_to_string"),
        *below("futures::AsyncBufReadExt", "read_line"),
    ),
    known(Dropped.BUFFER, f"{_FUTURES}/io/trait.AsyncBufReadExt.html", "futures::AsyncBufReadExt::read_until"),
    known(Dropped.WRITTEN, f"{_FUTURES}/io/trait.AsyncWriteExt.html", "futures::AsyncWriteExt::write_all"),
    known(
        Dropped.NOTHING, f"{_TOKIO}/io/trait.AsyncReadExt.html",
        *below("tokio::io::AsyncReadExt", "read read_buf read_u8 read_i8"),
        *below("futures::AsyncReadExt", "read read_vectored"),
        note="one byte comes whole or not at all",
    ),
    known(
        Dropped.NOTHING, f"{_TOKIO}/io/trait.AsyncBufReadExt.html", *below("tokio::io::AsyncBufReadExt", "fill_buf"),
        "futures::AsyncBufReadExt::fill_buf",
    ),
    known(
        Dropped.NOTHING, f"{_TOKIO}/io/trait.AsyncWriteExt.html",
        *below("tokio::io::AsyncWriteExt", "write write_vectored write_buf flush shutdown write_u8 write_i8"),
        *below("futures::AsyncWriteExt", "write write_vectored flush close"),
    ),
    known(Dropped.NOTHING, f"{_TOKIO}/io/struct.Lines.html", "tokio::io::Lines::next_line"),
    known(Dropped.NOTHING, f"{_TOKIO}/io/struct.Split.html", "tokio::io::Split::next_segment"),
)  # fmt: skip

# Functions that are given the streams.
FUNCTIONS: tuple[Known[Dropped], ...] = (
    known(Dropped.READ, f"{_TOKIO}/io/fn.copy.html", *below("tokio::io", "copy copy_bidirectional")),
    known(Dropped.READ, f"{_FUTURES}/io/fn.copy.html", "futures::io::copy"),
    known(Dropped.NOTHING, f"{_TOKIO}/io/fn.copy_buf.html", "tokio::io::copy_buf"),
    known(Dropped.WRITTEN, f"{_UTIL}/io/fn.write_all_vectored.html", "tokio_util::io::write_all_vectored"),
    known(
        Dropped.NOTHING, f"{_TOKIO}/time/index.html",
        *below("tokio::time", "sleep sleep_until timeout timeout_at"),
        "tokio::task::yield_now",
    ),
    known(Dropped.NOTHING, f"{_TOKIO}/signal/fn.ctrl_c.html", "tokio::signal::ctrl_c"),
)  # fmt: skip

# Methods that need their type to be known.
OF_TYPES: tuple[Known[Dropped], ...] = (
    known(
        Dropped.NOTHING, f"{_TOKIO}/sync/mpsc/struct.Receiver.html#method.recv",
        *below("tokio::sync::mpsc::Receiver tokio::sync::mpsc::UnboundedReceiver", "recv recv_many"),
        *below("tokio::sync::mpsc::Sender tokio::sync::mpsc::UnboundedSender", "closed"),
    ),
    known(
        Dropped.MESSAGE, f"{_TOKIO}/sync/mpsc/struct.Sender.html#method.send",
        *below("tokio::sync::mpsc::Sender", "send send_timeout"),
    ),
    known(
        Dropped.TURN, f"{_TOKIO}/sync/mpsc/struct.Sender.html#method.reserve",
        *below("tokio::sync::mpsc::Sender", "reserve reserve_many reserve_owned"),
    ),
    known(
        Dropped.NOTHING, f"{_TOKIO}/sync/broadcast/struct.Receiver.html#method.recv",
        "tokio::sync::broadcast::Receiver::recv",
    ),
    known(
        Dropped.NOTHING, f"{_TOKIO}/sync/watch/struct.Receiver.html#method.changed",
        *below("tokio::sync::watch::Receiver", "changed wait_for"),
        "tokio::sync::watch::Sender::closed",
    ),
    known(Dropped.NOTHING, f"{_TOKIO}/sync/oneshot/struct.Receiver.html", "tokio::sync::oneshot::Sender::closed"),
    known(Dropped.NOTHING, f"{_TOKIO}/sync/struct.SetOnce.html", "tokio::sync::SetOnce::wait"),
    known(Dropped.ROUND, f"{_TOKIO}/sync/struct.Barrier.html#method.wait", "tokio::sync::Barrier::wait"),
    known(
        Dropped.QUEUE, f"{_TOKIO}/sync/struct.Mutex.html#method.lock", *below("tokio::sync::Mutex", "lock lock_owned")
    ),
    known(
        Dropped.QUEUE, f"{_TOKIO}/sync/struct.RwLock.html",
        *below("tokio::sync::RwLock", "read read_owned write write_owned"),
    ),
    known(
        Dropped.QUEUE, f"{_TOKIO}/sync/struct.Semaphore.html#method.acquire",
        *below("tokio::sync::Semaphore", "acquire acquire_many acquire_owned acquire_many_owned"),
    ),
    known(
        Dropped.TURN, f"{_TOKIO}/sync/struct.Notify.html#method.notified",
        *below("tokio::sync::Notify", "notified notified_owned"),
    ),
    known(Dropped.QUEUE, f"{_FUTURES}/lock/struct.Mutex.html", *below("futures::lock::Mutex", "lock lock_owned")),
    known(
        Dropped.NOTHING, f"{_TOKIO}/net/index.html",
        *below("tokio::net::TcpListener tokio::net::UnixListener", "accept"),
        *below("tokio::net::TcpStream", "readable writable ready peek"),
        *below("tokio::net::UnixStream", "readable writable ready"),
        *below(
            "tokio::net::UdpSocket tokio::net::UnixDatagram",
            "readable writable ready recv recv_from recv_buf recv_buf_from send send_to",
        ),
        *below("tokio::net::UdpSocket", "peek peek_from peek_sender"),
        *below(
            "tokio::net::tcp::ReadHalf tokio::net::tcp::OwnedReadHalf",
            "ready readable peek",
        ),
        *below("tokio::net::tcp::WriteHalf tokio::net::tcp::OwnedWriteHalf", "ready writable"),
        *below("tokio::net::unix::ReadHalf tokio::net::unix::OwnedReadHalf", "ready readable"),
        *below("tokio::net::unix::WriteHalf tokio::net::unix::OwnedWriteHalf", "ready writable"),
        *below("tokio::net::unix::pipe", "Sender::ready Sender::writable Receiver::ready Receiver::readable"),
        *below("tokio::net::windows::named_pipe::NamedPipeServer", "connect readable writable ready"),
    ),
    known(
        Dropped.NOTHING, f"{_TOKIO}/io/unix/struct.AsyncFd.html",
        *below("tokio::io::unix::AsyncFd", "readable readable_mut writable writable_mut"),
    ),
    known(Dropped.NOTHING, f"{_TOKIO}/process/struct.Child.html#method.wait", "tokio::process::Child::wait"),
    known(Dropped.NOTHING, f"{_TOKIO}/signal/unix/struct.Signal.html#method.recv", "tokio::signal::unix::Signal::recv"),
    known(
        Dropped.NOTHING, f"{_TOKIO}/task/struct.JoinSet.html",
        *below("tokio::task::JoinSet", "join_next join_next_with_id"),
        "tokio::task::LocalSet::run_until",
    ),
    known(Dropped.ITEMS, f"{_TOKIO}/task/struct.JoinSet.html", "tokio::task::JoinSet::join_all"),
    known(Dropped.NOTHING, f"{_TOKIO}/time/struct.Interval.html#method.tick", "tokio::time::Interval::tick"),
    known(Dropped.NOTHING, f"{_TOKIO}/fs/struct.ReadDir.html", "tokio::fs::ReadDir::next_entry"),
    known(
        Dropped.NOTHING, f"{_UTIL}/sync/struct.CancellationToken.html",
        *below("tokio_util::sync::CancellationToken", "cancelled cancelled_owned"),
    ),
    known(Dropped.NOTHING, f"{_UTIL}/task/struct.TaskTracker.html#method.wait", "tokio_util::task::TaskTracker::wait"),
    known(
        Dropped.NOTHING, f"{_UTIL}/task/struct.JoinMap.html", *below("tokio_util::task", "JoinMap::join_next"),
        "tokio_util::task::JoinQueue::join_next",
    ),
    known(
        Dropped.QUEUE, f"{_UTIL}/sync/struct.PollSemaphore.html", "tokio_util::sync::PollSemaphore::acquire"
    ),
    known(
        Dropped.NOTHING, f"{_STREAM}/trait.StreamExt.html#method.next",
        *below("tokio_stream::StreamExt", "next try_next"),
        *below("tokio_stream::StreamMap", "next_many"),
    ),
    known(Dropped.ITEMS, f"{_STREAM}/trait.StreamExt.html", *below("tokio_stream::StreamExt", "collect fold all any")),
    known(
        Dropped.NOTHING, f"{_FUTURES}/stream/trait.StreamExt.html#method.next",
        *below("futures::StreamExt", "next select_next_some"),
        "futures::TryStreamExt::try_next",
    ),
    known(
        Dropped.ITEMS, f"{_FUTURES}/stream/trait.StreamExt.html",
        *below("futures::StreamExt", "collect concat count fold unzip for_each for_each_concurrent forward all any"),
        *below("futures::TryStreamExt", "try_collect try_concat try_fold try_for_each try_for_each_concurrent"),
    ),
    known(
        Dropped.MESSAGE, f"{_FUTURES}/sink/trait.SinkExt.html#method.send",
        *below("futures::SinkExt futures::channel::mpsc::Sender futures::channel::mpsc::UnboundedSender", "send feed"),
        *below("futures::stream::SplitSink", "send feed"),
        *below("tokio_util::codec", "Framed::send Framed::feed FramedWrite::send FramedWrite::feed"),
        *below("tokio_util::sync::PollSender", "send feed"),
    ),
    known(Dropped.ITEMS, f"{_FUTURES}/sink/trait.SinkExt.html#method.send_all", "futures::SinkExt::send_all"),
    known(Dropped.NOTHING, f"{_FUTURES}/sink/trait.SinkExt.html", *below("futures::SinkExt", "flush close")),
    known(Dropped.NOTHING, f"{_ASYNC_CHANNEL}/struct.Receiver.html", "async_channel::Receiver::recv"),
    known(Dropped.MESSAGE, f"{_ASYNC_CHANNEL}/struct.Sender.html", "async_channel::Sender::send"),
    known(Dropped.NOTHING, f"{_FLUME}/struct.Receiver.html", "flume::Receiver::recv_async"),
    known(Dropped.MESSAGE, f"{_FLUME}/struct.Sender.html", "flume::Sender::send_async"),
    known(
        Dropped.READ, f"{_QUINN}/struct.RecvStream.html", *below("quinn::RecvStream", "read_exact read_to_end"),
        *below("quinn::RecvStream", "read_chunks"),
    ),
    known(Dropped.NOTHING, f"{_QUINN}/struct.RecvStream.html", *below("quinn::RecvStream", "read read_chunk")),
    known(
        Dropped.WRITTEN, f"{_QUINN}/struct.SendStream.html",
        *below("quinn::SendStream", "write_all write_chunk write_all_chunks"),
    ),
    known(Dropped.NOTHING, f"{_QUINN}/struct.SendStream.html", *below("quinn::SendStream", "write write_chunks")),
)  # fmt: skip

# Functions that give up waiting for a future after a while: they are given the time first, the future last.
TIME_LIMITS: tuple[Known[str], ...] = (
    known("future last", f"{_TOKIO}/time/fn.timeout.html", *below("tokio::time", "timeout timeout_at")),
    known("future last", f"{_DOCS}/async-std/latest/async_std/future/fn.timeout.html", "async_std::future::timeout"),
)
