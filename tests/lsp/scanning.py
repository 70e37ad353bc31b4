"""A crate with files that are not open, clients that want to see what is in them, and what they are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .conftest import CALM, SLEEPY
from .wire import Message, Wire

RULE = "blocking-sleep-in-async"
WORKSPACE = {"diagnosticMode": "workspace"}
PROGRESS = {"window": {"workDoneProgress": True}}
WATCHES = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
PULLS = {
    "textDocument": {"diagnostic": {"dynamicRegistration": True}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
    **PROGRESS,
}


def plant(crate: Path, *names: str, text: str = SLEEPY) -> None:
    """Make files in a crate."""
    for name in names:
        path = crate / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def plant_many(crate: Path, count: int) -> None:
    """Make files that take some time to judge."""
    filler = "".join(f"pub fn f{n}(x: u32) -> u32 {{ x.wrapping_add({n}) }}\n" for n in range(120))
    for n in range(count):
        plant(crate, f"src/many/m{n:03}.rs", text=SLEEPY + filler)


async def scan(wire: Wire, crate: Path, capabilities: Message | None = None, **options: Any) -> None:
    """Shake hands as a client that wants to see all files, and wait until the scan is over."""
    await wire.greet(
        {**PROGRESS, **(capabilities or {})}, rootUri=crate.as_uri(), initializationOptions=WORKSPACE | options
    )
    await scanned(wire)


async def scanned(wire: Wire) -> None:
    """Wait until the first scan is over."""
    await wire.wait(lambda _: {"kind": "end"} in bars(wire))


def bars(wire: Wire) -> list[Message]:
    """All that was said of the progress of scans."""
    found = (m["params"] for m in wire.received if m.get("method") == "$/progress")
    return [params["value"] for params in found if "kind" in params["value"]]


def shown(wire: Wire) -> dict[str, int]:
    """How many diagnostics the client shows for each file, by name."""
    counts = {params["uri"].rsplit("/", 1)[-1]: len(params["diagnostics"]) for params in wire.publishes()}
    return {name: count for name, count in counts.items() if count}


def told(wire: Wire, name: str) -> list[tuple[int | None, int]]:
    """All that was published for a file: versions and numbers of diagnostics."""
    found = [params for params in wire.publishes() if params["uri"].endswith(f"/{name}")]
    return [(params.get("version"), len(params["diagnostics"])) for params in found]


def changed(wire: Wire, *paths: Path, kind: int = 2) -> None:
    """The client has seen that files changed."""
    changes = [{"uri": path.as_uri(), "type": kind} for path in paths]
    wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})


def configure(wire: Wire, **settings: Any) -> None:
    """The editor's settings are others."""
    wire.notify("workspace/didChangeConfiguration", {"settings": settings})


def logged(wire: Wire) -> list[str]:
    """What was written to the client's log."""
    return [m["params"]["message"] for m in wire.received if m.get("method") == "window/logMessage"]


__all__ = [
    "CALM",
    "PROGRESS",
    "PULLS",
    "RULE",
    "SLEEPY",
    "WATCHES",
    "WORKSPACE",
    "bars",
    "changed",
    "configure",
    "logged",
    "plant",
    "plant_many",
    "scan",
    "scanned",
    "shown",
    "told",
]
