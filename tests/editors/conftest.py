"""Each test has a home folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from .home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A new user's home folder."""
    return Home(tmp_path / "home")
