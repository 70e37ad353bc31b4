"""What a person sees: squiggles, problems, the hover, the light bulb, a fix on the disk, a manifest, a page."""

from __future__ import annotations

from pathlib import Path

from ..snippets import ROOT
from . import tour
from .conftest import TYPING
from .installation import VsCode
from .server import ServerProgram
from .window import Window
from .workbench import Workbench


def test_what_the_readme_shows_is_what_is_seen(
    installed: VsCode, extension: Path, program_of_its_own: ServerProgram, tmp_path: Path
):
    folder = tour.sample_in(tmp_path)
    before = (folder / tour.FILE).read_text()
    taken: list[str] = []
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program_of_its_own.path)})
    try:
        workbench.start(folder, size=tour.SIZE)
        tour.Tour(Window(workbench, folder), taken.append).go()
    finally:
        workbench.stop()
    assert taken == tour.NAMES
    fixed = before.replace("thread::sleep(PENALTY);", "tokio::time::sleep(PENALTY).await;")
    assert (folder / tour.FILE).read_text().splitlines()[-15:] == fixed.splitlines()[-15:]


def test_the_readme_has_the_pictures():
    text = (ROOT / "README.md").read_text()
    for name in tour.NAMES:
        assert (ROOT / f"docs/{name}.png").stat().st_size < 300_000
        assert f"docs/{name}.png" in text
