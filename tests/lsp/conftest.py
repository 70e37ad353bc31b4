"""A crate on the disk and an editor with a running server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from .editor import Editor
from .wire import Server, Wire

Passes = Callable[[float], Awaitable[None]]

MANIFEST = """\
[package]
name = "chat"  # é😀
version = "0.1.0"
edition = "2021"

[dependencies]
tokio = { version = "1", features = ["full"] }

[profile.release]
codegen-units = 1
lto = "thin"
panic = "abort"
strip = "symbols"

[lints.rust]
unsafe_code = "forbid"
"""

SLEEPY = """\
use std::time::Duration;

// Ünïcödé 😀 first.
pub async fn wait() {
    let name = "é😀"; std::thread::sleep(Duration::from_millis(5)); drop(name);
}
"""
"""One finding, with a safe fix, behind text that counts differently in each encoding."""

CALM = """\
pub async fn rest() {
    let name = "é😀"; tokio::time::sleep(name.len()).await;
}
"""


@pytest.fixture
def crate(tmp_path: Path) -> Path:
    """The folder of a crate."""
    (tmp_path / "src").mkdir()
    (tmp_path / "Cargo.toml").write_text(MANIFEST)
    (tmp_path / "src" / "main.rs").write_text(SLEEPY)
    return tmp_path


@pytest.fixture
def uri(crate: Path) -> str:
    """A Rust file of the crate."""
    return (crate / "src" / "main.rs").as_uri()


@pytest.fixture(autouse=True)
def _find_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server process find the package, installed or not."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2] / ".dev" / "link"))


@pytest_asyncio.fixture
async def server() -> AsyncIterator[Server]:
    """A server that waits for `initialize`. It must not have to complain of itself by the end."""
    server = Server()
    await server.start()
    yield server
    assert "Traceback" not in await server.stop()


@pytest_asyncio.fixture
async def wire(server: Server) -> Wire:
    """The wire to a server that has been greeted by a client that can do nothing."""
    await server.wire.greet()
    return server.wire


@pytest_asyncio.fixture
async def bare_editor() -> AsyncIterator[Editor]:
    """An editor that has not started its server yet."""
    editor = Editor()
    yield editor
    await editor.stop()


@pytest_asyncio.fixture
async def editor(bare_editor: Editor, crate: Path) -> Editor:
    """An editor with a server for the crate."""
    await bare_editor.start(root=crate)
    return bare_editor


@pytest_asyncio.fixture
async def passes(monkeypatch: pytest.MonkeyPatch) -> Passes:
    """Lets seconds pass; in between time stands still, however busy the machine is."""
    loop = asyncio.get_running_loop()
    now = loop.time()
    monkeypatch.setattr(loop, "time", lambda: now)

    async def passes(seconds: float) -> None:
        nonlocal now
        now += seconds
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    return passes
