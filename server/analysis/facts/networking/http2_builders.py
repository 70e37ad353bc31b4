"""Servers and clients of HTTP/2 that are left with the defaults of their library."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.calls import called_name
from ..code.paths import owner_type
from ..code.rust_file import RustFile
from ..data.http2 import STREAMS, WINDOWS
from ..data.schema import Known, entries_by_name
from ..running.callers import function_name
from .builder_settings import Flow, Wanted, flow_of, kept_by_name

_WINDOWS, _STREAMS = entries_by_name(WINDOWS), entries_by_name(STREAMS)
WINDOWED, STREAMED = tuple(_WINDOWS), tuple(_STREAMS)
_ENDS = frozenset(
    {
        "add_service", "add_optional_service", "add_routes", "serve", "serve_with_shutdown", "serve_with_incoming",
        "serve_with_incoming_shutdown", "serve_connection", "serve_connection_with_upgrades", "handshake", "build",
        "build_http", "connect", "connect_lazy", "connect_with_connector", "connect_with_connector_lazy",
    }
)  # fmt: skip
_WINDOW = Wanted(re.compile(rb"adaptive_window|initial_(stream|connection)_window"), _ENDS)
_LIMIT = Wanted(re.compile(rb"(?i)max_concurrent_streams|concurrency_?limit|load_?shed|rate_?limit"), _ENDS)
# A peer on the same machine is neither far away nor a stranger.
_LOCAL = re.compile(
    rb"(?i)\bunix|unix_?(stream|listener|socket)|\buds\b|duplex|localhost|127\.0\.0\.1|loopback|\[::1\]|named_?pipe"
)
_ASKS_LITTLE = re.compile(r"(?i)health|heart_?beat")
# What turns a server of tonic into a service of another one, and leaves its settings behind.
_LEAVES = frozenset({"into_router", "into_service", "into_axum_router", "into_make_service"})
# Constructors that refuse what is no address.
_FALLIBLE = frozenset({"from_shared", "new", "try_from"})
_HTTP2_ONLY = b"http2_only(true)"
_CARRIES_MUCH = (".max_decoding_message_size", ".max_encoding_message_size", "ReceiverStream::new", "StreamBody::new")
_STREAMED_HERE = (
    "StreamBody", "BodyStream", "into_data_stream", "wrap_stream", "into_stream", "max_decoding_message_size",
    "max_encoding_message_size", "ReceiverStream", "Streaming",
)  # fmt: skip


def unset_window(start: Node, callee: str, file: RustFile) -> str | None:
    """The call that is missing on a builder whose connections carry much data, as far as that is seen."""
    entry = _applies(_WINDOWS.get(callee), file)
    asks_little = _ASKS_LITTLE.search(f"{owner_type(file)} {function_name(file)}") is not None
    if entry is None or asks_little or not _carries_much(callee, file):
        return None
    return entry.fact if _is_bare(flow_of(start, _WINDOW, file)) else None


def unset_limit(start: Node, callee: str, file: RustFile) -> str | None:
    """The call that is missing on a server of HTTP/2 that has no limit of streams without it."""
    entry = _applies(_STREAMS.get(callee), file)
    if entry is None or (callee.endswith("Http::new") and _HTTP2_ONLY not in file.unit.text):
        return None
    return entry.fact if _is_bare(flow_of(start, _LIMIT, file)) else None


def kept(start: Node, callee: str, file: RustFile) -> tuple[Node, str] | None:
    """The `let` that keeps a builder of hyper, whose settings give back references."""
    return kept_by_name(start, file) if callee.startswith("hyper") else None


def builder_at(start: Node, callee: str, file: RustFile) -> Node | None:
    """The expression that is the builder itself, behind what takes it out of a `Result`; None in other forms."""
    if not callee.startswith("tonic::transport::") or callee.rpartition("::")[2] not in _FALLIBLE:
        return start
    above = file.parent(start)
    if above is None or above.type == "try_expression":
        return above
    call = file.parent(above) if file.text(above).endswith((".unwrap", ".expect")) else None
    return call if call is not None and call.type == "call_expression" else None


def _applies(entry: Known[str] | None, file: RustFile) -> Known[str] | None:
    """The entry, unless it is one of other versions than the crate's, or of versions that are not known."""
    if entry is None or not entry.versions:
        return entry
    package = entry.names[0].partition("::")[0]
    return entry if file.crate.is_version(package, entry.versions) else None


def _is_bare(flow: Flow) -> bool:
    return flow.is_bare and not any(
        _LOCAL.search(view.unit.text) or _leaves(end, view) or _speaks_http1(end, view) for end, view in flow.ends
    )


def _speaks_http1(end: Node, view: RustFile) -> bool:
    """Whether a client never gets to HTTP/2: without TLS it must be told to, and a connector may rule it out."""
    text = view.bytes_of(end)
    if called_name(end, view) == "build_http":
        return b"http2" not in text
    return b".enable_http1()" in text and re.search(rb"\.enable_(http2|all_versions)\(", text) is None


def _leaves(end: Node, view: RustFile) -> bool:
    calls = (around for around in view.ancestors(end) if around.type == "call_expression")
    return any(called_name(call, view) in _LEAVES for call in calls)


def _carries_much(callee: str, file: RustFile) -> bool:
    """Whether the file streams bodies, or the crate of a gRPC server has streams or raises its messages' limit."""
    if any(file.names.mentioning(word) for word in _STREAMED_HERE):
        return True
    home = file.names.home() if callee == "tonic::transport::Server::builder" else None
    paths = {path for word in _CARRIES_MUCH for path in file.names.files_with_word(home.target, word)} if home else ()
    return any(file.names.of(path).mentioning("tonic") for path in sorted(paths))
