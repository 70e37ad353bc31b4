"""What becomes of the values of a function, and of the places that they are copies of."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolution_harness import Row, fate_at, rest_at, rows


@pytest.mark.parametrize("row", rows("fates"), ids=lambda row: row.title)
def test_fate(row: Row, tmp_path: Path) -> None:
    assert fate_at(row.text, tmp_path) == row.expected


@pytest.mark.parametrize("row", rows("last_uses"), ids=lambda row: row.title)
def test_last_use(row: Row, tmp_path: Path) -> None:
    assert rest_at(row.text, tmp_path) == row.expected
