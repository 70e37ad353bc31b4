"""Types of parameters that only a handler, or what a handler calls, can have."""

from __future__ import annotations

from .entry_kinds import Entry, How
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_AXUM = f"{_DOCS}/axum/latest/axum"
_ACTIX = f"{_DOCS}/actix-web/latest/actix_web"
_TELOXIDE = f"{_DOCS}/teloxide/latest/teloxide"

_AXUM_HANDLER = Entry(How.REQUEST, "an axum handler")
_ACTIX_HANDLER = Entry(How.REQUEST, "an actix-web handler")
_GRPC = Entry(How.REQUEST, "a gRPC method")
_LAMBDA = Entry(How.REQUEST, "a lambda's handler")

# These types, and those of these modules.
HANDED: tuple[Known[Entry], ...] = (
    known(_AXUM_HANDLER, f"{_AXUM}/extract/index.html", *below("axum", "extract Json Form TypedHeader")),
    known(_AXUM_HANDLER, f"{_DOCS}/axum-extra/latest/axum_extra/", *below("axum_extra", "extract TypedHeader")),
    known(Entry(How.REQUEST, "an axum middleware"), f"{_AXUM}/middleware/struct.Next.html", "axum::middleware::Next"),
    known(_ACTIX_HANDLER, f"{_ACTIX}/web/index.html", *below("actix_web", "web HttpRequest")),
    known(_ACTIX_HANDLER, f"{_DOCS}/actix-multipart/latest/actix_multipart/", "actix_multipart"),
    known(
        Entry(How.REQUEST, "an actix-web middleware"), f"{_ACTIX}/dev/struct.ServiceRequest.html",
        "actix_web::dev::ServiceRequest",
    ),
    known(Entry(How.REQUEST, "a poem handler"), f"{_DOCS}/poem/latest/poem/web/index.html", "poem::web"),
    known(Entry(How.REQUEST, "a salvo handler"), f"{_DOCS}/salvo/latest/salvo/", *below("salvo", "Request Depot")),
    known(_GRPC, f"{_DOCS}/tonic/latest/tonic/", *below("tonic", "Request Streaming")),
    known(
        Entry(How.REQUEST, "an HTTP handler"), f"{_DOCS}/hyper/latest/hyper/body/struct.Incoming.html",
        "hyper::body::Incoming",
    ),
    known(Entry(How.REQUEST, "a warp handler"), f"{_DOCS}/warp/latest/warp/filters/ws/", "warp::ws"),
    known(Entry(How.REQUEST, "a tide handler"), f"{_DOCS}/tide/latest/tide/struct.Request.html", "tide::Request"),
    known(_LAMBDA, f"{_DOCS}/lambda_http/latest/lambda_http/", "lambda_http::Request"),
    known(_LAMBDA, f"{_DOCS}/lambda_runtime/latest/lambda_runtime/", "lambda_runtime::LambdaEvent"),
    known(Entry(How.REQUEST, "an RPC method"), f"{_DOCS}/tarpc/latest/tarpc/context/", "tarpc::context::Context"),
    known(
        Entry(How.MESSAGE, "a handler of chat messages"), f"{_TELOXIDE}/types/index.html",
        *below("teloxide", "types::Message types::MessageId types::CallbackQuery prelude::Message"),
    ),
    known(
        Entry(How.REQUEST, "a GraphQL resolver"), f"{_DOCS}/async-graphql/latest/async_graphql/", "async_graphql::Context"
    ),
    known(Entry(How.MESSAGE, "a chat command"), f"{_DOCS}/poise/latest/poise/", "poise::Context"),
    known(
        Entry(How.MESSAGE, "a consumer of messages"), f"{_DOCS}/lapin/latest/lapin/message/struct.Delivery.html",
        "lapin::message::Delivery",
    ),
)  # fmt: skip

# Types of those modules that set-up code and background tasks take as well.
NOT_HANDED: tuple[Known[str], ...] = (
    known(
        "set-up", f"{_AXUM}/extract/index.html",
        *below("axum::extract", "FromRef DefaultBodyLimit FromRequest FromRequestParts connect_info::Connected"),
    ),
    known(
        "set-up", f"{_ACTIX}/web/index.html",
        *below("actix_web::web", "ServiceConfig JsonConfig PayloadConfig FormConfig QueryConfig PathConfig"),
        *below("actix_web::web", "Bytes BytesMut"),
    ),
)  # fmt: skip
SHARED: tuple[Known[str], ...] = (
    known("state", f"{_AXUM}/extract/struct.State.html", *below("axum", "extract::State Extension extract::Extension")),
    known("state", f"{_ACTIX}/web/struct.Data.html", "actix_web::web::Data"),
)
SOCKETS: tuple[Known[str], ...] = (
    known("socket", f"{_AXUM}/extract/ws/index.html", *below("axum::extract::ws", "WebSocket Message")),
    known("socket", f"{_DOCS}/warp/latest/warp/filters/ws/", *below("warp::ws", "WebSocket Message")),
)
