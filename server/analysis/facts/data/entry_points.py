"""What frameworks call again and again: by attribute, trait, parameter and registration. Sources: each crate's documentation."""

from __future__ import annotations

from typing import NamedTuple

REQUEST, MESSAGE, CONNECTION, ITEM = "per request", "per message", "per connection", "per item"


class Attribute(NamedTuple):
    """An attribute of a package that makes a function an entry point."""

    package: str
    how: str
    what: str


_ROUTE = (
    Attribute("actix_web", REQUEST, "an actix-web handler"),
    Attribute("rocket", REQUEST, "a rocket route"),
    Attribute("ntex", REQUEST, "an ntex handler"),
)
_VERBS = ("get", "post", "put", "delete", "patch", "head", "options", "connect", "trace")
_SALVO = Attribute("salvo", REQUEST, "a salvo handler")
_OPENAPI = Attribute("poem_openapi", REQUEST, "a poem handler")

# By the last name of the attribute. What several packages have is told apart by imports and dependencies.
ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    **dict.fromkeys(_VERBS, _ROUTE),
    "route": _ROUTE[:1],
    "routes": _ROUTE[:1],
    "handler": (Attribute("poem", REQUEST, "a poem handler"), _SALVO),
    "endpoint": (_SALVO, Attribute("dropshot", REQUEST, "a dropshot handler")),
    "debug_handler": (
        Attribute("axum", REQUEST, "an axum handler"),
        Attribute("axum_macros", REQUEST, "an axum handler"),
    ),
    "oai": (_OPENAPI,),
    "path": (Attribute("utoipa", REQUEST, "an HTTP handler"),),
    "server": (Attribute("leptos", REQUEST, "a server function"), Attribute("dioxus", REQUEST, "a server function")),
    "command": (
        Attribute("tauri", REQUEST, "a tauri command"),
        Attribute("poise", MESSAGE, "a chat command"),
        Attribute("serenity", MESSAGE, "a chat command"),
    ),
    "catch": (Attribute("rocket", REQUEST, "a rocket catcher"),),
}

# The same for attributes of an `impl`: every function in it.
IMPL_ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    **dict.fromkeys(
        ("Object", "ComplexObject", "Subscription", "Interface"),
        (Attribute("async_graphql", REQUEST, "a GraphQL resolver"),),
    ),
    **dict.fromkeys(
        ("graphql_object", "graphql_interface", "graphql_subscription"),
        (Attribute("juniper", REQUEST, "a GraphQL resolver"),),
    ),
    **dict.fromkeys(("interface", "dbus_interface"), (Attribute("zbus", REQUEST, "a D-Bus method"),)),
}


class Contract(NamedTuple):
    """A trait whose functions are called again and again: all of them where no names are given."""

    functions: tuple[str, ...]
    how: str
    what: str
    packages: tuple[str, ...] = ()


