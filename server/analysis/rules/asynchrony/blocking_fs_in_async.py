"""Calls of `std::fs`, `File` and `Path` keep the async worker in the kernel until the disk answers."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.async_context import Runs, runs_on, runs_value
from ...facts.blocking.blocked_workers import is_on_purpose, told_of
from ...facts.blocking.blocking_calls import blocking_source
from ...facts.blocking.file_system import FS_CALLS, FS_METHODS
from ...facts.code.rust_file import RustFile
from ...facts.data.blocking_kinds import Blocks
from ...facts.programs.commands import is_command
from ...facts.running.startup import is_startup
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, paths, rule, saw


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
    if name is None or is_on_purpose(call.node, file) or is_startup(call.node, file) or is_command(file):
        return
    message = f"`{name}` keeps this async worker in the kernel until the disk answers"
    data = told_of(call.node, name, file) if called else {"name": name, "awaitable": "no", "future": "no"}
    yield saw(call, message, data=data)


def _is_callee(call: Call, file: RustFile) -> bool:
    """A path that is called, or part of a longer one, is judged as the call."""
    parent = file.parent(call.node)
    return parent is None or parent.type not in ("arguments", "let_declaration")


def _fs_source(call: Call, file: RustFile) -> str | None:
    source = blocking_source(call.node, file)
    return source.name if source is not None and source.kind is Blocks.FS else None
