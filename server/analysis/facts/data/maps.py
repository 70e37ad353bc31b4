"""Maps and sets, what their methods do, and words that tell a busy one from one that is set up and then left alone."""

from __future__ import annotations

import re

from .schema import Known, known

_STD = "https://doc.rust-lang.org/std/collections"
_HASHED = "https://docs.rs"

# Maps of std, and those that are nothing else with another hasher, by the module of their `Entry`.
ENTRY_MODULES: tuple[Known[str], ...] = (
    known("hash_map", f"{_STD}/hash_map/enum.Entry.html", "std::collections::HashMap"),
    known("btree_map", f"{_STD}/btree_map/enum.Entry.html", "std::collections::BTreeMap"),
    known("hash_map", f"{_HASHED}/rustc-hash/latest/rustc_hash/type.FxHashMap.html", "rustc_hash::FxHashMap"),
    known("hash_map", f"{_HASHED}/fxhash/latest/fxhash/type.FxHashMap.html", "fxhash::FxHashMap"),
    known("hash_map", f"{_HASHED}/fnv/latest/fnv/type.FnvHashMap.html", "fnv::FnvHashMap"),
    known("hash_map", f"{_HASHED}/ahash/latest/ahash/struct.AHashMap.html", "ahash::AHashMap"),
)

SETS: frozenset[str] = frozenset(
    {"HashSet", "BTreeSet", "FxHashSet", "AHashSet", "FnvHashSet", "IndexSet", "FxIndexSet", "LinkedHashSet"}
)
ORDERED: frozenset[str] = frozenset(
    {"BTreeMap", "BTreeSet", "IndexMap", "IndexSet", "FxIndexMap", "FxIndexSet", "LinkedHashMap", "LinkedHashSet"}
)
MAPS: frozenset[str] = (
    frozenset({"HashMap", "BTreeMap", "FxHashMap", "AHashMap", "FnvHashMap", "IndexMap"}) | SETS | ORDERED
)

LOOKUPS: frozenset[str] = frozenset(
    {
        "get", "contains_key", "contains", "get_key_value", "index", "get_mut", "entry", "iter", "keys", "values",
        "range", "get_or_insert_with", "iter_mut", "values_mut", "len", "is_empty", "remove", "get_full", "clone",
        "raw_entry_mut", "first_key_value", "last_key_value", "whole",
    }
)  # fmt: skip
KEYED: frozenset[str] = frozenset(
    {"get", "get_mut", "contains", "contains_key", "entry", "index", "get_key_value", "get_or_insert_with"}
)
WRITES: frozenset[str] = frozenset(
    {
        "insert", "entry", "remove", "get_mut", "retain", "clear", "drain", "extend", "iter_mut", "values_mut",
        "remove_entry", "pop_first", "pop_last", "take", "shift_remove", "swap_remove", "append", "assigned", "replace",
        "raw_entry_mut", "get_or_insert_with", "insert_full", "shift_insert", "try_insert", "split_off",
    }
)  # fmt: skip
REMOVALS: frozenset[str] = frozenset(
    {
        "remove", "remove_entry", "retain", "drain", "pop_first", "pop_last", "take", "shift_remove", "swap_remove",
        "split_off", "clear",
    }
)  # fmt: skip


