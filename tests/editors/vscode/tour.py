"""A tour of what a person sees and presses, with a picture of each stop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..snippets import ROOT
from ..waiting import wait_for
from .window import File, Window

SAMPLE = "chat-server"
FILE = "server/src/lines.rs"
CALL = "thread::sleep(PENALTY)"
WORD = f".view-line:has-text('{CALL}') >> text=sleep"
MENU = ".action-widget .monaco-list-row"
SIZE = (1200, 720)
NAMES = ["vscode", "vscode-hover", "vscode-fixes", "vscode-manifest", "vscode-page"]
"""The pictures, in the order in which they are taken."""


def sample_in(folder: Path) -> Path:
    """A copy of the sample workspace."""
    return shutil.copytree(
        ROOT / "examples" / SAMPLE, folder / SAMPLE, ignore=shutil.ignore_patterns("target", ".vscode")
    )


class Tour:
    """Goes from stop to stop in a window that shows the sample; `take` is told the name of each picture."""

    def __init__(self, window: Window, take: Callable[[str], None]) -> None:
        self._window = window
        self._take = take

    def go(self) -> None:
        """All stops."""
        for name in ("server/src/routes.rs", "server/src/housekeeping.rs"):
            self._window.show(name).until(bool, "a finding")
        file = self._window.show(FILE)
        self.problems(file)
        self._window.run("workbench.action.closeSidebar")
        self.hover(file)
        self.fix(file)
        self.manifest()
        self.page(file)

    def problems(self, file: File) -> None:
        """Squiggles in the editor, and the list of what was found."""
        self._window.run("workbench.actions.view.problems")
        self._see(".markers-panel .monaco-list-row:has-text('sync-guard-across-await')")
        self._put_cursor(file, CALL)
        self._see(".squiggly-error")
        self._take("vscode")
        self._window.run("workbench.action.closePanel")

    def hover(self, file: File) -> None:
        """The reasons, where the mouse points."""
        self._put_cursor(file, CALL)

        def point() -> bool:
            self._window.page("pointAt", x=2, y=2)
            self._window.page("point", selector=WORD)
            return self._comes(".monaco-hover:visible:has-text('stops the worker thread')")

        wait_for(point, bool, "the hover")
        self._take("vscode-hover")
        self._window.page("pointAt", x=2, y=2)

    def fix(self, file: File) -> None:
        """The light bulb; its first entry, pressed; the file, saved."""
        self._put_cursor(file, CALL)
        self._open_menu("Replace by")
        self._take("vscode-fixes")
        self._window.page("press", keys="Enter")
        wait_for(lambda: file.text, lambda text: CALL not in text, "the fix")
        self._window.page("press", keys="Control+S")
        wait_for(file.path.read_text, lambda text: CALL not in text, "the fixed file on the disk")

    def manifest(self) -> None:
        """What is missing in `Cargo.toml`, and the fixes of that."""
        file = self._window.show("Cargo.toml")
        file.until(lambda found: any(each["code"] == "missing-lto" for each in found), "missing-lto")
        self._see(".squiggly-info")
        self._put_cursor(file, "[profile.release]")
        self._open_menu("lto")
        self._take("vscode-manifest")
        self._window.page("press", keys="Escape")

    def page(self, file: File) -> None:
        """The page of a rule beside the code."""
        self._window.show(FILE)
        self._put_cursor(file, "unbounded_channel")
        self._window.run("rust-perf.openPage", "unbounded-channel")
        wait_for(self._window.page_text, lambda text: "Why it costs" in text, "the page")
        self._take("vscode-page")

    def _put_cursor(self, file: File, before: str) -> None:
        place = file.place(before)
        file.select(place, place)
        self._window.run("workbench.action.focusActiveEditorGroup")

    def _open_menu(self, entry: str) -> None:
        """Press the keys until they are heard: an editor that is being drawn may miss them."""

        def press() -> bool:
            self._window.page("press", keys="Escape")
            self._window.page("press", keys="Control+.")
            return self._comes(f"{MENU}:has-text('{entry}')")

        wait_for(press, bool, f"the menu with {entry}")

    def _comes(self, selector: str) -> bool:
        """Whether something is there after some seconds: what was not heard is to be done again."""
        found: bool = self._window.page("comes", selector=selector, within=10_000)
        return found

    def _see(self, selector: str) -> Any:
        return self._window.page("see", selector=selector)
