"""Clients that hold a pool of connections, and calls that open one. Sources: the documentation of each crate."""

from __future__ import annotations

import re

# Constructors that give the client itself.
CLIENTS = frozenset(
    {
        "reqwest::Client::new", "reqwest::Client::default", "reqwest::blocking::Client::new",
        "reqwest::blocking::Client::default", "awc::Client::new", "awc::Client::default", "surf::Client::new",
        "surf::client", "isahc::HttpClient::new", "hyper::Client::new", "ureq::agent", "ureq::Agent::new",
    }
)  # fmt: skip

# Where a builder starts whose `build()` or `finish()` gives the client.
BUILDERS = frozenset(
    {
        "reqwest::Client::builder", "reqwest::ClientBuilder::new", "reqwest::ClientBuilder::default",
        "reqwest::blocking::Client::builder", "reqwest::blocking::ClientBuilder::new", "awc::Client::builder",
        "isahc::HttpClient::builder", "hyper::Client::builder", "hyper_util::client::legacy::Client::builder",
        "ureq::AgentBuilder::new",
    }
)  # fmt: skip
FINISHES = frozenset({"build", "finish", "build_http"})

# Settings of a builder that differ from call to call and cannot be moved to the request.
UNSHARED = frozenset(
    {
        "proxy", "identity", "add_root_certificate", "tls_built_in_root_certs", "use_preconfigured_tls", "resolve",
        "resolve_to_addrs", "dns_resolver", "local_address", "interface", "cookie_provider",
        "danger_accept_invalid_certs",
        "danger_accept_invalid_hostnames", "redirect", "unix_socket", "connector", "no_proxy",
    }
)  # fmt: skip

# Certificates are the same for all that a program calls, unless something else is set beside them.
UNSHARED_CALL = re.compile(rf"\.\s*({'|'.join(sorted(UNSHARED - {'add_root_certificate'}))})\s*\(".encode())

# Functions that make a client of their own for one request.
ONE_SHOTS = frozenset({"reqwest::get", "reqwest::blocking::get"})

# Functions that open a connection or a whole pool.
CONNECTS = frozenset(
    {
        "tokio_postgres::connect", "postgres::Client::connect", "mongodb::Client::with_uri_str",
        "mongodb::Client::with_options", "mongodb::sync::Client::with_uri_str", "lapin::Connection::connect",
        "sqlx::PgPool::connect", "sqlx::MySqlPool::connect", "sqlx::SqlitePool::connect", "sqlx::Pool::connect",
        "sqlx::AnyPool::connect", "sqlx::postgres::PgPool::connect", "sqlx::mysql::MySqlPool::connect",
        "sqlx::PgConnection::connect", "sqlx::MySqlConnection::connect", "sqlx::postgres::PgConnection::connect",
        "diesel::PgConnection::establish", "diesel::pg::PgConnection::establish",
        "diesel::MysqlConnection::establish", "diesel::mysql::MysqlConnection::establish",
        "diesel_async::AsyncPgConnection::establish", "mysql::Conn::new", "mysql::Pool::new",
        "mysql_async::Conn::new",
        "mysql_async::Pool::new", "async_nats::connect", "redis::Client::open",
    }
)  # fmt: skip
STREAMS = frozenset({f"{runtime}::net::TcpStream::connect" for runtime in ("tokio", "std", "async_std", "smol")})

# Methods of `redis::Client` that open a connection.
REDIS = frozenset(
    {
        "get_connection", "get_async_connection", "get_tokio_connection", "get_multiplexed_async_connection",
        "get_multiplexed_tokio_connection", "get_connection_manager", "get_multiplexed_async_std_connection",
    }
)  # fmt: skip

# Dependencies that tell a service, or a program that stays with its user, from a command that ends after its work.
SERVERS = frozenset(
    {
        "actix_web", "axum", "rocket", "warp", "poem", "tide", "salvo", "salvo_core", "hyper", "tonic", "tiny_http",
        "rouille",
        "ntex", "gotham", "jsonrpsee", "tower_http", "async_graphql", "serenity", "poise", "teloxide", "tauri", "viz",
        "tower", "iron", "nickel", "thruster", "lambda_http", "lambda_runtime", "worker", "fastly", "dropshot",
        "leptos",
        "reedline", "rustyline", "ratatui", "crossterm", "tui", "eframe", "iced", "gtk4", "gtk", "relm4", "slint",
        "dioxus",
        "twilight_gateway", "tower_lsp", "matrix_sdk", "lapin", "rdkafka", "async_nats", "libp2p",
        "tokio_tungstenite",
    }
)  # fmt: skip
