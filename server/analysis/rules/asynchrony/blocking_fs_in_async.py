"""Calls of `std::fs`, `File` and `Path` keep the async worker in the kernel until the disk answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.async_context import Runs, future_of, runs_on, runs_value
from ...facts.await_sites import accepts_await
from ...facts.blocking_calls import blocking_source
from ...facts.commands import is_command
from ...facts.comments import argues
from ...facts.data.blocking_kinds import Blocks
from ...facts.file_system import FS_CALLS, FS_METHODS
from ...facts.rust_file import RustFile
from ...facts.startup import is_startup
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, paths, rule, saw

_ON_PURPOSE = re.compile(
    r"(?i)\b(non.?async|synchronous\w*|blocking(?!-)|on purpose|intention\w*|deliberate\w*|voluntar\w+)\b"
)


@rule(Severity.CRITICAL, on=calls(*FS_CALLS) + paths(*FS_CALLS) + methods(*sorted(FS_METHODS)), heat=True)
def blocking_fs_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; start-up, commands, files in memory and argued choices left out."""
    called = call.node.type == "call_expression"
    if not called and _is_callee(call, file):
        return
    runs = runs_on(call.node, file) if called else runs_value(call.node, file)
    if runs is not Runs.ASYNC_WORKER:
        return
    name = _fs_source(call, file) if called else call.callee
    if name is None or argues(call.node, file, _ON_PURPOSE) or is_startup(call.node, file) or is_command(file):
        return
    message = f"`{name}` keeps this async worker in the kernel until the disk answers"
    awaitable = "yes" if called and accepts_await(call.node, file) else "no"
    future = "yes" if called and future_of(call.node, file) is not None else "no"
    yield saw(call, message, data={"name": name, "awaitable": awaitable, "future": future})


def _is_callee(call: Call, file: RustFile) -> bool:
    """A path that is called, or part of a longer one, is judged as the call."""
    parent = file.parent(call.node)
    return parent is None or parent.type not in ("arguments", "let_declaration")


def _fs_source(call: Call, file: RustFile) -> str | None:
    source = blocking_source(call.node, file)
    return source.name if source is not None and source.kind is Blocks.FS else None
