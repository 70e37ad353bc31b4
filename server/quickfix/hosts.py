"""What both the standard library and tokio take for an address to look up: each has a trait of its own for it."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.rust_file import RustFile, expression
from ..analysis.facts.code.type_model import peeled
from ..analysis.facts.types.expressions import type_of
from ..analysis.syntax.macros import macro_name

_TYPES = frozenset(
    {"str", "std::string::String", "std::net::SocketAddr", "std::net::SocketAddrV4", "std::net::SocketAddrV6"}
)
_TEXTS = frozenset({"str", "std::string::String"})


def is_host(value: Node, view: RustFile) -> bool:
    """Whether a value implements both traits for sure, alone or as a pair with a port."""
    node = expression(value)
    while node.type == "reference_expression" and node.named_children:
        node = expression(node.named_children[-1])
    if node.type.endswith("string_literal"):
        return True
    if node.type == "macro_invocation":
        return macro_name(node, view.data) == "format"
    if node.type == "tuple_expression":
        return len(node.named_children) == 2 and _is_first(node.named_children[0], view)
    found = peeled(type_of(node, view))
    return found is not None and found.path in _TYPES


def _is_first(value: Node, view: RustFile) -> bool:
    """Whether a value stands before a port: a text that is lent or given, or an address."""
    found = type_of(value, view)
    if value.type == "string_literal" or found is None:
        return value.type == "string_literal" or view.text(value).endswith((".as_str()", ".as_ref()"))
    inner = peeled(found)
    if found.path == "&":
        return inner is not None and inner.path == "str"
    return inner is not None and (inner.path in _TEXTS or inner.path.startswith("std::net::Ip"))
