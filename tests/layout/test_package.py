"""The wheel holds what runs: modules, pages and the mark of typed code, under the package's name."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

pytest.importorskip("hatchling", reason="hatchling builds the wheel; `make test` brings it")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return next(folder.glob("*.whl"))


def test_every_file_of_the_server_is_in_the_wheel(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (ROOT / "server").rglob("*"):
        if path.suffix in {".py", ".md", ".typed"} and "__pycache__" not in path.parts:
            assert f"rust_perf_analyzer/{path.relative_to(ROOT / 'server').as_posix()}" in names
    assert not [name for name in names if not name.startswith(("rust_perf_analyzer/", "rust_perf_analyzer-"))]


def test_the_command_runs_from_the_wheel(wheel: Path, tmp_path: Path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / "lib.rs").write_text("fn main() {}\n")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    for arguments in (["check"], ["explain", "blocking-sleep-in-async"], ["rules"]):
        command = [sys.executable, "-P", "-m", "rust_perf_analyzer", *arguments]
        result = subprocess.run(
            command, cwd=tmp_path / "ws", env=environment, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
        assert result.stdout
