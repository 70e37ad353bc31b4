"""What frameworks call again and again: by attribute, trait, parameter and registration."""

from __future__ import annotations

from .entry_kinds import Contract, Entry, How, Serving
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_STD = "https://doc.rust-lang.org/std"
_ACTIX = f"{_DOCS}/actix-web/latest/actix_web"
_ACTOR = f"{_DOCS}/actix/latest/actix"
_AXUM = f"{_DOCS}/axum/latest/axum"
_POEM = f"{_DOCS}/poem/latest/poem"
_SALVO = f"{_DOCS}/salvo/latest/salvo"
_ROCKET = f"{_DOCS}/rocket/latest/rocket"
_WARP = f"{_DOCS}/warp/latest/warp"
_TIDE = f"{_DOCS}/tide/latest/tide"
_TONIC = f"{_DOCS}/tonic/latest/tonic"
_LAMBDA = f"{_DOCS}/lambda_runtime/latest/lambda_runtime"
_JSONRPSEE = f"{_DOCS}/jsonrpsee/latest/jsonrpsee/struct.RpcModule.html"
_TELOXIDE = f"{_DOCS}/teloxide/latest/teloxide"
_TOWER = f"{_DOCS}/tower/latest/tower"

_AXUM_HANDLER = Entry(How.REQUEST, "an axum handler")
_ACTIX_HANDLER = Entry(How.REQUEST, "an actix-web handler")
_POEM_HANDLER = Entry(How.REQUEST, "a poem handler")
_SALVO_HANDLER = Entry(How.REQUEST, "a salvo handler")
_SERVER_FUNCTION = Entry(How.REQUEST, "a server function")
_CHAT_COMMAND = Entry(How.MESSAGE, "a chat command")
_CHAT_HANDLER = Entry(How.MESSAGE, "a handler of chat messages")
_GRAPHQL = Entry(How.REQUEST, "a GraphQL resolver")
_ACTOR_HANDLER = Entry(How.MESSAGE, "an actor's message handler")
_MIDDLEWARE = Entry(How.REQUEST, "a middleware")
_VERBS = "get post put delete patch head options connect trace"

# Attributes of a function. What several packages have is told apart by imports and dependencies.
ATTRIBUTES: tuple[Known[Entry], ...] = (
    known(_ACTIX_HANDLER, f"{_ACTIX}/index.html#attributes", *below("actix_web", _VERBS, "route routes")),
    known(Entry(How.REQUEST, "a rocket route"), f"{_ROCKET}/attr.route.html", *below("rocket", _VERBS)),
    known(Entry(How.REQUEST, "a rocket catcher"), f"{_ROCKET}/attr.catch.html", "rocket::catch"),
    known(Entry(How.REQUEST, "an ntex handler"), f"{_DOCS}/ntex/latest/ntex/web/index.html", *below("ntex", _VERBS)),
    known(_POEM_HANDLER, f"{_POEM}/attr.handler.html", "poem::handler"),
    known(_POEM_HANDLER, f"{_DOCS}/poem-openapi/latest/poem_openapi/", "poem_openapi::oai"),
    known(_SALVO_HANDLER, f"{_SALVO}/attr.handler.html", *below("salvo", "handler endpoint")),
    known(Entry(How.REQUEST, "a dropshot handler"), f"{_DOCS}/dropshot/latest/dropshot/", "dropshot::endpoint"),
    known(
        _AXUM_HANDLER, f"{_DOCS}/axum-macros/latest/axum_macros/attr.debug_handler.html",
        *below("axum axum_macros", "debug_handler"),
    ),
    known(Entry(How.REQUEST, "an HTTP handler"), f"{_DOCS}/utoipa/latest/utoipa/attr.path.html", "utoipa::path"),
    known(_SERVER_FUNCTION, f"{_DOCS}/leptos/latest/leptos/attr.server.html", "leptos::server"),
    known(_SERVER_FUNCTION, f"{_DOCS}/dioxus/latest/dioxus/", "dioxus::server"),
    known(Entry(How.REQUEST, "a tauri command"), f"{_DOCS}/tauri/latest/tauri/attr.command.html", "tauri::command"),
    known(_CHAT_COMMAND, f"{_DOCS}/poise/latest/poise/attr.command.html", "poise::command"),
    known(_CHAT_COMMAND, f"{_DOCS}/serenity/0.11.7/serenity/framework/standard/macros/", "serenity::command"),
)  # fmt: skip

