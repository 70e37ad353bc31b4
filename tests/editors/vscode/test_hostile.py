"""A folder that nobody trusts brings a server, Python modules and settings of its own: none of them is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import TYPING, make_crate
from .installation import VsCode
from .server import ServerProgram
from .window import Window
from .workbench import Workbench

SLEEPY = """\
pub async fn wait() {
    std::thread::sleep(std::time::Duration::from_millis(5));
}
"""
MODULES = ["sitecustomize", "usercustomize", "json", "asyncio", "tree_sitter", "pygls", "tomlkit", "rust_perf_analyzer"]


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """What the planted files touch when they are run."""
    return tmp_path / "sprung"


@pytest.fixture
def hostile(tmp_path: Path, trap: Path) -> Path:
    """A crate with everything planted in it that somebody might start by mistake."""
    folder = make_crate(tmp_path / "hostile")
    (folder / "src/main.rs").write_text(SLEEPY)
    for name in MODULES:
        (folder / f"{name}.py").write_text(f"open({str(trap)!r}, 'a').write(__file__)\n")
    programs = [folder / "rust-perf-analyzer", folder / "python3", folder / "bin/rust-perf-analyzer"]
    for program in programs:
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$0" >> {trap}\n')
        program.chmod(0o755)
    settings = {"rust-perf.path": str(programs[0]), "terminal.integrated.env.linux": {"PYTHONPATH": str(folder)}}
    (folder / ".vscode").mkdir()
    (folder / ".vscode/settings.json").write_text(json.dumps(settings))
    (folder / ".env").write_text(f"PYTHONPATH={folder}\nPATH={folder}\n")
    return folder


def test_nothing_of_an_untrusted_folder_is_run(
    installed: VsCode, extension: Path, program: ServerProgram, hostile: Path, trap: Path
):
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program.path)})
    before = len(program.starts)
    try:
        workbench.start(hostile, trusts=False)
        assert workbench.probe.greeting["trusted"] is False
        file = Window(workbench, hostile).show("src/main.rs")
        file.until_found("blocking-sleep-in-async")
        file.apply(file.place("std::thread"), "Replace by `tokio::time::sleep(..).await`")
        file.until_found()
    finally:
        workbench.stop()
    assert len(program.starts) == before + 1, "the server of the user's own settings"
    assert not trap.exists(), trap.read_text()


def test_a_trusted_folder_may_name_its_server(
    installed: VsCode, extension: Path, program: ServerProgram, hostile: Path, trap: Path
):
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program.path)})
    try:
        workbench.start(hostile)
        Window(workbench, hostile).show("src/main.rs")
        window = Window(workbench, hostile)
        window.until_notified("rust-perf")
    finally:
        workbench.stop()
    assert trap.exists(), "the planted server shows that the trap above can be sprung"
