"""What holds for all tests: those that let cargo build may take their time."""

from __future__ import annotations

import pytest

SLOW_FOLDERS = ("tests/compile/", "tests/ecosystem/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No limit where cargo fetches and builds; the limit of `pyproject.toml` everywhere else."""
    for item in items:
        if any(folder in item.path.as_posix() for folder in SLOW_FOLDERS):
            item.add_marker(pytest.mark.timeout(0))
