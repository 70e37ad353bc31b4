"""Queries of diesel that run on the thread that calls them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.calls import callee_path, receivers
from ..code.paths import resolve
from ..code.rust_file import RustFile, expression
from ..code.scope import scope_of
from ..code.type_model import peeled
from ..data import blocking_crates
from ..data.schema import by_owner, facts_by_name, last_names
from ..types.expressions import type_of

DIESEL_METHODS = last_names(blocking_crates.DIESEL_METHODS)
_TRAITS = frozenset(by_owner(blocking_crates.DIESEL_METHODS))
_QUERIES = facts_by_name(blocking_crates.DIESEL_QUERIES)
_CONNECTION = re.compile(r"conn|(^|_)(c|db|tx|txn|pg|database|transaction)$")


def runs_query(receiver: Node, arguments: list[Node], file: RustFile) -> bool:
    """Whether a method of `RunQueryDsl` is called: diesel's own trait is in scope, and it is given a connection."""
    if len(arguments) != 1 or resolve(("RunQueryDsl",), scope_of(file)) not in _TRAITS:
        return False
    known = peeled(type_of(receiver, file))
    if known is not None:
        return known.path.startswith("diesel::")
    if any(callee_path(call, file) in _QUERIES for call in receivers(receiver)):
        return True
    return _CONNECTION.search(_last_name(arguments[0], file)) is not None


def _last_name(argument: Node, file: RustFile) -> str:
    """The name that an argument ends in: `conn` of `&mut *self.conn`."""
    node = expression(argument)
    while node.type in ("reference_expression", "unary_expression", "try_expression", "await_expression"):
        inner = node.child_by_field_name("value") or node.named_child(0)
        if inner is None:
            return ""
        node = expression(inner)
    if node.type == "call_expression":
        named = node.child_by_field_name("function")
        return file.text(named).rpartition(".")[2].rpartition("::")[2] if named is not None else ""
    if node.type == "field_expression":
        field = node.child_by_field_name("field")
        return file.text(field) if field is not None else ""
    return file.text(node) if node.type == "identifier" else ""
