"""Stores whose entries only the program's own code reads, with the calls that put bytes in and take them out."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"
_SOCKET = "https://docs.rs/tokio/latest/tokio/net/struct.UnixStream.html"
_REDIS = "redis::AsyncCommands"
_TEXT = (
    "append getset hset hset_multiple hset_nx linsert_after linsert_before lpush lpush_exists lset mset mset_nx pset_ex"
)
_MORE = "rpush rpush_exists sadd set set_ex set_multiple set_nx set_options setex xadd zadd zadd_multiple arg publish"
_TAKES = "get get_del get_ex hget hgetall hget_all hmget hvals lindex lpop lrange mget rpop blpop brpop rpoplpush smembers spop"
_ALSO = "srandmember zrange zrangebyscore zrevrange zpopmin zpopmax xread xread_options query query_async get_payload"


PUTS: tuple[Known[str], ...] = (
    known("Redis", f"{_DOCS}/redis/latest/redis/trait.AsyncCommands.html", *below(_REDIS, _TEXT, _MORE)),
    known("sled", f"{_DOCS}/sled/latest/sled/struct.Tree.html", *below("sled::Tree", "insert compare_and_swap")),
    known("RocksDB", f"{_DOCS}/rocksdb/latest/rocksdb/struct.DBCommon.html", *below("rocksdb::DBCommon", "put put_cf")),
    known("redb", f"{_DOCS}/redb/latest/redb/struct.Table.html", *below("redb::Table", "insert")),
    known("LMDB", f"{_DOCS}/heed/latest/heed/struct.Database.html", *below("heed::Database", "put")),
    known("fjall", f"{_DOCS}/fjall/latest/fjall/struct.Partition.html", *below("fjall::Partition", "insert")),
    known(
        "memcached",
        f"{_DOCS}/memcache/latest/memcache/struct.Client.html",
        *below("memcache::Client", "set add replace"),
    ),
    known("a Unix socket", _SOCKET, *below("tokio::net::UnixStream", "write write_all try_write send")),
)

TAKES: tuple[Known[str], ...] = (
    known("Redis", f"{_DOCS}/redis/latest/redis/trait.AsyncCommands.html", *below(_REDIS, _TAKES, _ALSO)),
    known(
        "sled", f"{_DOCS}/sled/latest/sled/struct.Tree.html", *below("sled::Tree", "get iter range scan_prefix remove")
    ),
    known(
        "RocksDB",
        f"{_DOCS}/rocksdb/latest/rocksdb/struct.DBCommon.html",
        *below("rocksdb::DBCommon", "get get_cf get_pinned get_pinned_cf iterator iterator_cf multi_get"),
    ),
    known(
        "redb", f"{_DOCS}/redb/latest/redb/trait.ReadableTable.html", *below("redb::ReadableTable", "get range iter")
    ),
    known("LMDB", f"{_DOCS}/heed/latest/heed/struct.Database.html", *below("heed::Database", "get iter range")),
    known(
        "fjall",
        f"{_DOCS}/fjall/latest/fjall/struct.Partition.html",
        *below("fjall::Partition", "get iter range prefix"),
    ),
    known("memcached", f"{_DOCS}/memcache/latest/memcache/struct.Client.html", *below("memcache::Client", "get gets")),
    known(
        "a Unix socket",
        _SOCKET,
        *below("tokio::net::UnixStream", "read read_exact read_line read_to_end next_line lines"),
    ),
)

# How code that uses a store is told by its words, in types, modules and variables.
WORDS: tuple[Known[str], ...] = (
    known("Redis", f"{_DOCS}/redis", "redis", "deadpool_redis", "bb8_redis", "fred", "valkey"),
    known("sled", f"{_DOCS}/sled", "sled"),
    known("RocksDB", f"{_DOCS}/rocksdb", "rocksdb"),
    known("redb", f"{_DOCS}/redb", "redb"),
    known("LMDB", f"{_DOCS}/heed", "heed"),
    known("fjall", f"{_DOCS}/fjall", "fjall"),
    known("memcached", f"{_DOCS}/memcache", "memcache"),
    known("a Unix socket", _SOCKET, "unixstream", "unixlistener"),
)
