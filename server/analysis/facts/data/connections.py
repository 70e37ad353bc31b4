"""Clients that hold a pool of connections, and calls that open one."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"
_REQWEST = f"{_DOCS}/reqwest/latest/reqwest"
_AWC = f"{_DOCS}/awc/latest/awc"
_ISAHC = f"{_DOCS}/isahc/latest/isahc"
_HYPER = f"{_DOCS}/hyper/0.14.32/hyper/client/struct.Client.html"
_UREQ = f"{_DOCS}/ureq/2.12.1/ureq"
_SQLX = f"{_DOCS}/sqlx/latest/sqlx"
_MYSQL = f"{_DOCS}/mysql/latest/mysql"
_MONGODB = f"{_DOCS}/mongodb/latest/mongodb"
_REDIS = f"{_DOCS}/redis/latest/redis/struct.Client.html"

# Constructors that give the client itself.
CLIENTS: tuple[Known[str], ...] = (
    known(
        "client", f"{_REQWEST}/struct.Client.html", *below("reqwest::Client reqwest::blocking::Client", "new default")
    ),
    known("client", f"{_AWC}/struct.Client.html", *below("awc::Client", "new default")),
    known("client", f"{_DOCS}/surf/latest/surf/struct.Client.html", *below("surf", "Client::new client")),
    known("client", f"{_ISAHC}/struct.HttpClient.html", "isahc::HttpClient::new"),
    known("client", _HYPER, "hyper::Client::new", versions="<1"),
    known("client", f"{_UREQ}/struct.Agent.html", *below("ureq", "agent Agent::new")),
)  # fmt: skip

# Where a builder starts whose last call gives the client, and those last calls.
BUILDERS: tuple[Known[str], ...] = (
    known(
        "builder", f"{_REQWEST}/struct.ClientBuilder.html",
        *below("reqwest", "Client::builder ClientBuilder::new ClientBuilder::default"),
        *below("reqwest::blocking", "Client::builder ClientBuilder::new"),
    ),
    known("builder", f"{_AWC}/struct.ClientBuilder.html", "awc::Client::builder"),
    known("builder", f"{_ISAHC}/struct.HttpClientBuilder.html", "isahc::HttpClient::builder"),
    known("builder", _HYPER, "hyper::Client::builder", versions="<1"),
    known(
        "builder", f"{_DOCS}/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html",
        "hyper_util::client::legacy::Client::builder",
    ),
    known("builder", f"{_UREQ}/struct.AgentBuilder.html", "ureq::AgentBuilder::new", versions="<3"),
)  # fmt: skip
FINISHES: tuple[Known[str], ...] = (
    known("client", f"{_REQWEST}/struct.ClientBuilder.html", "reqwest::ClientBuilder::build"),
    known("client", f"{_AWC}/struct.ClientBuilder.html", "awc::ClientBuilder::finish"),
    known(
        "client", f"{_DOCS}/hyper-util/latest/hyper_util/client/legacy/struct.Builder.html",
        "hyper_util::client::legacy::Builder::build_http",
    ),
)  # fmt: skip

# Settings of a builder that differ from call to call and cannot be moved to the request.
UNSHARED: tuple[Known[str], ...] = (
    known(
        "unshared", f"{_REQWEST}/struct.ClientBuilder.html",
        *below(
            "reqwest::ClientBuilder",
            "proxy no_proxy identity add_root_certificate tls_built_in_root_certs use_preconfigured_tls resolve",
            "resolve_to_addrs dns_resolver local_address interface cookie_provider danger_accept_invalid_certs",
            "danger_accept_invalid_hostnames redirect unix_socket",
        ),
    ),
    known("unshared", f"{_AWC}/struct.ClientBuilder.html", "awc::ClientBuilder::connector"),
)  # fmt: skip
# Certificates are the same for all that a program calls, unless something else is set beside them.
SHARED_BESIDE: tuple[Known[str], ...] = (
    known("shared", f"{_REQWEST}/struct.ClientBuilder.html", "reqwest::ClientBuilder::add_root_certificate"),
)

# Functions that make a client of their own for one request.
ONE_SHOTS: tuple[Known[str], ...] = (
    known("request", f"{_REQWEST}/fn.get.html", *below("reqwest reqwest::blocking", "get")),
)

# Functions that open a connection or a whole pool.
CONNECTS: tuple[Known[str], ...] = (
    known("connection", f"{_DOCS}/tokio-postgres/latest/tokio_postgres/fn.connect.html", "tokio_postgres::connect"),
    known("connection", f"{_DOCS}/postgres/latest/postgres/struct.Client.html", "postgres::Client::connect"),
    known(
        "connection", f"{_MONGODB}/struct.Client.html",
        *below("mongodb::Client", "with_uri_str with_options"),
        "mongodb::sync::Client::with_uri_str",
    ),
    known("connection", f"{_DOCS}/lapin/latest/lapin/struct.Connection.html", "lapin::Connection::connect"),
    known(
        "connection", f"{_SQLX}/struct.Pool.html",
        *below("sqlx::Pool sqlx::PgPool sqlx::MySqlPool sqlx::SqlitePool sqlx::AnyPool", "connect"),
        *below("sqlx::postgres::PgPool sqlx::mysql::MySqlPool", "connect"),
    ),
    known(
        "connection", f"{_SQLX}/trait.Connection.html",
        *below("sqlx::PgConnection sqlx::MySqlConnection sqlx::postgres::PgConnection", "connect"),
    ),
    known(
        "connection", f"{_DOCS}/diesel/latest/diesel/connection/trait.Connection.html",
        *below("diesel diesel::pg", "PgConnection::establish"),
        *below("diesel diesel::mysql", "MysqlConnection::establish"),
    ),
    known(
        "connection", f"{_DOCS}/diesel-async/latest/diesel_async/trait.AsyncConnection.html",
        "diesel_async::AsyncPgConnection::establish",
    ),
    known("connection", f"{_MYSQL}/index.html", *below("mysql", "Conn::new Pool::new")),
    known("connection", f"{_DOCS}/mysql_async/latest/mysql_async/", *below("mysql_async", "Conn::new Pool::new")),
    known("connection", f"{_DOCS}/async-nats/latest/async_nats/fn.connect.html", "async_nats::connect"),
    known("connection", _REDIS, "redis::Client::open"),
)  # fmt: skip
STREAMS: tuple[Known[str], ...] = (
    known("stream", "https://doc.rust-lang.org/std/net/struct.TcpStream.html", "std::net::TcpStream::connect"),
    known("stream", f"{_DOCS}/tokio/latest/tokio/net/struct.TcpStream.html", "tokio::net::TcpStream::connect"),
    known(
        "stream", f"{_DOCS}/async-std/latest/async_std/net/struct.TcpStream.html",
        "async_std::net::TcpStream::connect",
    ),
    known("stream", f"{_DOCS}/smol/latest/smol/net/struct.TcpStream.html", "smol::net::TcpStream::connect"),
)  # fmt: skip

# Methods of a client that open a connection.
REDIS: tuple[Known[str], ...] = (
    known(
        "stored", _REDIS,
        *below(
            "redis::Client",
            "get_connection get_async_connection get_tokio_connection get_multiplexed_async_connection",
            "get_multiplexed_tokio_connection get_connection_manager get_multiplexed_async_std_connection",
        ),
    ),
)  # fmt: skip
