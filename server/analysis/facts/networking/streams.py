"""Streams: what a value reads from or writes to, and whether there is a buffer in between."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import token_tree
from ..code.bindings import binding_of
from ..code.calls import receiver_of
from ..code.members import declared, own_methods
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type, peeled
from ..data.schema import facts_by_name
from ..data.streams import LAYERS, UNBUFFERED
from ..running.callers import callers_of
from ..types.expressions import type_of
from .stream_bounds import is_duplex

_RAW = facts_by_name(UNBUFFERED)
_LAYERS = facts_by_name(LAYERS)
_DEPTH = 3


class Stream(NamedTuple):
    """A stream without a buffer: where its bytes go, whose runtime it is of, and what users call it.

    The medium of a stream that is only known by its traits is `duplex`, as of a connection that may be encrypted.
    """

    medium: str
    runtime: str
    shown: str


_DUPLEX = Stream("duplex", "", "a stream of generic type")


def stream_of(value: Node, file: RustFile, depth: int = 0) -> Stream | None:
    """The stream that a value is, None when it is buffered or not known."""
    found = peeled(type_of(value, file))
    if found is not None and found.path not in ("dyn", "impl"):
        return _raw(found) or around_a_stream(found, file)
    given = _from_callers(value, file, depth) if depth < _DEPTH else []
    if any(each is None for each in given):
        return None
    if given:
        return given[0]
    return _DUPLEX if is_duplex(value, file) else None


def _raw(found: Type) -> Stream | None:
    if found.path in _LAYERS:
        inner = peeled(found.argument(0))
        # Only what is read and written can be split.
        is_half = _LAYERS[found.path] == "half"
        return _raw(inner) if inner is not None else _DUPLEX if is_half else None
    raw = _RAW.get(found.path)
    return Stream(raw.medium, raw.runtime, f"a raw `{_short(found.path)}`") if raw is not None else None


def around_a_stream(found: Type, file: RustFile) -> Stream | None:
    """What a type of the workspace passes its calls on to: a connection that may be encrypted, or is not there yet."""
    if not is_own(found) or not any(own_methods(found.path, name, file) for name in _PASSED_ON):
        return None
    for unit in declared(found.path, file):
        if unit.node.type not in ("struct_item", "enum_item") or _BUFFERS.search(unit.text):
            return None
        view = file.view(unit)
        for written in view.descendants(unit.node, "type_identifier", "scoped_type_identifier"):
            raw = _RAW.get(canonical(written, view) or "")
            if raw is not None and raw.medium == "socket":
                return Stream("duplex", raw.runtime, f"the raw `{view.text(written)}` in `{_short(found.path)}`")
    return None


def is_own(found: Type) -> bool:
    """Whether a type is declared in this crate."""
    return found.path.startswith(("self::", "crate::"))


_PASSED_ON = ("poll_read", "read", "poll_write", "write")
_BUFFERS = re.compile(rb"(?i)buf|cursor|vec\s*<|bytes\b")


def _short(path: str) -> str:
    """A type as users know it: that of the standard library by its name, others with their crate."""
    crate, name = path.partition("::")[0], path.rpartition("::")[2]
    return name if crate in ("std", "self", "crate") else f"{crate}::{name}"


def _from_callers(value: Node, file: RustFile, depth: int) -> list[Stream | None]:
    """What the callers of a function pass for a generic parameter.

    Those that pass something unknown are left out, such as a type of the workspace with a way of its own, a double.
    """
    value = expression(value)
    binding = binding_of(value, file) if value.type == "identifier" else None
    if binding is None or binding.kind != "parameter" or binding.scope != file.unit.node:
        return []
    parameters = binding.scope.child_by_field_name("parameters")
    every = [each for each in parameters.named_children if each.type == "parameter"] if parameters is not None else []
    index = next((i for i, each in enumerate(every) if each.start_byte <= binding.name.start_byte < each.end_byte), -1)
    found: list[Stream | None] = []
    for call, view in callers_of(file) or ():
        arguments = call.child_by_field_name("arguments") if call.type == "call_expression" else None
        passed = [each for each in arguments.named_children if not each.type.endswith("comment")] if arguments else []
        given = peeled(type_of(passed[index], view)) if 0 <= index < len(passed) else None
        stream = stream_of(passed[index], view, depth + 1) if given is not None else None
        if given is not None and (stream is not None or not is_own(given)):
            found.append(stream)
    return found


def stream_in(node: Node, file: RustFile) -> Node | None:
    """What a method call, or `write!` and its kin, reads from or writes to."""
    if node.type != "macro_invocation":
        return receiver_of(node)
    tree = token_tree(node)
    if tree is None or len(tree.children) < 3:
        return None
    comma = next((each.start_byte for each in tree.children if each.type == ","), tree.end_byte)
    parsed = next((each for each in file.arguments_of_macro(node) if each.start_byte < comma), None)
    if parsed is not None:
        return parsed
    named = [each for each in tree.children if each.end_byte <= comma and each.type in ("identifier", "self")]
    return named[0] if len(named) == 1 else None


def root_of(value: Node) -> Node | None:
    """The local name that a place such as `self.inner.stream` begins with."""
    while True:
        value = expression(value)
        inner = value.child_by_field_name("value") or value.child_by_field_name("function")
        if value.type in ("identifier", "self"):
            return value
        if value.type in ("unary_expression", "await_expression", "try_expression"):
            inner = value.named_child(0)
        if inner is None:
            return None
        value = inner
