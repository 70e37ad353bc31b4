"""Builders that speak HTTP/2: what sets their flow control and their limit of streams, in the form of each version."""

from __future__ import annotations

from .schema import Known, below, known

_TONIC_SERVER = "https://docs.rs/tonic/latest/tonic/transport/struct.Server.html"
_ENDPOINTS = (
    *below("tonic::transport::Endpoint", "from_static", "from_shared", "new", "from", "try_from"),
    *below("tonic::transport::Channel", "builder", "from_static", "from_shared"),
)

# The call that lets the windows grow with what the path holds.
WINDOWS: tuple[Known[str], ...] = (
    known("http2_adaptive_window(Some(true))", _TONIC_SERVER, "tonic::transport::Server::builder"),
    known(
        "http2_adaptive_window(true)",
        "https://docs.rs/tonic/latest/tonic/transport/channel/struct.Endpoint.html",
        *_ENDPOINTS,
    ),
    known(
        "adaptive_window(true)",
        "https://docs.rs/hyper/latest/hyper/client/conn/http2/struct.Builder.html",
        "hyper::client::conn::http2::Builder::new",
    ),
    known(
        "adaptive_window(true)",
        "https://docs.rs/hyper/latest/hyper/server/conn/http2/struct.Builder.html",
        "hyper::server::conn::http2::Builder::new",
    ),
    known(
        "http2_adaptive_window(true)",
        "https://docs.rs/hyper/0.14/hyper/client/struct.Builder.html",
        "hyper::Client::builder",
        "hyper::client::conn::Builder::new",
        versions="<1",
    ),
    known(
        "http2_adaptive_window(true)",
        "https://docs.rs/hyper/0.14/hyper/server/conn/struct.Http.html",
        "hyper::server::conn::Http::new",
        versions="<1",
    ),
    known(
        "http2_adaptive_window(true)",
        "https://docs.rs/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html",
        "hyper_util::client::legacy::Client::builder",
    ),
)

# The call that limits the streams of a connection, for servers that have no limit unless told.
STREAMS: tuple[Known[str], ...] = (
    known("max_concurrent_streams(Some(200_u32))", _TONIC_SERVER, "tonic::transport::Server::builder"),
    known(
        "max_concurrent_streams(200_u32)",
        "https://docs.rs/hyper/0.14/hyper/server/conn/http2/struct.Builder.html",
        "hyper::server::conn::http2::Builder::new",
        versions="<1",
    ),
    known(
        "http2_max_concurrent_streams(200_u32)",
        "https://docs.rs/hyper/0.14/hyper/server/conn/struct.Http.html",
        "hyper::server::conn::Http::new",
        versions="<1",
    ),
)