def snake(name: str) -> str:
    """`http_01_tokens_map` of `Http01TokensMap`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _words(words: str) -> re.Pattern[str]:
    """One of the words in a snake_case name, in singular or plural."""
    return re.compile(rf"(?:^|_)(?:{words})(?:e?s)?(?:_|$)")


def _nouns(words: str) -> re.Pattern[str]:
    """What a snake_case name is about: its last word, in singular or plural, before words that only say "map"."""
    beside = r"map|table|set|list|info|state|entry|entrie|index|data|registry|lock|inner|by_\w+|to_\w+"
    return re.compile(rf"(?:^|_)(?:{words})(?:e?s)?(?:_(?:{beside})s?)*$")


# A map of these grows and shrinks with the load.
CACHES = _nouns(r"\w*cache|\w*pool")
BUSY = _nouns(
    r"session|conn|connection|client|peer|stream|socket|room|channel|subscriber|subscription|player|user|job|task|slot|"
    r"pending|in_?flight|waiter|waiting|request|bucket|visitor|blacklist|blocklist|process|processe|buffer|message|lobby|"
    r"lobbie|game|order|port|assoc|association|nat|lookup|rate|limit|limiter|quota|lease|lock|online|viewer|member|cart|"
    r"inbox|mailbox|timer|transfer|upload|download|queue|worker|device|topic|flow|tunnel|count|counter|hit|attempt|seen|"
    r"visited|dedup|response|reply|replie|document|file|page|item|event|future|sender|link|url"
)
STORES = _nouns(r"store|storage|db|database|data|state|kv|map|entry|entrie|item|value|record|table|set|dict|memo")
# Says nothing of what the map holds; the name of its struct does.
UNTELLING = re.compile(
    r"^(\d+|inner|map|hash_?map|data|entries|items|table|values|storage|store|state|set|lock|shared)$"
)
KEEPERS = re.compile(r"_(store|storage|manager|holder|repository|repo)$")
FEW_OF_KEY = re.compile(r"(Kind|Type|Level|Category|Mode|Role|Phase|Stage|Severity|Language|Lang|Locale)$")
POOLS_VALUE = re.compile(r"Pool$")
SERVER_KEY = re.compile(r"(Server|Host|Node|Upstream|Broker|Shard|Replica|Region|Cluster|Endpoint)(Name|Id)?$")
BUSY_KEY = re.compile(
    r"^(SocketAddr(V[46])?|IpAddr|Ipv[46]Addr|Uuid|Ulid|Addr|Address|\w+Id|\w+ID|\w*PID|\w*Uuid|\w*Addr)$"
)

# A map of these is filled when the program starts, or when an operator says so.
IDLE = _words(
    r"config|configuration|setting|service|registry|registries|register|registration|plugin|token|credential|cert|certificate|key|"
    r"keystore|factory|factories|builder|handler|metric|feature|template|schema|provider|extension|toolchain|command|"
    r"locale|translation|alias|router|definition|tokenizer|backend|notifier|acme|secret|listener|listening|runtime|"
    r"server|upstream"
)
IDLE_OWNERS = _words(
    r"config|configuration|setting|registry|registries|plugin|factory|factories|builder|metric|template|schema|"
    r"toolchain|tokenizer|keystore|key_store|credential|acme|cert|certificate|token"
)
# Work in the background, done now and then.
UPKEEP = _words(
    r"compaction|gc|garbage|offloaded|importing|recovery|recoverie|clean|cleanup|cleaner|consensus|maintenance|migration|"
    r"reload|restart|shutdown|upgrade|pairing|opening|closing|catchup|watcher|emitter|downloader|prune|procedure"
)
# Its methods run in all of the workers of a pool.
WORKED = _words(r"\w*cache|\w*pool|executor|reactor")
MANAGED = _words(r"manager")
MOCKED = _words(r"mock|fake|dummy|dummies|stub|test|in_memory|inmemory|memory|ram|example|demo|fixture|noop|sample")
# Functions that set up; the first ones only where they make a value, and none that does so on demand.
MAKING = re.compile(r"^(new|default|with|from)(_|$)")
SET_UP = re.compile(r"^(?!\w*_or_)(build|create|register|unregister|init|load|setup|set_up|configure|add_default)(_|$)")
# What runs when a connection comes, goes or is renewed, and not for what is sent over it.
COMING_AND_GOING = re.compile(
    r"(^|_)((dis|re)?connect(ed)?|closed?|cleanup|evict|shutdown|drop|renew(al)?|lease|timeout|ttl|keep_?alive)(_|$)"
)
FEW_KEYS = frozenset({"bool", "std::any::TypeId", "std::thread::ThreadId", "u8", "char"})
ARGUED = re.compile(
    r"\b(uncontended|contention|contended|rarely|seldom|infrequent\w*|not hot|cold path|few entries|only a few|handful|"
    r"small number|lock order|(at|during|on) start ?up|fine here|good enough|unit tests?|for test\w*|testing)\b",
    re.IGNORECASE,
)
