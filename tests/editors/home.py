"""A new user's home folder: the sample workspace, the server's command on the `PATH`, nothing of the machine's user."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .installing import Absent
from .snippets import ROOT
from .waiting import PATIENCE, until

SAMPLE = Path(__file__).parent / "sample"
RECORDING = Path(__file__).parent / "recording.py"
TOY = Path(__file__).parent / "toy_server.py"
_LINK = ROOT / ".dev" / "link"

SLEEP, CHANNEL, LTO = "blocking-sleep-in-async", "unbounded-channel", "missing-lto"
"""What is found in the sample: in lines 7 and 12 of `main.rs`, and in line 9 of the manifest."""
FIXED = 'let name = "é😀"; tokio::time::sleep(Duration::from_millis(5)).await; drop(name);'
"""The line that sleeps, after the fix of that."""


class Home:
    """The folder, with what a program that is started in it finds in its environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "chat"
        self.main = self.workspace / "src" / "main.rs"
        self.other = self.workspace / "src" / "other.rs"
        self.manifest = self.workspace / "Cargo.toml"
        shutil.copytree(SAMPLE, self.workspace)
        self.programs = folder / ".local" / "bin"
        self.programs.mkdir(parents=True)
        self.script("rust-perf-analyzer", [sys.executable, "-P", "-m", "rust_perf_analyzer"], PYTHONPATH=_LINK)

    @property
    def environment(self) -> dict[str, str]:
        """That of a user who has only what Debian, Rust and we bring."""
        kept = {name: os.environ[name] for name in ("CARGO_HOME", "RUSTUP_HOME") if name in os.environ}
        rust = {"CARGO_HOME": str(Path.home() / ".cargo"), "RUSTUP_HOME": str(Path.home() / ".rustup")}
        return {
            **rust,
            **kept,
            "HOME": str(self.folder),
            "PATH": f"{self.programs}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "TERM": "screen-256color",
        }

    def script(self, name: str, command: list[str], **variables: Path) -> None:
        """Put a command on the `PATH`."""
        exports = "".join(f"export {variable}={shlex.quote(str(value))}\n" for variable, value in variables.items())
        path = self.programs / name
        path.write_text(f'#!/bin/sh\n{exports}exec {shlex.join(command)} "$@"\n')
        path.chmod(0o755)

    def record(self, out: Path) -> None:
        """From now on, note what an editor and the server say to each other."""
        server = [sys.executable, "-P", "-m", "rust_perf_analyzer"]
        tee = [sys.executable, str(RECORDING), str(out), str(self.workspace), "--", *server]
        self.script("rust-perf-analyzer", tee, PYTHONPATH=_LINK)

    def toy(self) -> Path:
        """Put a second language server on the `PATH`."""
        self.script("toy-server", [sys.executable, str(TOY)])
        return self.programs / "toy-server"

    def follow(self, commands: str) -> None:
        """Run commands of a README, as it says: in a checkout of the project."""
        subprocess.run(["sh", "-ec", commands], cwd=ROOT, env=self.environment, check=True)

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a program as this user, however it ends."""
        return subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )

    def write(self, name: str, text: str) -> Path:
        """Write a file below the home folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def servers(self) -> list[int]:
        """The process ids of the servers that run for this user, without the processes beside them."""
        return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit() and self._is_server(path)]

    def wait_for_the_end(self) -> None:
        """Wait until no server runs any more."""
        until(lambda: not self.servers(), self.servers)

    def _is_server(self, process: Path) -> bool:
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            environment = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            return False
        return b"rust_perf_analyzer" in words and b"server" in words and f"HOME={self.folder}".encode() in environment


def installed(install: Callable[..., Path], *arguments: str) -> Path:
    """A program, or a skipped test that says why there is none."""
    try:
        return install(*arguments)
    except Absent as absent:
        pytest.skip(str(absent))
