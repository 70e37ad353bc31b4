"""A folder with a small crate, and the command line as a function."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rust_perf_analyzer.cli import run

MANIFEST = '[package]\nname = "sample"\nversion = "0.1.0"\nedition = "2021"\n\n[dependencies]\ntokio = "1"\n'
SLOW = "pub async fn slow() {\n    std::thread::sleep(std::time::Duration::from_secs(1));\n}\n"
FIXED = "pub async fn slow() {\n    tokio::time::sleep(std::time::Duration::from_secs(1)).await;\n}\n"
CLEAN = "pub fn fine() {}\n"
RULE = "blocking-sleep-in-async"


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


Check = Callable[..., Result]


@pytest.fixture
def crate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crate with one finding, as the working directory."""
    (tmp_path / "src").mkdir()
    (tmp_path / "Cargo.toml").write_text(MANIFEST)
    (tmp_path / "src" / "lib.rs").write_text(SLOW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rust_perf(crate: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Check:
    """The command line in this process, in the crate's folder."""

    def invoke(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(arguments)
        out, err = (stream.decode("utf-8", "surrogateescape") for stream in capsysbinary.readouterr())
        return Result(code, out, err)

    return invoke


@pytest.fixture
def check(rust_perf: Check) -> Check:
    """`check`, without the manifest's own findings."""

    def invoke(*arguments: str, **options: Any) -> Result:
        return rust_perf("check", "--ignore", "manifest", *arguments, **options)

    return invoke
