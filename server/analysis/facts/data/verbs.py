"""What the first word of a function's name says about it: it only asks, it changes something, or it lets pass.

A reading list of names in web services, database layers and clients; unknown words say nothing.
"""

from __future__ import annotations

# Asking twice, or in another order, gives the same.
READS: frozenset[str] = frozenset(
    {
        "get", "fetch", "load", "find", "list", "count", "query", "search", "read", "lookup", "look", "resolve",
        "download", "retrieve", "select", "describe", "head", "stat", "scrape", "dereference", "collect",
        "compute", "calculate", "estimate", "all", "one", "first", "exists", "has", "is", "size", "len", "total",
        "sum", "fetchall", "fetchone", "scan", "hget", "hgetall", "mget", "smembers", "zrange", "ping",
        "probe", "show",
    }
)  # fmt: skip

# Those of them that tell a question wherever they stand in a name: `state_get`, `joined_count`.
ASKING: frozenset[str] = frozenset(
    {"get", "fetch", "load", "find", "list", "count", "query", "search", "lookup", "retrieve", "exists", "collect"}
)

# Last words of a name without a known verb that say what is asked for: `fs::metadata(path)`, `itip_ids(account)`.
ASKED: frozenset[str] = frozenset({"metadata", "info", "ids", "stats", "statistics", "status", "details", "members"})

# First words of methods that, without arguments, mostly read what an object holds in memory.
ACCESSORS: frozenset[str] = frozenset({"get", "is", "has", "len", "size", "count", "total"})

# The last word of a value that answers from a disk or over a network.
REMOTE_WORDS = (
    r"client|api|db|database|pool|repo|repository|store|storage|service|backend|rpc|provider|dao|table|http|remote|"
    r"gateway|sdk|redis|postgres|pg|sqlite|query|collection|api_client|github|registry_client"
)

# Methods of a local that change nothing in it.
PEEKS: frozenset[str] = frozenset(
    {
        "iter", "into_iter", "clone", "cloned", "copied", "as_str", "as_ref", "as_deref", "as_slice", "to_string",
        "to_owned", "to_vec", "len", "is_empty", "keys", "values", "first", "last", "contains", "contains_key",
    }
)  # fmt: skip

# Calls that are made only for what they leave behind in a cache.
WARMUPS: frozenset[str] = frozenset({"warm", "warmup", "preload", "prefetch", "preheat", "prime"})

# First words that say something is done or made, though not what: such a call is no mere question.
ACTIONS: frozenset[str] = frozenset(
    {
        "new", "open", "build", "make", "try", "from", "into", "to", "as", "with", "maybe", "do", "run", "process",
        "handle", "rewrite", "proxy", "convert", "parse", "render", "format", "encode", "decode", "generate", "eval",
        "ask", "call", "prepare", "capture", "invoke", "perform", "retry", "redirect", "forward", "pin", "block", "upload", "copy", "merge",
        "sync", "migrate", "import", "export", "restore", "backup", "on", "enter", "bind", "dial", "drain", "dump",
        "markdown", "visit", "tell", "reply", "respond", "serve", "use", "with_timeout", "drop", "fork", "async",
    }
)  # fmt: skip

# Calls that wait for one of few places, or for something to come: their order is their meaning.
WAITS: frozenset[str] = frozenset(
    {
        "lock", "acquire", "recv", "next", "accept", "changed", "notified", "tick", "sleep", "wait", "join", "begin",
        "connect", "permit", "reserve", "handshake", "subscribe", "poll", "timeout", "peek", "pop", "take",
    }
)  # fmt: skip

# Words anywhere in a call that make it change something.
EFFECT_WORDS = (
    r"insert|update|delete|upsert|create|drop|remove|write|set|put|push|save|store|add|increment|decrement|incr|decr|"
    r"truncate|send|publish|emit|notify|commit|rollback|flush|execute|exec|apply|move|rename|replace|append|close|"
    r"shutdown|start|stop|spawn|init|register|lock|begin|transaction|claim|consume|dequeue|enqueue|mark|reset|clear|"
    r"subscri\w+|refresh|rotate|issue|sign|post|patch|expire|del|rpush|lpush|zadd|hset|next|pop|take|acquire|or_create|or_insert|"
    r"ack\w*|dispatch|prune|purge|evict|cancel|revoke|grant|ban|kick|invite|leave|approve|reject|assign|schedule|enable|"
    r"disable|touch|bump|record|backfill|allocate|attach|detach|confirm|finish|finali[sz]e|deploy|install"
)

# Words in a name that make it a gate: what follows must not run before it has let pass.
GATE_WORDS = (
    r"auth\w*|authori[sz]e\w*|authenticate\w*|permission\w*|permit\w*|allowed|access|forbid\w*|ensure|require\w*|check\w*|"
    r"verif\w*|validat\w*|guard|login|session|jwt|csrf|credential\w*|or_404|or_error|or_err|limit\w*|admin|claims|requester"
)

# Modules of gates, and names of those that tell who asks: what follows must not run for somebody unknown.
GATE_MODULES = r"auth|authn|authz|authentication|authorization"
GATE_NAMES = (
    r"(user|account|caller|actor|identity|principal)_(from|by|of)_(headers?|req|request|token|cookies?|bearer)|"
    r"current_(user|account)"
)

# Words of a name that tell how far something has come: what is read after it must not be older.
PROGRESS_WORDS = r"change_id|changelog|sequence|seq|seqno|lsn|watermark|cursor|revision|generation|offset|checkpoint|incarnation|epoch"

# Names of values that stand for one connection: two calls over it take turns however they are written.
ONE_CONNECTION = (
    r"conn|connection|db_conn|dbconn|tx|txn|trx|transaction|stream|socket|reader|writer|rd|wr|channel|guard|session|"
    r"framed|terminal|lock"
)

# First words of methods by which something that runs by itself comes, goes or tells that it is there.
LIFECYCLE: frozenset[str] = frozenset(
    {
        "start", "stop", "shutdown", "graceful", "cancel", "kill", "terminate", "restart", "disconnect", "quit",
        "abort", "ping", "health", "heartbeat", "reconnect", "close", "ack",
    }
)  # fmt: skip

# First words of effects that each have a thing of their own to happen to, told by a key: the order of two is nothing.
KEYED: frozenset[str] = frozenset(
    {
        "put", "store", "upload", "delete", "remove", "purge", "copy", "save", "persist", "write", "download", "tag",
        "revoke", "invalidate", "unregister", "deregister", "destroy",
    }
)  # fmt: skip

# Words of names that tell of something that has an order.
ORDERED_WORDS = (
    r"log|event|audit|history|journal|wal|message|notification|part|chunk|block|line|frame|packet|migration|step"
)
