"""Judging that gives way to somebody who waits ends with what it would have found in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.engine import Analysis
from rust_perf_analyzer.analysis.workspace.crates import crate_of
from rust_perf_analyzer.analysis.workspace.giving_way import GivesWay, breathe, giving_way
from rust_perf_analyzer.analysis.workspace.summary import summarise
from rust_perf_analyzer.settings import Settings

from .test_kept_chains import LOAD, PACKAGE, QUERY, made

OTHERS = "".join(f"pub fn é{n}() {{ é{n - 1}(); load(); }}\n" for n in range(1, 9)) + "pub fn é0() {}\n"


def after(calls: int) -> Callable[[], bool]:
    """Nobody waits until this was asked so often; from then on somebody does."""
    left = iter(range(calls))
    return lambda: next(left, None) is None


@pytest.mark.parametrize("calls", range(1, 12))
def test_what_is_broken_off_is_found_later(tmp_path: Path, calls: int) -> None:
    index = made(tmp_path, PACKAGE, LOAD + OTHERS)
    main, store = tmp_path / "src/main.rs", tmp_path / "src/store.rs"
    analysis = Analysis(str(main), main.read_bytes(), crate_of(main), Settings(), index=index)
    before = analysis.findings()
    for text in (OTHERS + "pub fn load() {}\n", QUERY + OTHERS, LOAD + OTHERS):
        index.put(str(store), summarise(text.encode()))
        store.write_text(text)
        analysis.others_changed()
        for waits in range(calls):
            analysis.settle(after(waits))
        while analysis.settle():
            pass
        fresh = Analysis(str(main), main.read_bytes(), crate_of(main), Settings(), index=index)
        assert analysis.findings() == fresh.findings()
        assert not analysis.failures
    assert analysis.findings() == before != []


def test_nothing_is_broken_off_where_nobody_said_that_he_may_wait() -> None:
    breathe()
    with giving_way(lambda: True):
        with pytest.raises(GivesWay):
            breathe()
        with giving_way(lambda: False):
            breathe()
        with giving_way(lambda: True):
            breathe()
            pytest.fail("went on")
    breathe()
