"""What snafu's closures are given hangs on what they are put to; the fixtures are compiled without snafu."""

from __future__ import annotations

import pytest
from rules.harness import fixes_for
from rust_perf_analyzer.analysis.workspace.crates import EMPTY_CRATE
from rust_perf_analyzer.quickfix.edit import apply

SELECTED = "{}.context(OpenSnafu {{ path: path.to_string() }})"


@pytest.mark.parametrize(
    ("receiver", "lazy"),
    [
        ("std::fs::read(path)", "with_context(|_| OpenSnafu"),
        ("rows.first()", "with_context(|| OpenSnafu"),
        ("opened(path)", None),
    ],
)
def test_the_closure_takes_the_error_where_there_is_one(receiver: str, lazy: str | None) -> None:
    body = SELECTED.format(receiver)
    text = f"pub fn open(path: &str, rows: &[u8]) -> Result<(), Error> {{\n    {body}\n}}\n".encode()
    fixes = fixes_for(text, "format-in-err", crate=EMPTY_CRATE)
    assert [lazy in apply(text, fix.edits).decode() for fix in fixes if lazy] == ([True] if lazy else [])
    assert bool(fixes) == bool(lazy)
