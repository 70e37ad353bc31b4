"""Macros of libraries that expand to no `.await`, whatever they are given; what they are given is not told here."""

from __future__ import annotations

from .schema import Known, below, known

PLAIN_MACROS: tuple[Known[bool], ...] = (
    known(
        True,
        "https://doc.rust-lang.org/std/index.html#macros",
        *below(
            "std", "cfg", "column", "compile_error", "concat", "env", "file", "include", "include_bytes", "include_str",
            "line", "module_path", "option_env", "stringify", "thread_local", "addr_of", "addr_of_mut", "assert_matches",
        ),
    ),
    known(True, "https://docs.rs/serde_json/latest/serde_json/macro.json.html", "serde_json::json"),
    known(
        True,
        "https://docs.rs/metrics/latest/metrics/index.html#macros",
        *below("metrics", "counter", "gauge", "histogram", "increment_counter", "decrement_gauge", "increment_gauge"),
    ),
    known(True, "https://docs.rs/tracing/latest/tracing/index.html#macros", "tracing::enabled"),
    known(True, "https://docs.rs/lazy_static/latest/lazy_static/macro.lazy_static.html", "lazy_static::lazy_static"),
    known(True, "https://docs.rs/maplit/latest/maplit/index.html#macros", *below("maplit", "hashmap", "hashset", "btreemap")),
    known(True, "https://docs.rs/quote/latest/quote/index.html#macros", *below("quote", "quote", "format_ident")),
    known(True, "https://docs.rs/bson/latest/bson/macro.doc.html", *below("bson", "doc", "bson")),
    known(True, "https://docs.rs/color-eyre/latest/color_eyre/eyre/index.html#macros", "eyre::eyre", "eyre::bail"),
    known(True, "https://docs.rs/smallvec/latest/smallvec/macro.smallvec.html", "smallvec::smallvec"),
    known(True, "https://docs.rs/maud/latest/maud/macro.html.html", "maud::html"),
    known(True, "https://docs.rs/rusqlite/latest/rusqlite/macro.params.html", *below("rusqlite", "params", "named_params")),
    known(True, "https://docs.rs/snafu/latest/snafu/index.html#macros", *below("snafu", "ensure", "whatever", "location")),
)  # fmt: skip
