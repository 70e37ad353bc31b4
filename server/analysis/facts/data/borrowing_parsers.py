"""Functions that parse from bytes which the caller keeps: what they give may borrow from there."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"

BORROWING: tuple[Known[str], ...] = (
    known(
        "JSON", f"{_DOCS}/serde_json/latest/serde_json/fn.from_slice.html", *below("serde_json", "from_str from_slice")
    ),
    known("JSON", f"{_DOCS}/sonic-rs/latest/sonic_rs/fn.from_slice.html", *below("sonic_rs", "from_str from_slice")),
    known("MessagePack", f"{_DOCS}/rmp-serde/latest/rmp_serde/fn.from_slice.html", "rmp_serde::from_slice"),
    known("postcard", f"{_DOCS}/postcard/latest/postcard/fn.from_bytes.html", "postcard::from_bytes"),
)
