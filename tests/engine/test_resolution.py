"""Names and types over files and crates: what is found, and the tempting wrong answers that are not given."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolution_harness import Row, number_at, path_at, rows, type_at


@pytest.mark.parametrize("row", rows("paths"), ids=lambda row: row.title)
def test_path(row: Row, tmp_path: Path) -> None:
    assert path_at(row.text, tmp_path) == row.expected


@pytest.mark.parametrize("row", rows("types"), ids=lambda row: row.title)
def test_type(row: Row, tmp_path: Path) -> None:
    assert type_at(row.text, tmp_path) == row.expected


@pytest.mark.parametrize("row", rows("numbers"), ids=lambda row: row.title)
def test_number(row: Row, tmp_path: Path) -> None:
    assert number_at(row.text, tmp_path) == row.expected
