"""The command line as a process of its own, and a workspace whose files say something about each other."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rust_perf_analyzer.__main__ import code_of
from rust_perf_analyzer.analysis.rule import all_rules
from rust_perf_analyzer.cache import place, stamps

LISTENER = """mod net;
pub async fn serve(l: tokio::net::TcpListener) -> std::io::Result<()> {
    loop {
        let (s, _) = l.accept().await?;
        net::tune(&s)?;
        tokio::spawn(net::handle(s));
    }
}
"""
TUNES = """pub fn tune(s: &tokio::net::TcpStream) -> std::io::Result<()> { s.set_nodelay(true) }
pub async fn handle(s: tokio::net::TcpStream) {}
"""
TUNES_NOT = TUNES.replace("set_nodelay(true)", "set_linger(None)")
SLOW = "pub async fn slow() { std::thread::sleep(D); }\n"
QUICK = "pub async fn slow() { std::thread::yield_now(); }\n"[: len(SLOW) - 1] + "\n"
LARGE = "use serde::Serialize;\n#[derive(serde::Deserialize)]\n#[serde(untagged)]\npub enum Any { A(u8), B(String) }\n"


class Result(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def manifest(name: str, *dependencies: str) -> str:
    lines = [f'{each} = "1"' for each in dependencies]
    return (
        f'[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n' + "\n".join(lines) + "\n"
    )


def plant(folder: Path) -> None:
    """A workspace of two crates with a finding or two in each."""
    texts = {
        "Cargo.toml": '[workspace]\nmembers = ["web", "store"]\n',
        "web/Cargo.toml": manifest("web", "tokio", "store"),
        "web/src/main.rs": LISTENER,
        "web/src/net.rs": TUNES,
        "store/Cargo.toml": manifest("store", "tokio", "serde"),
        "store/src/lib.rs": SLOW,
        "store/src/kinds.rs": LARGE,
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def write(path: str, text: str) -> Callable[[Path], object]:
    """A change of the workspace: a file with this text."""

    def change(workspace: Path) -> None:
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text)

    return change


def run_in(folder: Path, *words: str) -> Result:
    """Run the command line in a process that knows nothing of earlier runs but what is on the disk."""
    all_rules()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if not child:
            _become(folder, list(words), out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return Result(os.waitstatus_to_exitcode(status), out.read(), err.read())


def _become(folder: Path, words: list[str], out: int, err: int) -> None:
    code = 70
    try:
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        os.chdir(folder)
        code = code_of(words)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    folder.mkdir()
    plant(folder)
    return folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache for one test, in which a state counts as settled after the time that a file system needs to tell."""
    monkeypatch.setenv(place.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(stamps, "MARGIN", 30_000_000)
    return tmp_path / "cache"


@pytest.fixture
def run(workspace: Path) -> Run:
    """The command line in the workspace."""
    if not hasattr(os, "fork"):
        pytest.skip("needs processes that fork")
    return lambda *words: run_in(workspace, *words)