# The same for attributes of an `impl`: every function in it.
IMPL_ATTRIBUTES: tuple[Known[Entry], ...] = (
    known(
        _GRAPHQL, f"{_DOCS}/async-graphql/latest/async_graphql/attr.Object.html",
        *below("async_graphql", "Object ComplexObject Subscription Interface"),
    ),
    known(
        _GRAPHQL, f"{_DOCS}/juniper/latest/juniper/attr.graphql_object.html",
        *below("juniper", "graphql_object graphql_interface graphql_subscription"),
    ),
    known(
        Entry(How.REQUEST, "a D-Bus method"), f"{_DOCS}/zbus/latest/zbus/attr.interface.html",
        *below("zbus", "interface dbus_interface"),
    ),
)  # fmt: skip

# Traits by their last name; the first contract that fits the function and the crate's dependencies holds.
TRAITS: tuple[Known[Contract], ...] = (
    known(
        Contract(Entry(How.REQUEST, "a service's `call`"), ("call",), of_all=True), f"{_TOWER}/trait.Service.html",
        "tower::Service",
    ),
    known(
        Contract(_ACTOR_HANDLER, ("handle",)), f"{_ACTOR}/index.html", *below("actix", "Handler StreamHandler")
    ),
    known(
        Contract(Entry(How.REQUEST, "a request handler"), ("handle",)), f"{_SALVO}/trait.Handler.html",
        *below("salvo salvo_core rocket axum gotham", "Handler"),
    ),
    known(
        Contract(Entry(How.MESSAGE, "a handler of an SSH session's events"), ()),
        f"{_DOCS}/russh/latest/russh/server/trait.Handler.html",
        *below("russh thrussh", "Handler"),
    ),
    known(
        Contract(_ACTOR_HANDLER, ("handle",)), f"{_DOCS}/kameo/latest/kameo/message/trait.Message.html",
        "kameo::Message",
    ),
    known(Contract(_ACTOR_HANDLER, ("handle",)), f"{_DOCS}/ractor/latest/ractor/trait.Actor.html", "ractor::Actor"),
    known(
        Contract(Entry(How.REQUEST, "an extractor"), ("from_request",), of_all=True),
        f"{_AXUM}/extract/trait.FromRequest.html",
        "axum::extract::FromRequest",
    ),
    known(
        Contract(Entry(How.REQUEST, "an extractor"), ("from_request_parts",), of_all=True),
        f"{_AXUM}/extract/trait.FromRequestParts.html",
        *below("axum::extract", "FromRequestParts OptionalFromRequestParts"),
    ),
    known(
        Contract(Entry(How.REQUEST, "a conversion to a response"), ("into_response",), of_all=True),
        f"{_AXUM}/response/trait.IntoResponse.html",
        "axum::response::IntoResponse",
    ),
    known(
        Contract(Entry(How.REQUEST, "a conversion to a response"), ("respond_to",), of_all=True),
        f"{_ACTIX}/trait.Responder.html",
        "actix_web::Responder",
    ),
    known(
        Contract(_MIDDLEWARE, ("handle", "call")),
        f"{_DOCS}/reqwest-middleware/latest/reqwest_middleware/trait.Middleware.html",
        *below("reqwest_middleware poem tide surf salvo gotham", "Middleware"),
    ),
    known(
        Contract(Entry(How.REQUEST, "an endpoint's `call`"), ("call",)), f"{_POEM}/trait.Endpoint.html",
        *below("poem tide", "Endpoint"),
    ),
    known(
        Contract(Entry(How.REQUEST, "a rocket fairing"), ("on_request", "on_response")),
        f"{_ROCKET}/fairing/trait.Fairing.html",
        "rocket::fairing::Fairing",
    ),
    known(
        Contract(Entry(How.REQUEST, "a gRPC interceptor"), ("call",)), f"{_TONIC}/service/trait.Interceptor.html",
        "tonic::service::Interceptor",
    ),
    known(
        Contract(Entry(How.MESSAGE, "a handler of chat events"), ()),
        f"{_DOCS}/serenity/latest/serenity/client/trait.EventHandler.html",
        *below("serenity twilight_gateway", "EventHandler"),
    ),
    known(
        Contract(Entry(How.REQUEST, "a proxy's filter"), ()),
        f"{_DOCS}/pingora-proxy/latest/pingora_proxy/trait.ProxyHttp.html",
        *below("pingora pingora_proxy", "ProxyHttp"),
    ),
    known(
        Contract(Entry(How.MESSAGE, "a codec's `decode`"), ("decode",)),
        f"{_DOCS}/tokio-util/latest/tokio_util/codec/trait.Decoder.html",
        *below("tokio_util tonic asynchronous_codec", "Decoder"),
    ),
    known(
        Contract(Entry(How.MESSAGE, "a codec's `encode`"), ("encode",)),
        f"{_DOCS}/tokio-util/latest/tokio_util/codec/trait.Encoder.html",
        *below("tokio_util tonic asynchronous_codec", "Encoder"),
    ),
    known(
        Contract(Entry(How.ITEM, "an iterator's `next`"), ("next",), of_all=True), f"{_STD}/iter/trait.Iterator.html",
        "std::iter::Iterator",
    ),
    known(
        Contract(Entry(How.ITEM, "a stream's `poll_next`"), ("poll_next",), of_all=True),
        f"{_DOCS}/futures/latest/futures/stream/trait.Stream.html",
        "futures::Stream",
    ),
    known(
        Contract(Entry(How.ITEM, "a reader's `poll_read`"), ("poll_read",), of_all=True),
        f"{_DOCS}/tokio/latest/tokio/io/trait.AsyncRead.html",
        "tokio::io::AsyncRead",
    ),
    known(
        Contract(Entry(How.ITEM, "a writer's `poll_write`"), ("poll_write", "poll_write_vectored"), of_all=True),
        f"{_DOCS}/tokio/latest/tokio/io/trait.AsyncWrite.html",
        "tokio::io::AsyncWrite",
    ),
)  # fmt: skip

