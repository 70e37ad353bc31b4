"""Calls that ask the resolver of the system for the addresses of a name."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.paths import canonical, resolve
from ..code.rust_file import RustFile, expression
from ..code.scope import scope_of
from ..code.type_model import Type, peeled
from ..types.expressions import type_of

_WRITTEN_ADDRESS = re.compile(r'r?#*"(\d{1,3}(\.\d{1,3}){3}\b|\[[\da-fA-F:]*\]|::)')
_ADDRESS = re.compile(r"std::net::(SocketAddr|IpAddr|Ipv[46]Addr)(V[46])?(::|$)")
_UNTOLD = ("impl", "dyn")


def looks_up(host: Node, file: RustFile) -> bool:
    """Whether `to_socket_addrs` on the value may have to ask: it is no address, and its type is none of the crate."""
    found = peeled(type_of(host, file))
    if found is not None and (found.path in _UNTOLD or found.path.startswith(("self::", "crate::"))):
        return False
    trait = resolve(("ToSocketAddrs",), scope_of(file))
    return (trait is None or trait.startswith("std::")) and not is_address(host, file)


def is_written_name(host: Node, file: RustFile) -> bool:
    """Whether a value is a text that is no address, alone or with a port."""
    node = expression(host)
    if node.type == "tuple_expression":
        node = node.named_children[0] if node.named_children else node
    return node.type.endswith("string_literal") and not is_address(node, file)


def is_address(host: Node, file: RustFile, depth: int = 0) -> bool:
    """Whether a value is an address already, alone or with a port."""
    node = expression(host)
    if _is_address_type(peeled(type_of(node, file))):
        return True
    if node.type == "reference_expression":
        inner = node.child_by_field_name("value")
        return inner is not None and is_address(inner, file, depth)
    if node.type == "tuple_expression":
        return bool(node.named_children) and is_address(node.named_children[0], file, depth)
    if node.type == "identifier" and depth < 3:
        binding = binding_of(node, file)
        if binding is not None:
            value = binding.value if binding.kind == "let" and binding.pattern == binding.name else None
            return value is not None and is_address(value, file, depth + 1)
    if node.type in ("identifier", "scoped_identifier"):
        return _ADDRESS.match(canonical(node, file) or "") is not None
    if node.type == "macro_invocation":
        return _WRITTEN_ADDRESS.search(file.text(node)) is not None
    return node.type.endswith("string_literal") and _WRITTEN_ADDRESS.match(file.text(node)) is not None


def _is_address_type(found: Type | None) -> bool:
    if found is not None and found.path == "()":
        found = peeled(found.argument(0))
    return found is not None and _ADDRESS.match(found.path) is not None
