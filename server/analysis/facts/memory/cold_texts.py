"""Texts that nobody waits for: of errors and log lines, of schemas, regexes and help."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, callee_path, outward
from ..code.rust_file import RustFile
from ..running.cold_paths import is_cold_path
from .formatted import Consumer, consumer_of

_SCHEMA = re.compile(rb"\b(create|alter|drop)\s+(unique\s+|temporary\s+|virtual\s+)?(table|index)\b", re.IGNORECASE)
_COMMAND_LINE = re.compile(rb"^[^{]*\bclap::(Command|App)\b")
_ERROR_NAME = re.compile(r"(\w+_)?(err|errs|error|errors|error_\w+|failure|failures|panic_\w+)")
_GROWS = frozenset({"push", "push_str", "insert", "is_empty", "len", "pop", "truncate", "ends_with", "write_str"})
_REGEX = re.compile(r"\bRegex(Set|Builder)?::new$")
_ONCE = re.compile(rb"\bfn\s+\w*(usage|help|banner|man_?page|completion|schema|migrat|create_tables?|init)\w*\s*[(<]")


def is_built_once(file: RustFile) -> bool:
    """Whether the function writes a schema, or help for the command line."""
    function = file.bytes_of(file.unit.node)
    return bool(_SCHEMA.search(function) or _ONCE.search(function[:200]) or _COMMAND_LINE.match(function))


def ends_where_it_is_cold(consumer: Consumer, file: RustFile) -> bool:
    """Whether the buffer is only built to be the text of an error or a log line, or the source of a regex."""
    buffer = consumer.buffer
    if buffer is None or buffer.type != "identifier":
        return False
    if _ERROR_NAME.fullmatch(file.text(buffer)):
        return True
    binding = binding_of(buffer, file)
    if binding is None or binding.kind != "let":
        return False
    after = [use for use in uses_of(binding.name, binding.scope, file) if use.start_byte > consumer.whole.end_byte]
    ends = [use for use in after if consumer_of(use, file) is None and not _only_grows(use, file)]
    return bool(ends) and all(is_cold_path(use, file) or _is_compiled(use, file) for use in ends)


def _only_grows(use: Node, file: RustFile) -> bool:
    field = file.parent(use)
    call = file.parent(field) if field is not None and field.type == "field_expression" else None
    return call is not None and call.type == "call_expression" and called_name(call, file) in _GROWS


def _is_compiled(use: Node, file: RustFile) -> bool:
    """Compiling a regex costs a thousand times what its text did."""
    call = outward(use, file)
    return call is not None and call.type == "call_expression" and bool(_REGEX.search(callee_path(call, file)))
