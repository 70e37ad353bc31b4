"""What has a length although its type is not known: lazy iterators are not kept in fields, nor awaited."""

from __future__ import annotations

from tree_sitter import Node

from .bindings import binding_of, names_in
from .calls import called_name, receiver_of
from .rust_file import RustFile

_MADE = frozenset({"unwrap_or_default", "to_vec", "into_vec"})
_OF_ANY = frozenset({"Some", "Ok", "Err"})


def holds_collection(node: Node, file: RustFile) -> bool:
    """Whether something that a loop runs over, of a type not known, is a collection by where it comes from."""
    if node.type == "field_expression":
        return True
    if node.type == "call_expression" and called_name(node, file) in _MADE:
        return True
    binding = binding_of(node, file) if node.type == "identifier" else None
    if binding is None:
        return _is_awaited(node)
    if binding.pattern == binding.name or binding.pattern.type == "tuple_pattern":
        return _is_awaited(binding.value)
    return _is_field(binding.pattern, binding.name, file)


def _is_awaited(value: Node | None) -> bool:
    while value is not None and value.type in ("try_expression", "parenthesized_expression", "call_expression"):
        value = receiver_of(value) if value.type == "call_expression" else value.named_child(0)
    return value is not None and value.type == "await_expression"


def _is_field(pattern: Node, name: Node, file: RustFile) -> bool:
    """Whether a pattern takes the name out of a field of a struct, or out of a variant of its own."""
    found = False
    while pattern != name:
        if pattern.type in ("struct_pattern", "tuple_struct_pattern"):
            owner = pattern.child_by_field_name("type")
            found = owner is not None and file.text(owner).rpartition("::")[2] not in _OF_ANY
        inner = next((c for c in pattern.named_children if name in (c, *names_in(c, file))), None)
        if inner is None:
            break
        pattern = inner
    return found
