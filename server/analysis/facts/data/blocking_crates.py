"""Synchronous clients: HTTP without a runtime, and databases."""

from __future__ import annotations

from .blocking_kinds import Blocks
from .schema import Known, below, known

_DOCS = "https://docs.rs"
_REQWEST = f"{_DOCS}/reqwest/latest/reqwest/blocking"
_RUSQLITE = f"{_DOCS}/rusqlite/latest/rusqlite"
_DIESEL = f"{_DOCS}/diesel/latest/diesel"
_POSTGRES = f"{_DOCS}/postgres/latest/postgres"
_MYSQL = f"{_DOCS}/mysql/latest/mysql"
_REDIS = f"{_DOCS}/redis/latest/redis"
_R2D2 = f"{_DOCS}/r2d2/latest/r2d2"

FUNCTIONS: tuple[Known[Blocks], ...] = (
    known(Blocks.HTTP, f"{_REQWEST}/index.html", *below("reqwest::blocking", "get Client::new")),
    known(Blocks.HTTP, f"{_DOCS}/isahc/latest/isahc/", *below("isahc", "get post put delete head patch send")),
    known(
        Blocks.DATABASE, f"{_RUSQLITE}/struct.Connection.html",
        *below("rusqlite::Connection", "open open_with_flags open_with_flags_and_vfs"),
    ),
    known(
        Blocks.DATABASE, f"{_DIESEL}/connection/trait.Connection.html",
        *below(
            "diesel diesel::prelude diesel::pg diesel::sqlite diesel::mysql",
            "PgConnection::establish SqliteConnection::establish MysqlConnection::establish",
        ),
        *below("diesel::Connection diesel::connection::Connection", "establish"),
    ),
    known(Blocks.DATABASE, f"{_POSTGRES}/struct.Client.html", "postgres::Client::connect"),
    known(Blocks.DATABASE, f"{_MYSQL}/index.html", *below("mysql::Pool mysql::Conn", "new")),
    known(Blocks.DATABASE, f"{_R2D2}/struct.Pool.html", *below("r2d2::Pool diesel::r2d2::Pool", "new")),
    known(Blocks.DATABASE, f"{_DOCS}/sled/latest/sled/fn.open.html", "sled::open"),
)  # fmt: skip

METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.HTTP, f"{_REQWEST}/index.html",
        *below("reqwest::blocking", "ClientBuilder::build Client::execute RequestBuilder::send"),
        *below("reqwest::blocking::Response", "text json bytes copy_to text_with_charset"),
    ),
    known(
        Blocks.HTTP, f"{_DOCS}/ureq/2.12.1/ureq/struct.Request.html",
        *below("ureq::Request", "call send send_json send_string send_bytes send_form"),
        versions="<3",
    ),
    known(
        Blocks.HTTP, f"{_DOCS}/minreq/latest/minreq/struct.Request.html", *below("minreq::Request", "send send_lazy")
    ),
    known(
        Blocks.HTTP, f"{_DOCS}/attohttpc/latest/attohttpc/struct.RequestBuilder.html", "attohttpc::RequestBuilder::send"
    ),
    known(
        Blocks.DATABASE, f"{_RUSQLITE}/struct.Connection.html",
        *below(
            "rusqlite::Connection rusqlite::Transaction rusqlite::Savepoint",
            "backup execute execute_batch load_extension pragma_query pragma_query_value pragma_update prepare",
            "prepare_cached query_one query_row query_row_and_then restore savepoint transaction",
            "transaction_with_behavior unchecked_transaction",
        ),
        *below("rusqlite::Transaction rusqlite::Savepoint", "commit rollback"),
    ),
    known(
        Blocks.DATABASE, f"{_RUSQLITE}/struct.Statement.html",
        *below(
            "rusqlite::Statement rusqlite::CachedStatement",
            "execute exists insert query query_and_then query_map query_one query_row",
        ),
    ),
    known(
        Blocks.DATABASE, f"{_POSTGRES}/index.html",
        *below(
            "postgres::Client postgres::Transaction",
            "batch_execute copy_in copy_out execute prepare prepare_typed query query_one query_opt query_raw",
            "query_typed simple_query transaction",
        ),
        *below("postgres", "Transaction::commit Transaction::rollback Config::connect"),
    ),
    known(
        Blocks.DATABASE, f"{_MYSQL}/struct.Pool.html",
        *below("mysql::Pool", "get_conn try_get_conn start_transaction"),
    ),
    known(
        Blocks.DATABASE, f"{_MYSQL}/prelude/trait.Queryable.html",
        *below(
            "mysql::Conn mysql::PooledConn mysql::Transaction",
            "exec exec_batch exec_drop exec_first exec_fold exec_iter exec_map ping prep query query_drop query_first",
            "query_fold query_iter query_map start_transaction",
        ),
        *below("mysql::Transaction", "commit rollback"),
    ),
    known(
        Blocks.DATABASE, f"{_REDIS}/struct.Client.html",
        *below("redis::Client", "get_connection get_connection_with_timeout"),
    ),
    known(
        Blocks.DATABASE, f"{_REDIS}/trait.Commands.html",
        *below(
            "redis::Connection",
            "blpop brpop decr del exists expire get hdel hget hgetall hmget hset incr keys lpop lpush lrange mget mset",
            "publish req_command rpop rpush sadd scan set set_ex set_nx sismember smembers srem ttl zadd zrange zrem",
        ),
    ),
    known(
        Blocks.DATABASE, f"{_REDIS}/struct.Cmd.html", *below("redis::Cmd redis::Pipeline", "query exec execute")
    ),
    known(
        Blocks.DATABASE, f"{_R2D2}/struct.Pool.html",
        *below("r2d2::Pool diesel::r2d2::Pool", "get get_timeout"),
        *below("r2d2::Builder diesel::r2d2::Builder", "build"),
    ),
    known(Blocks.DATABASE, f"{_DOCS}/sled/latest/sled/struct.Tree.html", *below("sled::Db sled::Tree", "flush")),
)  # fmt: skip

# Managers, by the connection that their pool gives out.
MANAGED: tuple[Known[str], ...] = (
    known("rusqlite::Connection", f"{_DOCS}/r2d2_sqlite/latest/r2d2_sqlite/", "r2d2_sqlite::SqliteConnectionManager"),
    known(
        "postgres::Client", f"{_DOCS}/r2d2_postgres/latest/r2d2_postgres/",
        "r2d2_postgres::PostgresConnectionManager",
    ),
    known(
        "mysql::Conn", f"{_DOCS}/r2d2_mysql/latest/r2d2_mysql/",
        *below("r2d2_mysql", "MySqlConnectionManager MysqlConnectionManager"),
    ),
    known("redis::Connection", f"{_REDIS}/struct.Client.html", "redis::Client"),
)  # fmt: skip

# Methods of diesel's trait, which take the connection alone, and the functions that begin a query.
DIESEL_METHODS: tuple[Known[Blocks], ...] = (
    known(
        Blocks.DATABASE, f"{_DIESEL}/prelude/trait.RunQueryDsl.html",
        *below(
            "diesel::RunQueryDsl diesel::prelude::RunQueryDsl diesel::query_dsl::RunQueryDsl",
            "execute first get_result get_results load load_iter",
        ),
    ),
)  # fmt: skip
DIESEL_QUERIES: tuple[Known[str], ...] = (
    known(
        "a query", f"{_DIESEL}/index.html",
        *below("diesel", "select insert_into insert_or_ignore_into replace_into update delete sql_query"),
    ),
)  # fmt: skip