# By the last name of the trait; the first contract that fits the function and the crate's dependencies holds.
TRAITS: dict[str, tuple[Contract, ...]] = {
    "Service": (Contract(("call",), REQUEST, "a service's `call`"),),
    "Handler": (
        Contract(("handle",), MESSAGE, "an actor's message handler", ("actix",)),
        Contract(("handle",), REQUEST, "a request handler", ("salvo", "salvo_core", "rocket", "axum", "gotham")),
        Contract((), MESSAGE, "a handler of an SSH session's events", ("russh", "thrussh")),
    ),
    "StreamHandler": (Contract(("handle",), MESSAGE, "an actor's message handler", ("actix",)),),
    "Message": (Contract(("handle",), MESSAGE, "an actor's message handler", ("kameo",)),),
    "Actor": (Contract(("handle",), MESSAGE, "an actor's message handler", ("ractor",)),),
    "FromRequest": (Contract(("from_request",), REQUEST, "an extractor"),),
    "FromRequestParts": (Contract(("from_request_parts",), REQUEST, "an extractor"),),
    "OptionalFromRequestParts": (Contract(("from_request_parts",), REQUEST, "an extractor"),),
    "IntoResponse": (Contract(("into_response",), REQUEST, "a conversion to a response"),),
    "Responder": (Contract(("respond_to",), REQUEST, "a conversion to a response"),),
    "Middleware": (
        Contract(
            ("handle", "call"),
            REQUEST,
            "a middleware",
            ("reqwest_middleware", "poem", "tide", "surf", "salvo", "gotham"),
        ),
    ),
    "Endpoint": (Contract(("call",), REQUEST, "an endpoint's `call`", ("poem", "tide")),),
    "Fairing": (Contract(("on_request", "on_response"), REQUEST, "a rocket fairing", ("rocket",)),),
    "Interceptor": (Contract(("call",), REQUEST, "a gRPC interceptor", ("tonic",)),),
    "EventHandler": (Contract((), MESSAGE, "a handler of chat events", ("serenity", "twilight_gateway")),),
    "ProxyHttp": (Contract((), REQUEST, "a proxy's filter", ("pingora", "pingora_proxy")),),
    "Decoder": (Contract(("decode",), MESSAGE, "a codec's `decode`", ("tokio_util", "tonic", "asynchronous_codec")),),
    "Encoder": (Contract(("encode",), MESSAGE, "a codec's `encode`", ("tokio_util", "tonic", "asynchronous_codec")),),
    "Iterator": (Contract(("next",), ITEM, "an iterator's `next`"),),
    "Stream": (Contract(("poll_next",), ITEM, "a stream's `poll_next`"),),
    "AsyncRead": (Contract(("poll_read",), ITEM, "a reader's `poll_read`"),),
    "AsyncWrite": (Contract(("poll_write", "poll_write_vectored"), ITEM, "a writer's `poll_write`"),),
}

# Parameters that only a handler, or what a handler calls, can have. The canonical path of a type begins so.
HANDED: tuple[tuple[str, str, str], ...] = (
    ("axum::extract::", REQUEST, "an axum handler"),
    ("axum::Json", REQUEST, "an axum handler"),
    ("axum::Form", REQUEST, "an axum handler"),
    ("axum::TypedHeader", REQUEST, "an axum handler"),
    ("axum_extra::extract::", REQUEST, "an axum handler"),
    ("axum_extra::TypedHeader", REQUEST, "an axum handler"),
    ("axum::middleware::Next", REQUEST, "an axum middleware"),
    ("actix_web::web::", REQUEST, "an actix-web handler"),
    ("actix_web::HttpRequest", REQUEST, "an actix-web handler"),
    ("actix_web::dev::ServiceRequest", REQUEST, "an actix-web middleware"),
    ("actix_multipart::", REQUEST, "an actix-web handler"),
    ("poem::web::", REQUEST, "a poem handler"),
    ("salvo::Request", REQUEST, "a salvo handler"),
    ("salvo::Depot", REQUEST, "a salvo handler"),
    ("tonic::Request", REQUEST, "a gRPC method"),
    ("tonic::Streaming", REQUEST, "a gRPC method"),
    ("hyper::body::Incoming", REQUEST, "an HTTP handler"),
    ("warp::ws::", REQUEST, "a warp handler"),
    ("tide::Request", REQUEST, "a tide handler"),
    ("lambda_http::Request", REQUEST, "a lambda's handler"),
    ("lambda_runtime::LambdaEvent", REQUEST, "a lambda's handler"),
    ("tarpc::context::Context", REQUEST, "an RPC method"),
    ("teloxide::types::Message", MESSAGE, "a handler of chat messages"),
    ("teloxide::types::CallbackQuery", MESSAGE, "a handler of chat messages"),
    ("teloxide::prelude::Message", MESSAGE, "a handler of chat messages"),
    ("async_graphql::Context", REQUEST, "a GraphQL resolver"),
    ("poise::Context", MESSAGE, "a chat command"),
    ("lapin::message::Delivery", MESSAGE, "a consumer of messages"),
)  # fmt: skip

