"""What the server offers it does, what it does it offers, and what it asks for it was told that it may ask."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rust_perf_analyzer.lsp.client import Client
from rust_perf_analyzer.lsp.handshake import Command, answer
from rust_perf_analyzer.lsp.language_server import HANDLERS

from .conftest import SLEEPY
from .test_bad_input import still_works
from .wire import Message, Server, Wire

URI = "file:///crate/src/é.rs"
ALL = {
    "general": {"positionEncodings": ["utf-8"]},
    "textDocument": {"diagnostic": {}, "inlayHint": {}},
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "fileOperations": {"didCreate": True, "didRename": True, "didDelete": True},
    },
}
ALWAYS = {"initialize", "initialized", "shutdown", "exit", "$/setTrace", "rust-perf/page"}
"""What every server answers, and our own request, which is told of in the handbook only."""
ASKED_FOR = {"workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"}
"""What a client tells unasked, or when it was registered."""
PROGRESS = {"window/workDoneProgress/cancel"}
"""What a client sends about a bar that we made."""


def offered(capabilities: Message) -> Iterator[str]:
    """The methods that follow from what was offered."""
    names = {
        "hoverProvider": ["textDocument/hover"],
        "codeActionProvider": ["textDocument/codeAction", "codeAction/resolve"],
        "textDocumentSync": [f"textDocument/did{what}" for what in ("Open", "Change", "Save", "Close")],
        "diagnosticProvider": ["textDocument/diagnostic", "workspace/diagnostic"],
        "executeCommandProvider": ["workspace/executeCommand"],
        "inlayHintProvider": ["textDocument/inlayHint"],
        "positionEncoding": [],
        "workspace": ["workspace/didChangeWorkspaceFolders"],
    }
    for capability in capabilities:
        yield from names[capability]
    for operation in capabilities["workspace"]["fileOperations"]:
        yield f"workspace/{operation}Files"


def test_what_is_offered_is_handled_and_what_is_handled_is_offered() -> None:
    everything = set(offered(answer(Client.of({"capabilities": ALL}))["capabilities"]))
    assert everything | ALWAYS | ASKED_FOR | PROGRESS == set(HANDLERS)


@pytest.mark.parametrize("capabilities", [None, {}, ALL, {"workspace": 7, "textDocument": []}])
def test_nothing_is_offered_that_is_not_handled(capabilities: Any) -> None:
    assert set(offered(answer(Client.of({"capabilities": capabilities}))["capabilities"])) <= set(HANDLERS)


async def test_every_offered_request_is_answered(server: Server) -> None:
    wire = server.wire
    capabilities = (await wire.greet(ALL))["capabilities"]
    wire.open(URI, SLEEPY)
    start = {"line": 0, "character": 0}
    params = {"textDocument": {"uri": URI}, "position": start, "range": {"start": start, "end": start}}
    requests = [method for method in offered(capabilities) if "/did" not in method]
    for method in requests:
        told = {"command": Command.DEBUG_INFORMATION} if method.endswith("executeCommand") else params
        assert "result" in await wire.request(method, told), method


async def test_every_offered_command_is_known(wire: Wire) -> None:
    for command in Command:
        answered = await wire.request("workspace/executeCommand", {"command": command, "arguments": []})
        assert "no such command" not in str(answered.get("error")), command


async def test_nothing_is_asked_that_the_client_did_not_say_it_can(wire: Wire) -> None:
    wire.open(URI, SLEEPY)
    await wire.published(URI, 1)
    for command in Command:
        await wire.request("workspace/executeCommand", {"command": command, "arguments": [URI, URI]})
    await wire.request("shutdown")
    assert [m["method"] for m in wire.received if "method" in m and "id" in m] == []


async def test_a_client_that_refuses_everything_is_served_all_the_same(server: Server) -> None:
    wire = server.wire
    wire.answers_requests = False
    dynamic = {"dynamicRegistration": True}
    await wire.greet({"workspace": {"didChangeWatchedFiles": dynamic, "configuration": True}})
    for method in ("client/registerCapability", "workspace/configuration"):
        asked = await wire.wait(lambda m, method=method: m.get("method") == method)
        error = {"jsonrpc": "2.0", "id": asked["id"], "error": {"code": -32601, "message": "é"}}
        wire.write(json.dumps(error).encode())
    await still_works(wire)


async def test_a_trace_tells_what_was_done_and_how_long_it_took(server: Server) -> None:
    wire = server.wire
    await wire.greet(trace="messages")
    wire.open(URI, SLEEPY)
    told = await wire.wait(lambda m: "didOpen: done" in str(m.get("params")))
    assert told["method"] == "$/logTrace"
    assert "verbose" not in told["params"]
    wire.notify("$/setTrace", {"value": "verbose"})
    await wire.request("textDocument/hover", {"textDocument": {"uri": URI}})
    failed = await wire.wait(lambda m: "hover: failed after" in str(m.get("params")))
    assert URI in failed["params"]["verbose"]
    wire.notify("$/setTrace", {"value": "off"})
    await wire.request("rust-perf/page", {"rule": "é"})
    await wire.request("shutdown")
    assert not [m for m in wire.received if "rust-perf/page" in str(m.get("params"))]


@pytest.mark.parametrize("value", [None, 7, "é", ["messages"]])
async def test_an_odd_level_traces_nothing(server: Server, value: Any) -> None:
    await server.wire.greet(trace=value)
    server.wire.notify("$/setTrace", {"value": value})
    await still_works(server.wire)
    assert not [m for m in server.wire.received if m.get("method") == "$/logTrace"]
