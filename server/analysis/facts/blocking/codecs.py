"""Where the value that a call computes with was made: the decoder, encoder or archive that stands for the work."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of, receivers
from ..code.rust_file import RustFile, expression
from ..code.type_model import peeled
from ..types.expressions import type_of
from .blocking_types import ARCHIVES, CODECS, LAYERS

_TYPES = CODECS | ARCHIVES.keys()
_DEPTH = 4
_THROUGH = frozenset({"try_expression", "await_expression", "reference_expression", "unary_expression"})


def maker_of(call: Node, file: RustFile) -> Node | None:
    """The constructor, in the same function, of the codec that a call reads or writes; None for other calls."""
    worked_on = receiver_of(call) or next(arguments_of(call), None)
    if worked_on is None:
        return None
    found = peeled(type_of(worked_on, file))
    return _maker(worked_on, file, 0) if found is not None and found.path in _TYPES else None


def _maker(value: Node, file: RustFile, depth: int) -> Node | None:
    node: Node | None = expression(value)
    while node is not None and node.type in _THROUGH:
        node = expression(node.named_children[-1]) if node.named_children else None
    if node is None or depth > _DEPTH:
        return None
    if node.type == "match_expression":
        matched = node.child_by_field_name("value")
        return _maker(matched, file, depth + 1) if matched is not None else None
    if node.type == "identifier":
        binding = binding_of(node, file)
        value_of = binding.value if binding is not None and binding.kind != "for" else None
        return _maker(value_of, file, depth + 1) if value_of is not None else None
    if node.type != "call_expression":
        return None
    first = list(receivers(node))[-1]
    start = receiver_of(first)
    if start is not None:
        return _maker(start, file, depth + 1)
    if called_name(first, file) != "new":
        return None
    made = peeled(type_of(first, file))
    around = made is not None and (made.path in ARCHIVES or made.path in LAYERS)
    inner = next(arguments_of(first), None) if around else None
    return (_maker(inner, file, depth + 1) if inner is not None else None) or first
