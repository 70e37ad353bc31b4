"""Channels without a bound and their bounded twins, what puts a message in, and what takes one out."""

from __future__ import annotations

from typing import NamedTuple

from .schema import Known, below, known


class Channel(NamedTuple):
    """How a library's unbounded channel is written with a bound: constructor, types, and what sending becomes.

    `waits` says how a full channel makes a sender wait: `async` by `.await`, `blocks` in `send` itself,
    `async-same` in a `send` that is awaited already, `sink` by the methods of a sink. It is empty where the library
    has no bounded channel of the same form.
    """

    bounded: str = ""
    sender: str = "Sender"
    receiver: str = "Receiver"
    bounded_sender: str = "Sender"
    bounded_receiver: str = "Receiver"
    waits: str = ""


_BLOCKING = Channel("bounded", waits="blocks")
_AWAITED = Channel("bounded", waits="async-same")
_DOCS = "https://docs.rs"
_MPSC = f"{_DOCS}/tokio/latest/tokio/sync/mpsc"
_STD = "https://doc.rust-lang.org/std/sync"

CHANNELS: tuple[Known[Channel], ...] = (
    known(
        Channel("channel", "UnboundedSender", "UnboundedReceiver", waits="async"),
        f"{_MPSC}/fn.unbounded_channel.html",
        "tokio::sync::mpsc::unbounded_channel",
    ),
    known(
        Channel("channel", "UnboundedSender", "UnboundedReceiver", waits="sink"),
        f"{_DOCS}/futures/latest/futures/channel/mpsc/fn.unbounded.html",
        "futures::channel::mpsc::unbounded",
    ),
    known(
        Channel("sync_channel", bounded_sender="SyncSender", waits="blocks"),
        f"{_STD}/mpsc/fn.channel.html",
        "std::sync::mpsc::channel",
    ),
    known(
        _BLOCKING,
        f"{_DOCS}/crossbeam-channel/latest/crossbeam_channel/fn.unbounded.html",
        "crossbeam::channel::unbounded",
    ),
    known(_BLOCKING, f"{_DOCS}/flume/latest/flume/fn.unbounded.html", "flume::unbounded"),
    known(_BLOCKING, f"{_DOCS}/loole/latest/loole/fn.unbounded.html", "loole::unbounded"),
    known(_BLOCKING, f"{_DOCS}/kanal/latest/kanal/fn.unbounded.html", "kanal::unbounded"),
    known(
        Channel("bounded_async", *("AsyncSender", "AsyncReceiver") * 2, waits="async-same"),
        f"{_DOCS}/kanal/latest/kanal/fn.unbounded_async.html",
        "kanal::unbounded_async",
    ),
    known(
        _AWAITED,
        f"{_DOCS}/async-channel/latest/async_channel/fn.unbounded.html",
        "async_channel::unbounded",
        "async_std::channel::unbounded",
        "smol::channel::unbounded",
    ),
    known(
        _AWAITED,
        f"{_DOCS}/async-priority-channel/latest/async_priority_channel/fn.unbounded.html",
        "async_priority_channel::unbounded",
    ),
    known(
        Channel(),
        f"{_DOCS}/crossfire/latest/crossfire/index.html",
        *below("crossfire::mpsc", "unbounded_async", "unbounded_blocking"),
        *below("crossfire::mpmc", "unbounded_async", "unbounded_blocking"),
        *below("crossfire::spsc", "unbounded_async", "unbounded_blocking"),
    ),
    known(
        Channel(),
        f"{_DOCS}/local-channel/latest/local_channel/mpsc/fn.channel.html",
        "local_channel::mpsc::channel",
    ),
)

SENDING: tuple[Known[str], ...] = (
    known("puts a message in", f"{_STD}/mpsc/struct.Sender.html", "std::sync::mpsc::Sender::send"),
    known(
        "puts a message in",
        f"{_MPSC}/struct.Sender.html",
        *below("tokio::sync::mpsc::Sender", "send", "try_send", "blocking_send"),
    ),
    known(
        "puts a message in",
        f"{_DOCS}/futures/latest/futures/channel/mpsc/struct.UnboundedSender.html",
        *below("futures::channel::mpsc::UnboundedSender", "unbounded_send", "start_send"),
    ),
    known("puts a message in", f"{_DOCS}/flume/latest/flume/struct.Sender.html", *below("flume::Sender", "send_async")),
    known(
        "puts a message in",
        f"{_DOCS}/async-channel/latest/async_channel/struct.Sender.html",
        *below("async_channel::Sender", "send_blocking", "force_send"),
    ),
)

RECEIVING: tuple[Known[str], ...] = (
    known(
        "takes a message out",
        f"{_STD}/mpsc/struct.Receiver.html",
        *below("std::sync::mpsc::Receiver", "recv", "try_recv", "recv_timeout", "recv_deadline"),
    ),
    known(
        "takes a message out",
        f"{_MPSC}/struct.UnboundedReceiver.html",
        *below("tokio::sync::mpsc::UnboundedReceiver", "recv", "blocking_recv"),
    ),
    known(
        "takes a message out",
        f"{_DOCS}/flume/latest/flume/struct.Receiver.html",
        *below("flume::Receiver", "recv_async"),
    ),
    known(
        "takes a message out",
        f"{_DOCS}/async-channel/latest/async_channel/struct.Receiver.html",
        *below("async_channel::Receiver", "recv_blocking"),
    ),
    known(
        "takes a message out",
        f"{_DOCS}/futures/latest/futures/stream/trait.StreamExt.html",
        "futures::stream::StreamExt::next",
    ),
)
