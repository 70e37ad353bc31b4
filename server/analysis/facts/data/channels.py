"""Channels without a bound and their bounded twins. Sources: the documentation of each crate."""

from __future__ import annotations

from typing import NamedTuple


class Channel(NamedTuple):
    """How a library's unbounded channel is written with a bound: constructor, types, and what sending becomes.

    `waits` says how a full channel makes a sender wait: `async` by `.await`, `blocks` in `send` itself,
    `async-same` in a `send` that is awaited already.
    """

    bounded: str
    sender: str
    receiver: str
    bounded_sender: str
    bounded_receiver: str
    waits: str


_TOKIO = "tokio::sync::mpsc::"
_FUTURES = "futures::channel::mpsc::"

UNBOUNDED: dict[str, Channel] = {
    f"{_TOKIO}unbounded_channel": Channel(
        "channel", "UnboundedSender", "UnboundedReceiver", "Sender", "Receiver", "async"
    ),
    f"{_FUTURES}unbounded": Channel("channel", "UnboundedSender", "UnboundedReceiver", "Sender", "Receiver", "sink"),
    "std::sync::mpsc::channel": Channel("sync_channel", "Sender", "Receiver", "SyncSender", "Receiver", "blocks"),
    "crossbeam::channel::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "blocks"),
    "flume::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "blocks"),
    "kanal::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "blocks"),
    "kanal::unbounded_async": Channel(
        "bounded_async", "AsyncSender", "AsyncReceiver", "AsyncSender", "AsyncReceiver", "async-same"
    ),
    "loole::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "blocks"),
    "async_channel::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "async-same"),
    "async_std::channel::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "async-same"),
    "smol::channel::unbounded": Channel("bounded", "Sender", "Receiver", "Sender", "Receiver", "async-same"),
}

# Methods that put a message into a channel.
SENDS = frozenset({"send", "unbounded_send", "start_send", "try_send", "send_async", "send_blocking"})
# Methods that take one out, once.
RECEIVES = frozenset(
    {"recv", "recv_timeout", "blocking_recv", "recv_async", "next", "try_recv", "recv_deadline", "recv_blocking"}
)
