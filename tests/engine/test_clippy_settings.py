"""`clippy.toml` is looked up as clippy does it, and read with either spelling of its keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from rust_perf_analyzer.analysis.workspace.clippy_settings import clippy_settings, forget_settings


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    forget_settings()


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "clippy.toml").write_text("too-large-for-stack = 1\n")
    assert clippy_settings(inner)["too-large-for-stack"] == 1
    forget_settings()
    (tmp_path / "a" / "clippy.toml").write_text("too_large_for_stack = 2\n")
    (tmp_path / "a" / ".clippy.toml").write_text("too_large_for_stack = 3\n")
    assert clippy_settings(inner)["too-large-for-stack"] == 3


def test_what_is_no_toml_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "clippy.toml").write_text("too-large-for-stack = é\n")
    assert dict(clippy_settings(tmp_path)) == {}
    assert dict(clippy_settings(None)) == {}
