"""A session of VS Code is recorded, and goes again without it."""

from __future__ import annotations

from pathlib import Path

from ..sessions import goes_again
from ..waiting import until
from .conftest import TYPING, make_crate
from .installation import VsCode
from .server import ServerProgram
from .window import Window
from .workbench import Workbench

SLEEP = "blocking-sleep-in-async"
SLEEPY = """\
use std::time::Duration;

pub async fn wait() {
    let name = "é😀"; std::thread::sleep(Duration::from_millis(5)); drop(name);
}
"""


async def test_a_session_goes_again(installed: VsCode, extension: Path, tmp_path: Path):
    folder = make_crate(tmp_path / "chat")
    (folder / "src/lib.rs").write_text(SLEEPY)
    (folder / ".server").mkdir()  # so that its path is one of the workspace
    recording = tmp_path / "vscode.jsonl"
    program = ServerProgram(folder / ".server", recording=recording, workspace=folder)
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program.path)})
    try:
        workbench.start(folder)
        window = Window(workbench, folder)
        file = window.show("src/lib.rs")
        file.until_found(SLEEP)
        assert SLEEP in file.hover(file.place("std::thread"))
        file.type_at((0, 0), "// 😀 é\n")
        file.until_starts(file.place("std::thread"))
        file.apply(file.place("std::thread"), "Replace by `tokio::time::sleep(..).await`")
        file.until_found()
        file.save()
        window.close_all()
    finally:
        workbench.stop()
    until(lambda: not program.runs)
    await goes_again(recording, "vscode", tmp_path / "again")
