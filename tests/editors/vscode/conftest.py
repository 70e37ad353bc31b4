"""One VS Code for all tests of this folder that do not ask for another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..installing import Absent
from ..vscode_extension.packing import packed
from .installation import VsCode, vscode
from .server import ServerProgram
from .window import Window
from .workbench import Workbench

MANIFEST = """\
[package]
name = "chat"
version = "0.1.0"
edition = "2021"

[dependencies]
tokio = { version = "1", features = ["full"] }
"""

TYPING = {
    "editor.autoClosingBrackets": "never",
    "editor.autoClosingQuotes": "never",
    "editor.autoIndent": "none",
    "files.autoSave": "off",
}
"""What is typed is what comes out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here on one worker: there is one VS Code for most of it."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("vscode"))


@pytest.fixture(scope="session")
def installed() -> VsCode:
    """VS Code, installed."""
    try:
        return vscode()
    except Absent as reason:
        pytest.skip(f"no VS Code: {reason}")


@pytest.fixture(scope="session")
def extension() -> Path:
    """The extension of this checkout, packed."""
    try:
        return packed()
    except Absent as reason:
        pytest.skip(f"the extension cannot be built: {reason}")


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> ServerProgram:
    """The server of this checkout."""
    return ServerProgram(tmp_path_factory.mktemp("server"))


@pytest.fixture
def program_of_its_own(tmp_path: Path) -> ServerProgram:
    """The same for one test."""
    folder = tmp_path / "server"
    folder.mkdir()
    return ServerProgram(folder)


def make_crate(folder: Path) -> Path:
    """A crate whose manifest has nothing that is found: the tests write what they need."""
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(MANIFEST)
    (folder / "src/main.rs").write_text("fn main() {}\n")
    return folder


@pytest.fixture(scope="session")
def window(
    installed: VsCode, extension: Path, program: ServerProgram, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """A window that shows a crate, with the extension and the server of this checkout."""
    folder = make_crate(tmp_path_factory.mktemp("window") / "chat")
    workbench = Workbench(installed, extension, {**TYPING, "rust-perf.path": str(program.path)})
    try:
        workbench.start(folder)
        yield Window(workbench, folder)
    finally:
        workbench.stop()
