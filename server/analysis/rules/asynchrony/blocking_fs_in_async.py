"""Calls of `std::fs`, `File` and `Path` keep the async worker in the kernel until the disk answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.async_context import Runs, future_of, runs_on, runs_value
from ...facts.await_sites import accepts_await, is_awaited
from ...facts.comments import argues
from ...facts.data.blocking import FILE_METHODS, FS_CALLS, PATH_METHODS
from ...facts.file_system import builder_of, is_file, is_in_memory, is_path
from ...facts.rust_file import RustFile
from ...facts.startup import is_startup
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, paths, rule, saw

_ON_PURPOSE = re.compile(
    r"(?i)\b(non.?async|synchronous\w*|blocking(?!-)|on purpose|intention\w*|deliberate\w*|voluntar\w+)\b"
)
_METHODS = methods(*sorted(PATH_METHODS | FILE_METHODS), "open", "create")


@rule(Severity.CRITICAL, on=calls(*FS_CALLS) + paths(*FS_CALLS) + _METHODS)
def blocking_fs_in_async(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Calls on an async worker; start-up, files in memory and argued choices left out."""
    called = call.node.type == "call_expression"
    if not called and _is_callee(call, file):
        return
    runs = runs_on(call.node, file) if called else runs_value(call.node, file)
    if runs is not Runs.ASYNC_WORKER or is_awaited(call.node, file):
        return
    name = call.callee or _method(call, file)
    if name is None or _never_waits(call, file) or argues(call.node, file, _ON_PURPOSE) or is_startup(call.node, file):
        return
    message = f"`{name}` keeps this async worker in the kernel until the disk answers"
    awaitable = "yes" if called and accepts_await(call.node, file) else "no"
    future = "yes" if called and future_of(call.node, file) is not None else "no"
    yield saw(call, message, data={"name": name, "awaitable": awaitable, "future": future})


def _is_callee(call: Call, file: RustFile) -> bool:
    """A path that is called, or part of a longer one, is judged as the call."""
    parent = file.parent(call.node)
    return parent is None or parent.type not in ("arguments", "let_declaration")


def _method(call: Call, file: RustFile) -> str | None:
    """What a method call is, if its receiver is a path, a file or the options of one."""
    receiver = call.receiver
    if receiver is None:
        return None
    if call.name in PATH_METHODS and not call.arguments and is_path(receiver, call.name, file):
        return f"Path::{call.name}"
    if call.name in FILE_METHODS | {"metadata"} and is_file(receiver, file):
        return f"File::{call.name}"
    builder = builder_of(receiver, call.name, file) if call.name in ("open", "create") else None
    return f"{builder}::{call.name}" if builder is not None else None


def _never_waits(call: Call, file: RustFile) -> bool:
    asked = call.receiver or (call.arguments[0] if call.arguments else None)
    return asked is not None and is_in_memory(asked, file)
