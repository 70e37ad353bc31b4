"""Synchronous clients: HTTP without a runtime, and databases.

Sources: the documentation of `reqwest::blocking`, `ureq`, `minreq`, `attohttpc`, `isahc`, `diesel`, `rusqlite`,
`postgres`, `mysql`, `redis`, `r2d2` and `sled`.
"""

from __future__ import annotations

import re

from .blocking_kinds import Blocks

_VERBS = ("get", "post", "put", "delete", "head", "patch")

_HTTP_FUNCTIONS = (
    "reqwest::blocking::get",
    "reqwest::blocking::Client::new",
    *(f"isahc::{verb}" for verb in _VERBS),
    "isahc::send",
)
_DATABASE_FUNCTIONS = (
    *(f"rusqlite::Connection::{name}" for name in ("open", "open_with_flags", "open_with_flags_and_vfs")),
    *(
        f"{module}::{name}::establish"
        for module in ("diesel", "diesel::prelude", "diesel::pg", "diesel::sqlite", "diesel::mysql")
        for name in ("PgConnection", "SqliteConnection", "MysqlConnection")
    ),
    "diesel::Connection::establish",
    "diesel::connection::Connection::establish",
    "postgres::Client::connect",
    "mysql::Pool::new",
    "mysql::Conn::new",
    "r2d2::Pool::new",
    "diesel::r2d2::Pool::new",
    "sled::open",
)
FUNCTIONS: dict[str, Blocks] = {
    **dict.fromkeys(_HTTP_FUNCTIONS, Blocks.HTTP),
    **dict.fromkeys(_DATABASE_FUNCTIONS, Blocks.DATABASE),
}

_STATEMENT = frozenset(
    {"execute", "query", "query_map", "query_and_then", "query_row", "query_one", "exists", "insert"}
)
_RUSQLITE = frozenset(
    {
        "execute", "execute_batch", "query_row", "query_one", "query_row_and_then", "prepare", "prepare_cached",
        "transaction", "transaction_with_behavior", "unchecked_transaction", "savepoint", "pragma_update",
        "pragma_query", "pragma_query_value", "backup", "restore", "load_extension",
    }
)  # fmt: skip
_POSTGRES = frozenset(
    {
        "query", "query_one", "query_opt", "query_raw", "query_typed", "execute", "batch_execute", "simple_query",
        "prepare", "prepare_typed", "transaction", "copy_in", "copy_out",
    }
)  # fmt: skip
_MYSQL = frozenset(
    {
        "query", "query_first", "query_map", "query_fold", "query_drop", "query_iter", "exec", "exec_first",
        "exec_map", "exec_fold", "exec_drop", "exec_batch", "exec_iter", "prep", "start_transaction", "ping",
    }
)  # fmt: skip
_REDIS = frozenset(
    {
        "get", "mget", "set", "set_ex", "set_nx", "mset", "del", "exists", "expire", "ttl", "keys", "incr", "decr",
        "hget", "hset", "hgetall", "hdel", "hmget", "lpush", "rpush", "lpop", "rpop", "lrange", "blpop", "brpop",
        "sadd", "srem", "smembers", "sismember", "zadd", "zrange", "zrem", "publish", "scan", "req_command",
    }
)  # fmt: skip
_SLED = frozenset({"flush"})
_R2D2 = frozenset({"get", "get_timeout"})

METHODS: dict[str, tuple[Blocks, frozenset[str]]] = {
    "reqwest::blocking::ClientBuilder": (Blocks.HTTP, frozenset({"build"})),
    "reqwest::blocking::Client": (Blocks.HTTP, frozenset({"execute"})),
    "reqwest::blocking::RequestBuilder": (Blocks.HTTP, frozenset({"send"})),
    "reqwest::blocking::Response": (Blocks.HTTP, frozenset({"text", "json", "bytes", "copy_to", "text_with_charset"})),
    "ureq::Request": (Blocks.HTTP, frozenset({"call", "send", "send_json", "send_string", "send_bytes", "send_form"})),
    "minreq::Request": (Blocks.HTTP, frozenset({"send", "send_lazy"})),
    "attohttpc::RequestBuilder": (Blocks.HTTP, frozenset({"send"})),
    "rusqlite::Connection": (Blocks.DATABASE, _RUSQLITE),
    "rusqlite::Transaction": (Blocks.DATABASE, _RUSQLITE | {"commit", "rollback"}),
    "rusqlite::Savepoint": (Blocks.DATABASE, _RUSQLITE | {"commit", "rollback"}),
    "rusqlite::Statement": (Blocks.DATABASE, _STATEMENT),
    "rusqlite::CachedStatement": (Blocks.DATABASE, _STATEMENT),
    "postgres::Client": (Blocks.DATABASE, _POSTGRES),
    "postgres::Config": (Blocks.DATABASE, frozenset({"connect"})),
    "postgres::Transaction": (Blocks.DATABASE, _POSTGRES | {"commit", "rollback"}),
    "mysql::Pool": (Blocks.DATABASE, frozenset({"get_conn", "try_get_conn", "start_transaction"})),
    "mysql::Conn": (Blocks.DATABASE, _MYSQL),
    "mysql::PooledConn": (Blocks.DATABASE, _MYSQL),
    "mysql::Transaction": (Blocks.DATABASE, _MYSQL | {"commit", "rollback"}),
    "redis::Client": (Blocks.DATABASE, frozenset({"get_connection", "get_connection_with_timeout"})),
    "redis::Connection": (Blocks.DATABASE, _REDIS),
    "redis::Cmd": (Blocks.DATABASE, frozenset({"query", "exec", "execute"})),
    "redis::Pipeline": (Blocks.DATABASE, frozenset({"query", "exec", "execute"})),
    "r2d2::Pool": (Blocks.DATABASE, _R2D2),
    "r2d2::Builder": (Blocks.DATABASE, frozenset({"build"})),
    "diesel::r2d2::Pool": (Blocks.DATABASE, _R2D2),
    "diesel::r2d2::Builder": (Blocks.DATABASE, frozenset({"build"})),
    "sled::Db": (Blocks.DATABASE, _SLED),
    "sled::Tree": (Blocks.DATABASE, _SLED),
}  # fmt: skip

# The connection that a manager's pool gives out.
MANAGED: dict[str, str] = {
    "r2d2_sqlite::SqliteConnectionManager": "rusqlite::Connection",
    "r2d2_postgres::PostgresConnectionManager": "postgres::Client",
    "r2d2_mysql::MySqlConnectionManager": "mysql::Conn",
    "r2d2_mysql::MysqlConnectionManager": "mysql::Conn",
    "redis::Client": "redis::Connection",
}
POOLED = "r2d2::PooledConnection"

# The methods of diesel's `RunQueryDsl`, which take the connection alone, and the functions that begin a query.
DIESEL_TRAITS: frozenset[str] = frozenset(
    {"diesel::RunQueryDsl", "diesel::prelude::RunQueryDsl", "diesel::query_dsl::RunQueryDsl"}
)
DIESEL_METHODS: frozenset[str] = frozenset({"execute", "load", "load_iter", "get_result", "get_results", "first"})
DIESEL_QUERIES: frozenset[str] = frozenset(
    f"diesel::{name}"
    for name in ("select", "insert_into", "insert_or_ignore_into", "replace_into", "update", "delete", "sql_query")
)
CONNECTION_NAME = re.compile(r"conn|(^|_)(c|db|tx|txn|pg|database|transaction)$")
