"""The state of the server, for a client that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rust_perf_analyzer import __version__
from rust_perf_analyzer.analysis.finding import Severity
from rust_perf_analyzer.lsp.status import tally_of

from .conftest import CALM, SLEEPY
from .scanning import PROGRESS, WORKSPACE, plant, plant_many
from .wire import Message, Server

STATUS = {"status": True}


def told(server: Server) -> list[Message]:
    """All that the client was told."""
    return [m["params"] for m in server.wire.received if m.get("method") == "rust-perf/status"]


def state(critical: int, mode: str = "openFiles", scanning: bool = False) -> Message:
    """What it is told when there are so many findings."""
    findings = {"critical": critical, "warning": 0, "suggestion": 0}
    return {"version": __version__, "mode": mode, "findings": findings, "isScanning": scanning}


async def test_it_is_told_at_the_start_and_when_it_changes(server: Server, uri: str) -> None:
    await server.wire.greet(initializationOptions=STATUS)
    await server.wire.wait(lambda _: told(server)[-1:] == [state(0)])
    server.wire.open(uri, SLEEPY)
    await server.wire.wait(lambda _: told(server)[-1] == state(1))
    server.wire.change(uri, 2, {"text": CALM})
    await server.wire.wait(lambda _: told(server)[-1] == state(0))
    assert told(server) == [state(0), state(1), state(0)]


async def test_closing_a_document_takes_its_findings_along(server: Server, uri: str) -> None:
    await server.wire.greet(initializationOptions=STATUS)
    server.wire.open(uri, SLEEPY)
    await server.wire.wait(lambda _: told(server)[-1:] == [state(1)])
    server.wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    await server.wire.wait(lambda _: told(server)[-1] == state(0))


async def test_it_says_whether_a_scan_goes_on(server: Server, crate: Path) -> None:
    plant_many(crate, 60)
    await server.wire.greet(PROGRESS, rootUri=crate.as_uri(), initializationOptions=STATUS | WORKSPACE)
    await server.wire.wait(lambda _: told(server)[-1:] == [state(61, "workspace")])
    assert any(one["isScanning"] for one in told(server))


async def test_it_knows_of_files_that_are_not_open(server: Server, crate: Path) -> None:
    plant(crate, "src/a.rs")
    await server.wire.greet(PROGRESS, rootUri=crate.as_uri(), initializationOptions=STATUS)
    await server.wire.execute("scanWorkspace")
    await server.wire.wait(lambda _: told(server)[-1:] == [state(2, "workspace")])


@pytest.mark.parametrize("options", [None, {}, {"status": False}, {"status": "é"}, []])
async def test_nobody_else_is_told(server: Server, uri: str, options: Any) -> None:
    await server.wire.greet(initializationOptions=options)
    server.wire.open(uri, SLEEPY)
    await server.wire.published(uri, 1)
    await server.wire.request("shutdown")
    assert told(server) == []


def test_words_of_a_message_are_no_findings() -> None:
    text = r"""{"severity":1,"message":"\"severity\":2"},{"severity":2,"message":""}"""
    assert tally_of(text) == {Severity.CRITICAL: 1, Severity.WARNING: 1, Severity.SUGGESTION: 0}
