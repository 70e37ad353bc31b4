"""What holds for all tests: those that let cargo build may take their time, and none touches the user's cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# A busy machine is no mistake of what is tested.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

SLOW_FOLDERS = ("tests/compile/", "tests/ecosystem/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No limit where cargo fetches and builds; the limit of `pyproject.toml` everywhere else."""
    for item in items:
        if any(folder in item.path.as_posix() for folder in SLOW_FOLDERS):
            item.add_marker(pytest.mark.timeout(0))


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which `check` keeps what it found while the tests run."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUST_PERF_CACHE_DIR", str(folder))
        yield folder
