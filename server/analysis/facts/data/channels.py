"""Channels without a bound and their bounded twins, and the methods that send and receive."""

from __future__ import annotations

from typing import NamedTuple

from .schema import Known, below, known

_STD = "https://doc.rust-lang.org/std"
_DOCS = "https://docs.rs"
_TOKIO = f"{_DOCS}/tokio/latest/tokio/sync/mpsc/index.html"
_FUTURES = f"{_DOCS}/futures/latest/futures/channel/mpsc/index.html"
_CROSSBEAM = f"{_DOCS}/crossbeam-channel/latest/crossbeam_channel/"
_FLUME = f"{_DOCS}/flume/latest/flume/"
_KANAL = f"{_DOCS}/kanal/latest/kanal/"
_ASYNC_CHANNEL = f"{_DOCS}/async-channel/latest/async_channel/"


class Channel(NamedTuple):
    """How a library's unbounded channel is written with a bound: constructor, types, and what sending becomes.

    `waits` says how a full channel makes a sender wait: `async` by `.await`, `blocks` in `send` itself,
    `async-same` in a `send` that is awaited already. All is empty where the library has no bounded channel of the
    same form.
    """

    bounded: str = ""
    sender: str = ""
    receiver: str = ""
    bounded_sender: str = ""
    bounded_receiver: str = ""
    waits: str = ""


_BLOCKING = Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "blocks")

UNBOUNDED: tuple[Known[Channel], ...] = (
    known(
        Channel("channel", "UnboundedSender", "UnboundedReceiver", "Sender", "Receiver", "async"), _TOKIO,
        "tokio::sync::mpsc::unbounded_channel",
    ),
    known(
        Channel("channel", "UnboundedSender", "UnboundedReceiver", "Sender", "Receiver", "sink"), _FUTURES,
        "futures::channel::mpsc::unbounded",
    ),
    known(
        Channel("sync_channel", "Sender", "Receiver", "SyncSender", "Receiver", "blocks"),
        f"{_STD}/sync/mpsc/index.html",
        "std::sync::mpsc::channel",
    ),
    known(_BLOCKING, _CROSSBEAM, "crossbeam::channel::unbounded"),
    known(_BLOCKING, _FLUME, "flume::unbounded"),
    known(_BLOCKING, _KANAL, "kanal::unbounded"),
    known(_BLOCKING, f"{_DOCS}/loole/latest/loole/", "loole::unbounded"),
    known(
        Channel("bounded_async", "AsyncSender", "AsyncReceiver", "AsyncSender", "AsyncReceiver", "async-same"), _KANAL,
        "kanal::unbounded_async",
    ),
    known(
        Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "async-same"), _ASYNC_CHANNEL,
        *below("async_channel async_std::channel smol::channel", "unbounded"),
    ),
    known(
        Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "async-same"),
        f"{_DOCS}/async-priority-channel/latest/async_priority_channel/fn.unbounded.html",
        "async_priority_channel::unbounded",
    ),
    known(
        Channel(), f"{_DOCS}/crossfire/latest/crossfire/index.html",
        *below("crossfire::mpsc crossfire::mpmc crossfire::spsc", "unbounded_async unbounded_blocking"),
    ),
    known(
        Channel(), f"{_DOCS}/local-channel/latest/local_channel/mpsc/fn.channel.html", "local_channel::mpsc::channel",
    ),
)  # fmt: skip

# Methods that put a message into a channel, and those that take one out, once.
SENDS: tuple[Known[str], ...] = (
    known("send", f"{_STD}/sync/mpsc/index.html", *below("std::sync::mpsc::SyncSender", "send try_send")),
    known("send", _FUTURES, *below("futures::channel::mpsc::UnboundedSender", "unbounded_send start_send")),
    known("send", _FLUME, "flume::Sender::send_async"),
    known("send", _ASYNC_CHANNEL, "async_channel::Sender::send_blocking"),
)
RECEIVES: tuple[Known[str], ...] = (
    known("receive", f"{_STD}/sync/mpsc/index.html", *below("std::sync::mpsc::Receiver", "recv try_recv recv_timeout")),
    known("receive", _TOKIO, "tokio::sync::mpsc::Receiver::blocking_recv"),
    known("receive", f"{_DOCS}/futures/latest/futures/stream/trait.StreamExt.html", "futures::StreamExt::next"),
    known("receive", _CROSSBEAM, "crossbeam::channel::Receiver::recv_deadline"),
    known("receive", _FLUME, "flume::Receiver::recv_async"),
    known("receive", _ASYNC_CHANNEL, "async_channel::Receiver::recv_blocking"),
)
