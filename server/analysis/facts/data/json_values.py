"""Calls that parse JSON, and the types that hold whatever it says."""

from __future__ import annotations

from .schema import Known, below, known

_DOCS = "https://docs.rs"

ANY_JSON: tuple[Known[bool], ...] = (
    known(
        True, f"{_DOCS}/serde_json/latest/serde_json/enum.Value.html", *below("serde_json serde_json::value", "Value")
    ),
    known(True, f"{_DOCS}/sonic-rs/latest/sonic_rs/struct.Value.html", "sonic_rs::Value"),
    known(True, f"{_DOCS}/simd-json/latest/simd_json/value/owned/enum.Value.html", "simd_json::OwnedValue"),
)

PARSERS: tuple[Known[bool], ...] = (
    known(
        True,
        f"{_DOCS}/serde_json/latest/serde_json/de/index.html",
        *below("serde_json serde_json::de", "from_str from_slice from_reader"),
    ),
    known(True, f"{_DOCS}/sonic-rs/latest/sonic_rs/index.html", *below("sonic_rs", "from_str from_slice from_reader")),
    known(
        True, f"{_DOCS}/simd-json/latest/simd_json/index.html", *below("simd_json", "from_str from_slice from_reader")
    ),
)
