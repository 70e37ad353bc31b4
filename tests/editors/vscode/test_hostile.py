"""A folder that nobody trusts brings a server, Python modules and settings of its own: none of them is run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..waiting import wait_for
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


@pytest.mark.parametrize("trusts", [False, True], ids=["untrusted", "trusted"])
def test_nothing_of_a_hostile_folder_is_run_unasked(
    installed: VsCode, extension: Path, program_of_its_own: ServerProgram, hostile: Path, trap: Path, trusts: bool
):
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program_of_its_own.path)})
    try:
        workbench.start(hostile, trusts=trusts)
        assert workbench.probe.greeting["trusted"] is trusts
        window = Window(workbench, hostile)
        file = window.show("src/main.rs")
        file.until_found("blocking-sleep-in-async")
        file.apply(file.place("std::thread"), "Replace by `tokio::time::sleep(..).await`")
        file.until_found()
        assert not trap.exists(), trap.read_text()
        if trusts:
            planted = str(hostile / "rust-perf-analyzer")
            (asked,) = wait_for(
                lambda: [text for text in window.notifications() if planted in text], bool, "the question"
            )
            assert "when you agree" in asked
            window.page("click", selector=".notification-list-item >> text=Run It")
            wait_for(trap.exists, bool, "what the planted server does, when it is agreed to")
    finally:
        workbench.stop()
