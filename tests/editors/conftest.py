"""Each test has a home folder of its own, and time for what it installs."""

from __future__ import annotations

from pathlib import Path

import pytest

from .home import Home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Time for an installation, and for those that others are busy with."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A new user's home folder."""
    return Home(tmp_path / "home")