# Functions that serve with what they are given: these, and those of these modules.
SERVING: tuple[Known[Entry], ...] = (
    known(_AXUM_HANDLER, f"{_AXUM}/routing/index.html", *below("axum", "routing handler")),
    known(Entry(How.REQUEST, "an axum middleware"), f"{_AXUM}/middleware/index.html", "axum::middleware"),
    known(_POEM_HANDLER, f"{_POEM}/index.html", *below("poem", "get post put delete patch endpoint::make")),
    known(
        Entry(How.REQUEST, "an HTTP handler"), f"{_DOCS}/hyper/latest/hyper/service/fn.service_fn.html",
        "hyper::service::service_fn",
    ),
    known(
        Entry(How.CONNECTION, "a service made for a connection"),
        f"{_DOCS}/hyper/0.14.32/hyper/service/fn.make_service_fn.html",
        "hyper::service::make_service_fn",
        versions="<1",
    ),
    known(
        Entry(How.REQUEST, "a service"), f"{_TOWER}/fn.service_fn.html", *below("tower", "service_fn util::service_fn")
    ),
    known(
        Entry(How.REQUEST, "a lambda's handler"), f"{_LAMBDA}/fn.service_fn.html",
        *below("lambda_runtime lambda_http", "service_fn"),
    ),
    known(
        Entry(How.REQUEST, "an actix-web middleware"), f"{_ACTIX}/middleware/fn.from_fn.html",
        "actix_web::middleware::from_fn",
    ),
    known(_ACTIX_HANDLER, f"{_ACTIX}/web/fn.to.html", "actix_web::web::to"),
    known(_CHAT_HANDLER, f"{_TELOXIDE}/fn.repl.html", "teloxide::repl"),
)  # fmt: skip

