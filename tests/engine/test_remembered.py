"""A function whose answers are remembered by an attribute runs once for each question."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.engine import analyse
from rust_perf_analyzer.analysis.workspace.crates import Crate, Dependency
from rust_perf_analyzer.settings import Settings

CRATE = Crate(
    Path(), "sample", dependencies={name: Dependency(name) for name in ("tokio", "axum", "reqwest", "cached")}
)
SOURCE = """
{attribute}
async fn price(name: String) -> String {{
    let client = reqwest::Client::new();
    client.get(name).send().await.unwrap().text().await.unwrap()
}}
"""


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("#[cached]", []),
        ('#[cached::proc_macro::cached(size = 10, create = "{ new() }")]', []),
        ("#[inline]", ["connection-per-request"]),
    ],
)
def test_what_is_remembered_is_no_connection_per_request(attribute: str, expected: list[str]) -> None:
    findings, failures = analyse("src/lib.rs", SOURCE.format(attribute=attribute).encode(), CRATE, Settings())
    assert failures == []
    assert [finding.rule for finding in findings] == expected
