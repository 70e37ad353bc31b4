"""Async functions that only forward to another one: whether they could return that one's future instead."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.heads import borrows_self
from ..code.rust_file import RustFile
from ..types.helpers import functions_called
from ..types.returned import is_async
from .forwarding import handed_to
from .plain_values import handed_by

_MOST_LETS = 3
_LIFETIME = re.compile(rb"&\s*(?:'(\w+)\s*)?|'(\w+)")


class Forwards(NamedTuple):
    """The `.await` that a function ends in, the call it waits for, and the lifetime that the future borrows for."""

    awaited: Node
    call: Node
    lifetime: str


def forwards(function: Node, file: RustFile) -> Forwards | None:
    """What a function forwards to, when its body is that and a few plain `let`s before it."""
    if b"instrument" in file.data[file.unit.start : function.start_byte]:
        return None  # The span would be left before the future is polled.
    body = function.child_by_field_name("body")
    parts = [n for n in body.named_children if not n.type.endswith("_comment")] if body is not None else []
    if not parts or len(parts) > _MOST_LETS + 1 or parts[-1].type != "await_expression":
        return None
    call = parts[-1].named_children[0]
    if call.type != "call_expression" or b".await" in file.bytes_of(call):
        return None
    handed = handed_to(call, file) if all(_is_plain_let(part, file) for part in parts[:-1]) else None
    if handed is None or not all(_is_borrowed_by_caller(name, file) for name in handed.borrowed):
        return None
    lifetime = _lifetime(function, file)
    return Forwards(parts[-1], call, lifetime) if lifetime is not None and _gives_the_same(call, file) else None


def _is_plain_let(statement: Node, file: RustFile) -> bool:
    value = statement.child_by_field_name("value") if statement.type == "let_declaration" else None
    if value is None or statement.child_by_field_name("alternative") is not None:
        return False
    handed = handed_by([value], file)
    return handed is not None and not handed.borrowed


def _is_borrowed_by_caller(name: Node, file: RustFile) -> bool:
    """Whether a name is a reference that the function was given, and is borrowed through."""
    around = file.parent(name)
    if around is not None and around.type == "reference_expression":
        return False
    if name.type == "self":
        return borrows_self(file.unit.node)
    binding = binding_of(name, file)
    return binding is not None and binding.annotation is not None and file.bytes_of(binding.annotation).startswith(b"&")


def _lifetime(function: Node, file: RustFile) -> str | None:
    """What bounds the future: nothing, `'_` or `'a`; None where several lifetimes would have to be named."""
    parameters = function.child_by_field_name("parameters")
    if parameters is None or (file.crate.known and file.crate.edition >= "2024"):
        return ""
    found = [(match[1] or match[2] or b"_").decode() for match in _LIFETIME.finditer(file.bytes_of(parameters))]
    if len(found) > 1 and (len(set(found)) > 1 or found[0] == "_"):
        return None
    return f"'{found[0]}" if found else ""


def _gives_the_same(call: Node, file: RustFile) -> bool:
    """Whether the call's own result is written as the function's: an `.await` may coerce it, a future does not."""
    own = _result(file.unit.node, file.data)
    units = functions_called(call, file)
    return bool(units) and all(is_async(unit.node) and _result(unit.node, unit.data) == own for unit in units)


def _result(function: Node, data: bytes) -> bytes:
    written = function.child_by_field_name("return_type")
    return b"".join(data[written.start_byte : written.end_byte].split()) if written is not None else b"()"
