"""Pools of connections: which methods take a connection out, in what it comes, and the types that give it back."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"

# Methods by path, with what the connection lies in: `future` once awaited, then a `result`.
TAKES: tuple[Known[str], ...] = (
    known(
        "future", f"{_DOCS}/sqlx/latest/sqlx/struct.Pool.html#method.acquire",
        *(f"sqlx::{pool}::acquire" for pool in ("Pool", "PgPool", "MySqlPool", "SqlitePool", "AnyPool")),
        "sqlx::pool::Pool::acquire", "sqlx::postgres::PgPool::acquire", "sqlx::mysql::MySqlPool::acquire",
        "sqlx::sqlite::SqlitePool::acquire",
    ),
    known("future", f"{_DOCS}/deadpool/latest/deadpool/managed/struct.Pool.html", *below("deadpool::managed::Pool", "get")),
    known("future", f"{_DOCS}/deadpool/latest/deadpool/unmanaged/struct.Pool.html", "deadpool::unmanaged::Pool::get"),
    known("future", f"{_DOCS}/deadpool-postgres/latest/deadpool_postgres/type.Pool.html", "deadpool_postgres::Pool::get"),
    known(
        "future", f"{_DOCS}/deadpool-redis/latest/deadpool_redis/",
        "deadpool_redis::Pool::get", "deadpool_redis::cluster::Pool::get", "deadpool_redis::sentinel::Pool::get",
    ),
    known("future", f"{_DOCS}/deadpool-lapin/latest/deadpool_lapin/type.Pool.html", "deadpool_lapin::Pool::get"),
    known("future", f"{_DOCS}/deadpool-sqlite/latest/deadpool_sqlite/type.Pool.html", "deadpool_sqlite::Pool::get"),
    known(
        "future", f"{_DOCS}/deadpool-diesel/latest/deadpool_diesel/",
        *(f"deadpool_diesel::{database}::Pool::get" for database in ("postgres", "mysql", "sqlite")),
    ),
    known("future", f"{_DOCS}/bb8/latest/bb8/struct.Pool.html", *below("bb8::Pool", "get get_owned dedicated_connection")),
    known(
        "future", f"{_DOCS}/bb8-redis/latest/bb8_redis/",
        *below("bb8_redis::bb8::Pool", "get get_owned"), *below("bb8_postgres::bb8::Pool", "get get_owned"),
        *below("bb8_tiberius::bb8::Pool", "get get_owned"),
    ),
    known("future", f"{_DOCS}/mobc/latest/mobc/struct.Pool.html", *below("mobc::Pool", "get get_timeout")),
    known(
        "future", f"{_DOCS}/diesel-async/latest/diesel_async/pooled_connection/",
        *(f"diesel_async::pooled_connection::{pool}::Pool::get" for pool in ("deadpool", "bb8", "mobc")),
        "diesel_async::pooled_connection::bb8::Pool::get_owned",
    ),
    known("future", f"{_DOCS}/mysql_async/latest/mysql_async/struct.Pool.html", "mysql_async::Pool::get_conn"),
    known(
        "result", f"{_DOCS}/r2d2/latest/r2d2/struct.Pool.html",
        *below("r2d2::Pool", "get get_timeout"), *below("diesel::r2d2::Pool", "get get_timeout"),
    ),
)  # fmt: skip

# Connections that go back to their pool when they are dropped.
POOLED: tuple[Known[str], ...] = (
    known("sqlx", f"{_DOCS}/sqlx/latest/sqlx/pool/struct.PoolConnection.html", "sqlx::pool::PoolConnection"),
    known("deadpool", f"{_DOCS}/deadpool/latest/deadpool/managed/struct.Object.html", "deadpool::managed::Object"),
    known(
        "deadpool", f"{_DOCS}/deadpool-postgres/latest/deadpool_postgres/",
        *below("deadpool_postgres", "Object Client"),
    ),
    known("deadpool", f"{_DOCS}/deadpool-redis/latest/deadpool_redis/struct.Connection.html", "deadpool_redis::Connection"),
    known("bb8", f"{_DOCS}/bb8/latest/bb8/struct.PooledConnection.html", "bb8::PooledConnection"),
    known(
        "bb8", f"{_DOCS}/bb8-redis/latest/bb8_redis/",
        "bb8_redis::bb8::PooledConnection", "bb8_postgres::bb8::PooledConnection",
    ),
    known("mobc", f"{_DOCS}/mobc/latest/mobc/struct.Connection.html", "mobc::Connection"),
    known(
        "diesel-async", f"{_DOCS}/diesel-async/latest/diesel_async/pooled_connection/",
        "diesel_async::pooled_connection::deadpool::Object", "diesel_async::pooled_connection::bb8::PooledConnection",
        "diesel_async::pooled_connection::mobc::PooledConnection",
    ),
    known(
        "r2d2", f"{_DOCS}/r2d2/latest/r2d2/struct.PooledConnection.html",
        "r2d2::PooledConnection", "diesel::r2d2::PooledConnection",
    ),
    known(
        "rocket", f"{_DOCS}/rocket_db_pools/latest/rocket_db_pools/struct.Connection.html", "rocket_db_pools::Connection",
    ),
)  # fmt: skip

# What a pool gives out derefs to what its manager, the type's argument, makes: the associated type of which trait.
GUARDS: tuple[Known[str], ...] = (
    known("Manager::Type", f"{_DOCS}/deadpool/latest/deadpool/managed/struct.Object.html", "deadpool::managed::Object"),
    known("ManageConnection::Connection", f"{_DOCS}/bb8/latest/bb8/struct.PooledConnection.html", "bb8::PooledConnection"),
    known(
        "ManageConnection::Connection", f"{_DOCS}/r2d2/latest/r2d2/struct.PooledConnection.html",
        "r2d2::PooledConnection",
    ),
)  # fmt: skip
