"""A place of which two rules could speak is told once."""

from __future__ import annotations

import pytest
from rust_perf_analyzer.analysis.engine import analyse
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.settings import Settings

BOTH = ("format-in-err", "or-fun-call")
EAGER = b"""
pub fn row(id: Option<u64>, n: u64) -> Result<u64, String> {
    id.ok_or(format!("no row {n}"))
}
"""


@pytest.mark.parametrize(
    ("selected", "told"),
    [(BOTH, ["format-in-err"]), (BOTH[:1], ["format-in-err"]), (BOTH[1:], ["or-fun-call"])],
)
def test_a_twin_gives_way_where_a_rule_of_our_own_speaks(selected: tuple[str, ...], told: list[str]) -> None:
    findings, failures = analyse(
        "src/lib.rs", EAGER, EMPTY_CRATE, Settings(ignore=tuple(rule for rule in BOTH if rule not in selected))
    )
    assert ([finding.rule for finding in findings], failures) == (told, [])


def test_what_is_allowed_is_not_told_under_another_name() -> None:
    allowed = EAGER.replace(b"    id.", b"    // rust-perf: allow(format-in-err) once a day\n    id.")
    findings, _ = analyse("src/lib.rs", allowed, EMPTY_CRATE, Settings())
    assert findings == []
