"""From `initialize` to `exit`, and every other way a session ends."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys

from .conftest import SLEEPY
from .editor import SERVER
from .waiting import TIMEOUT
from .wire import Server, Wire, framed

URI = "file:///crate/src/é.rs"


async def test_the_server_says_who_it_is(server: Server) -> None:
    result = await server.wire.greet()
    assert result["serverInfo"]["name"] == "rust-perf-analyzer"
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", result["serverInfo"]["version"])


async def test_exit_after_shutdown_is_a_success(server: Server) -> None:
    await server.wire.greet()
    assert (await server.wire.request("shutdown"))["result"] is None
    server.wire.notify("exit")
    assert await server.exit_code() == 0


async def test_exit_without_shutdown_is_a_failure(server: Server) -> None:
    await server.wire.greet()
    server.wire.notify("exit")
    assert await server.exit_code() == 1


async def test_exit_before_initialize_is_a_failure(server: Server) -> None:
    server.wire.notify("exit")
    assert await server.exit_code() == 1


async def test_the_server_ends_with_its_input(server: Server) -> None:
    await server.wire.greet()
    server.wire.close()
    assert await server.exit_code() == 1


async def test_the_server_ends_with_its_parent(server: Server) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    await server.wire.greet(processId=parent.pid)
    parent.terminate()
    parent.wait()
    assert await server.exit_code() == 1


async def test_a_parent_that_cannot_be_seen_is_not_missed(server: Server) -> None:
    await server.wire.greet(processId=2**22 + 17)
    await asyncio.sleep(0.3)
    assert "result" in await server.wire.request("shutdown")


async def test_nothing_is_answered_before_initialize(server: Server) -> None:
    refused = await server.wire.request("textDocument/hover", {})
    assert refused["error"]["code"] == -32002
    await server.wire.greet()


async def test_a_second_initialize_is_refused(wire: Wire) -> None:
    assert "initialized already" in (await wire.request("initialize", {}))["error"]["message"]


async def test_requests_after_shutdown_are_refused(wire: Wire) -> None:
    await wire.request("shutdown")
    assert (await wire.request("textDocument/hover", {}))["error"]["code"] == -32600


async def test_unknown_requests_are_refused_and_unknown_notifications_ignored(wire: Wire) -> None:
    wire.notify("$/é", {})
    wire.notify("textDocument/willSave", {})
    assert (await wire.request("workspace/symbol", {}))["error"]["code"] == -32601


async def test_a_cancelled_request_is_answered_as_such(wire: Wire) -> None:
    wire.open(URI, SLEEPY * 40)
    everywhere = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
    params = {"textDocument": {"uri": URI}, "range": everywhere, "context": {"only": ["source.fixAll"]}}
    asked = {"id": "first", "method": "textDocument/codeAction", "params": params}
    # Both at once, so that the answer cannot come between.
    wire.send(framed(asked) + framed({"method": "$/cancelRequest", "params": {"id": "first"}}))
    wire.notify("$/cancelRequest", {"id": "never asked"})
    assert (await wire.answer("first"))["error"]["code"] == -32800
    assert "result" in await wire.request("textDocument/codeAction", params)


async def test_watchers_are_registered_where_that_is_possible(server: Server) -> None:
    dynamic = {"dynamicRegistration": True}
    await server.wire.greet({"workspace": {"didChangeWatchedFiles": dynamic, "didChangeConfiguration": dynamic}})
    asked = await server.wire.wait(lambda m: m.get("method") == "client/registerCapability")
    wanted = {one["method"]: one["registerOptions"] for one in asked["params"]["registrations"]}
    assert set(wanted) == {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
    watchers = wanted["workspace/didChangeWatchedFiles"]["watchers"]
    assert [watcher["globPattern"] for watcher in watchers] == [
        "**/{rust-perf.toml,Cargo.toml,Cargo.lock,clippy.toml,.clippy.toml,rust-analyzer.toml,"
        "rust-toolchain.toml,rust-toolchain}",
        "**/.cargo/{config.toml,config}",
        "**/.vscode/settings.json",
        "**/*.rs",
    ]
    assert wanted["workspace/didChangeConfiguration"] == {"section": ["rust-perf", "rust-analyzer"]}


async def test_a_client_may_connect_over_a_socket_on_this_machine() -> None:
    process = await asyncio.create_subprocess_exec(
        *SERVER, "--tcp", "--host", "127.0.0.1", "--port", "0", stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr
    async with asyncio.timeout(TIMEOUT):
        line = (await process.stderr.readline()).decode()
    found = re.search(r"127\.0\.0\.1:(\d+)", line)
    assert found, line
    wire = Wire(*await asyncio.open_connection("127.0.0.1", int(found[1])))
    await wire.greet()
    wire.open(URI, SLEEPY)
    assert len(await wire.published(URI, 1)) == 1
    await wire.request("shutdown")
    wire.notify("exit")
    async with asyncio.timeout(TIMEOUT):
        assert await process.wait() == 0
    wire.close()
