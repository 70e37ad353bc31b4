"""Values by key on the disk, and the summaries that are kept in them."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rust_perf_analyzer.cache import table
from rust_perf_analyzer.cache.place import store_of
from rust_perf_analyzer.cache.summaries import Summaries
from rust_perf_analyzer.cache.table import Table

keys = st.text(st.characters(codec="utf-8") | st.sampled_from("\\\t\n\udc80"))
values = st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.dictionaries(keys, values, max_size=8))
def test_what_is_put_is_found_again(own_cache: Path, rows: dict[str, Any]):
    store = store_of("/a")
    first = Table(store, "rows")
    first.drop(lambda key: True)
    for key, value in rows.items():
        first.put(key, value)
    first.save()
    again = Table(store, "rows")
    assert {key: again.get(key) for key in again.keys()} == rows  # noqa: SIM118


def test_what_does_not_change_is_not_written(own_cache: Path):
    first = Table(store_of("/a"), "rows")
    first.put("key", [1])
    first.save()
    file = next(own_cache.glob("*/*/rows"))
    os.utime(file, (0, 0))
    again = Table(store_of("/a"), "rows")
    again.put("key", [1])
    assert again.save() is None
    assert file.stat().st_mtime == 0


def test_a_table_that_grew_too_large_keeps_what_was_used(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    first = Table(store_of("/a"), "rows")
    for number in range(10):
        first.put(str(number), "x" * 100)
    first.save()
    monkeypatch.setattr(table, "LARGEST", 1000)
    again = Table(store_of("/a"), "rows")
    again.get("3")
    again.put("new", 1)
    again.save()
    assert set(Table(store_of("/a"), "rows").keys()) == {"3", "new"}


def test_a_summary_is_of_one_content(tmp_path: Path, own_cache: Path):
    file = tmp_path / "lib.rs"
    file.write_text("fn one() {}")
    first = Summaries(str(tmp_path))
    assert first.get(str(file)) is None
    time.sleep(0.04)
    first.put(str(file), first.state(str(file)), {"items": ["one"]})
    first.put(str(tmp_path / "gone.rs"), first.state(str(file)), 1)
    first.keep_only({str(file)})
    first.save()
    again = Summaries(str(tmp_path))
    assert again.get(str(file)) == {"items": ["one"]}
    assert again.get(str(tmp_path / "gone.rs")) is None
    file.write_text("fn two() {}")
    assert again.get(str(file)) is None


def test_a_summary_is_not_kept_for_a_file_that_was_just_edited(tmp_path: Path, own_cache: Path):
    file = tmp_path / "lib.rs"
    file.write_text("fn one() {}")
    summaries = Summaries(str(tmp_path))
    summaries.put(str(file), summaries.state(str(file)), 1)
    assert summaries.get(str(file)) is None
