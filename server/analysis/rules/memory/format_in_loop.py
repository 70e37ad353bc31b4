"""`format!` in a loop allocates a `String` for each round, only to copy it into a buffer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.bindings import binding_of
from ...facts.code.loops import loop_around
from ...facts.code.rust_file import RustFile
from ...facts.code.type_model import peeled
from ...facts.memory.cold_texts import ends_where_it_is_cold, is_built_once
from ...facts.memory.formatted import Consumer, consumer_of
from ...facts.programs.settings_code import is_of_settings, is_settings_code
from ...facts.running.cold_paths import is_cold_path
from ...facts.running.startup import is_startup
from ...facts.types.expressions import type_of
from ...finding import Severity
from ...rule import Call, Sighting, macros, rule, saw

_UNBUFFERED = re.compile(r"(^|::)(File|TcpStream|UnixStream|Stderr|StderrLock|ChildStdin)$")
_STANDARD = re.compile(rb"\bstd(err|out)\s*\(\)")
_LONGEST_NAME = 40


@rule(Severity.WARNING, on=macros("format"), heat=True)
def format_in_loop(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The text goes straight into a buffer, on a path that is no error's and runs more than once."""
    consumer = consumer_of(call.node, file)
    loop = loop_around(call.node, file) if consumer is not None else None
    if consumer is None or loop is None or _is_cold(call.node, consumer, loop, file):
        return
    buffer = consumer.buffer
    held = peeled(type_of(buffer, file)) if buffer is not None else None
    if held is not None and _UNBUFFERED.search(held.path):
        return
    if consumer.how == "=" and not _outlives(buffer, loop, file):
        return
    if buffer is not None and _STANDARD.search(file.bytes_of(buffer)):
        return
    name = file.text(buffer) if buffer is not None else ""
    target = f"`{name}`" if 0 < len(name) < _LONGEST_NAME else "a buffer"
    yield saw(
        call,
        f"`format!` allocates a `String` in each round, only to copy it into {target}",
        buffer=buffer,
        whole=consumer.whole,
        variable=consumer.through,
        data={"how": consumer.how, "type": held.path if held is not None else ""},
    )


def _outlives(buffer: Node | None, loop: Node, file: RustFile) -> bool:
    """Whether a variable was there before the loop: then each round copies what the rounds before it made."""
    binding = binding_of(buffer, file) if buffer is not None else None
    return binding is not None and binding.name.start_byte < loop.start_byte


def _is_cold(node: Node, consumer: Consumer, loop: Node, file: RustFile) -> bool:
    iterated = loop.child_by_field_name("value") if loop.type == "for_expression" else None
    return (
        is_built_once(file)
        or is_settings_code(file)
        or (iterated is not None and is_of_settings(iterated, file))
        or is_cold_path(node, file)
        or is_startup(loop, file)
        or ends_where_it_is_cold(consumer, file)
    )
