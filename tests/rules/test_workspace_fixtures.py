"""Fixtures of several files and crates: what is marked is found, and every other line of every file is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from .harness import HERE
from .workspace_harness import cases, expected, found, placed, rule_of


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.relative_to(HERE).as_posix())
def test_marks_and_nothing_else(case: Path, tmp_path: Path) -> None:
    root = placed(case, tmp_path)
    assert set(found(root, rule_of(case))) == expected(root)