_AXUM_CHAIN = ("axum::routing::", "axum::Router::")
_SALVO_CHAIN = ("salvo::Router::", "salvo::prelude::Router::")
_ACTIX_CHAIN = ("actix_web::web::", "actix_web::App::", "actix_web::Scope::", "actix_web::Resource::")
_POEM_CHAIN = ("poem::get", "poem::post", "poem::put")
_ROUTES = "get post put delete patch"

# Methods that do so; of two for one name, the first whose chain begins as needed holds.
SERVING_METHODS: tuple[Known[Serving], ...] = (
    known(
        Serving(_AXUM_HANDLER, _AXUM_CHAIN), f"{_AXUM}/routing/index.html",
        *below("axum::routing::MethodRouter", _ROUTES, "on any fallback"),
    ),
    known(
        Serving(_SALVO_HANDLER, _SALVO_CHAIN), f"{_SALVO}/struct.Router.html",
        *below("salvo::Router", _ROUTES, "goal"),
    ),
    known(
        Serving(_POEM_HANDLER, _POEM_CHAIN), f"{_POEM}/struct.RouteMethod.html", *below("poem::RouteMethod", _ROUTES)
    ),
    known(
        Serving(Entry(How.REQUEST, "a tide handler"), (".at",)), f"{_TIDE}/struct.Route.html",
        *below("tide::Route", _ROUTES),
    ),
    known(
        Serving(_ACTIX_HANDLER, _ACTIX_CHAIN), f"{_ACTIX}/struct.Resource.html",
        *below("actix_web", "Route::to App::default_service"),
    ),
    known(
        Serving(Entry(How.REQUEST, "a warp handler"), ("warp::",)), f"{_WARP}/trait.Filter.html",
        *below("warp::Filter", "and_then map then recover or_else map_async"),
    ),
)  # fmt: skip

# Methods that do so whose names nothing else has.
SERVING_NAMES: tuple[Known[Entry], ...] = (
    known(
        Entry(How.CONNECTION, "a WebSocket's task"), f"{_AXUM}/extract/ws/struct.WebSocketUpgrade.html",
        "axum::extract::ws::WebSocketUpgrade::on_upgrade",
    ),
    known(
        Entry(How.REQUEST, "a JSON-RPC method"), _JSONRPSEE,
        *below("jsonrpsee::RpcModule", "register_method register_async_method register_blocking_method"),
    ),
    known(Entry(How.REQUEST, "an actix-web middleware"), f"{_ACTIX}/struct.App.html", "actix_web::App::wrap_fn"),
    known(
        _MIDDLEWARE, f"{_TOWER}/trait.ServiceExt.html", *below("tower::ServiceExt", "map_request map_response")
    ),
)  # fmt: skip

# What is given a closure that runs once for each thread or listener.
FACTORIES: tuple[Known[str], ...] = (
    known("once a thread", f"{_ACTIX}/struct.HttpServer.html", "actix_web::HttpServer::new"),
    known("once a thread", f"{_DOCS}/ntex/latest/ntex/web/index.html", *below("ntex::web", "HttpServer::new server")),
)
CONFIGURES: tuple[Known[str], ...] = (
    known("once a thread", f"{_ACTIX}/struct.App.html", *below("actix_web::App", "configure data_factory")),
    known("once", f"{_AXUM}/serve/struct.Serve.html", "axum::serve::Serve::with_graceful_shutdown"),
    known(
        "once a thread", f"{_DOCS}/tokio/latest/tokio/runtime/struct.Builder.html",
        *below("tokio::runtime::Builder", "on_thread_start on_thread_stop"),
    ),
)  # fmt: skip