# Types of those modules that set-up code and background tasks take as well.
NOT_HANDED = frozenset(
    {
        "axum::extract::FromRef", "axum::extract::DefaultBodyLimit", "actix_web::web::ServiceConfig",
        "actix_web::web::JsonConfig", "actix_web::web::PayloadConfig", "actix_web::web::FormConfig",
        "actix_web::web::QueryConfig", "actix_web::web::PathConfig", "actix_web::web::Bytes", "actix_web::web::BytesMut",
        "axum::extract::FromRequest", "axum::extract::FromRequestParts", "axum::extract::connect_info::Connected",
    }
)  # fmt: skip
SHARED = frozenset({"axum::extract::State", "axum::Extension", "axum::extract::Extension", "actix_web::web::Data"})
SOCKETS = frozenset(
    {"axum::extract::ws::WebSocket", "axum::extract::ws::Message", "warp::ws::WebSocket", "warp::ws::Message"}
)

# Functions that serve with what they are given, by canonical path.
SERVING: tuple[tuple[str, str, str], ...] = (
    ("axum::routing::", REQUEST, "an axum handler"),
    ("axum::middleware::", REQUEST, "an axum middleware"),
    ("axum::handler::", REQUEST, "an axum handler"),
    ("poem::get", REQUEST, "a poem handler"), ("poem::post", REQUEST, "a poem handler"),
    ("poem::put", REQUEST, "a poem handler"), ("poem::delete", REQUEST, "a poem handler"),
    ("poem::patch", REQUEST, "a poem handler"), ("poem::endpoint::make", REQUEST, "a poem handler"),
    ("hyper::service::service_fn", REQUEST, "an HTTP handler"),
    ("hyper::service::make_service_fn", CONNECTION, "a service made for a connection"),
    ("tower::service_fn", REQUEST, "a service"), ("tower::util::service_fn", REQUEST, "a service"),
    ("lambda_runtime::service_fn", REQUEST, "a lambda's handler"),
    ("lambda_http::service_fn", REQUEST, "a lambda's handler"),
    ("actix_web::middleware::from_fn", REQUEST, "an actix-web middleware"),
    ("actix_web::web::to", REQUEST, "an actix-web handler"),
    ("teloxide::repl", MESSAGE, "a handler of chat messages"),
)  # fmt: skip

# Methods that do so, by what their chain must begin with: a path, or the name of a method of the chain.
_AXUM = ("axum::routing::", "axum::Router::")
_WEB = ("actix_web::web::", "actix_web::App::", "actix_web::Scope::", "actix_web::Resource::")
SERVING_METHODS: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = {
    **dict.fromkeys(
        ("get", "post", "put", "delete", "patch"),
        (
            (_AXUM, REQUEST, "an axum handler"),
            (("salvo::Router::", "salvo::prelude::Router::"), REQUEST, "a salvo handler"),
            (("poem::get", "poem::post", "poem::put"), REQUEST, "a poem handler"),
            ((".at",), REQUEST, "a tide handler"),
        ),
    ),
    **dict.fromkeys(("on", "any", "fallback"), ((_AXUM, REQUEST, "an axum handler"),)),
    "to": ((_WEB, REQUEST, "an actix-web handler"),),
    "default_service": ((_WEB, REQUEST, "an actix-web handler"),),
    **dict.fromkeys(
        ("and_then", "map", "then", "recover", "or_else", "map_async"), ((("warp::",), REQUEST, "a warp handler"),)
    ),
    "goal": ((("salvo::Router::", "salvo::prelude::Router::"), REQUEST, "a salvo handler"),),
}

# Method names that nothing else has.
SERVING_NAMES: dict[str, tuple[str, str]] = {
    "on_upgrade": (CONNECTION, "a WebSocket's task"),
    "register_method": (REQUEST, "a JSON-RPC method"),
    "register_async_method": (REQUEST, "a JSON-RPC method"),
    "register_blocking_method": (REQUEST, "a JSON-RPC method"),
    "wrap_fn": (REQUEST, "an actix-web middleware"),
    "map_request": (REQUEST, "a middleware"),
    "map_response": (REQUEST, "a middleware"),
}

# What is given a closure that runs once for each thread or listener.
FACTORIES = frozenset({"actix_web::HttpServer::new", "ntex::web::HttpServer::new", "ntex::web::server"})
CONFIGURES = frozenset({"configure", "with_graceful_shutdown", "on_thread_start", "on_thread_stop", "data_factory"})
