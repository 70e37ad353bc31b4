"""Whether what is done with a place needs no more than a shared borrow of it."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import called_name
from ..code.heads import borrows_self, self_of
from ..code.nodes import is_mutable
from ..code.rust_file import RustFile
from ..code.type_model import PRIMITIVES, documented_path, peeled
from ..data.schema import facts_by_name
from ..data.shared_methods import OF_ALL, SHARED
from ..types.expressions import type_of
from ..types.helpers import functions_called

_METHODS = facts_by_name(SHARED)
_OF_ALL = frozenset(name.rpartition("::")[2] for name in facts_by_name(OF_ALL))
_COPIED = PRIMITIVES | {
    "{integer}", "{float}", "std::time::Instant", "std::time::SystemTime", "std::time::Duration",
}  # fmt: skip
_VALUES = frozenset(
    {
        "arguments", "binary_expression", "let_declaration", "let_condition", "match_expression", "if_expression",
        "while_expression", "for_expression", "return_expression", "field_initializer", "tuple_expression",
        "array_expression", "expression_statement", "block", "match_arm", "macro_invocation", "type_cast_expression",
        "range_expression", "break_expression", "closure_expression", "let_chain", "try_expression", "else_clause",
        "async_block", "unsafe_block",
    }
)  # fmt: skip


def is_shared_use(place: Node, file: RustFile) -> bool:
    """Whether a place, taken further by fields, indices and `*`, is only looked at, copied or borrowed by `&`."""
    node, around = place, file.parent(place)
    while around is not None:
        kind = around.type
        if kind == "field_expression":
            call = file.parent(around)
            if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == around:
                return takes_shared_self(call, node, file)
        elif kind == "index_expression":
            if around.named_child(0) != node:
                return True
        elif kind == "unary_expression":
            if not file.bytes_of(around).startswith(b"*"):
                return True
        elif kind == "reference_expression":
            return not is_mutable(around)
        elif kind != "parenthesized_expression":
            return _is_value(node, around, file)
        node, around = around, file.parent(around)
    return False


def _is_value(node: Node, around: Node, file: RustFile) -> bool:
    """Whether the value is copied out, or matched by patterns that borrow nothing for writing."""
    if around.type in ("assignment_expression", "compound_assignment_expr"):
        return around.child_by_field_name("right") == node
    if around.type == "match_expression":
        body = around.child_by_field_name("body")
        return body is not None and b"ref mut" not in file.bytes_of(body)
    if around.type in ("let_condition", "let_declaration"):
        pattern = around.child_by_field_name("pattern")
        return pattern is not None and b"ref mut" not in file.bytes_of(pattern)
    return around.type in _VALUES


def takes_shared_self(call: Node, receiver: Node, file: RustFile) -> bool:
    """Whether the method that is called on a place is known to take `&self`, or a copy of it."""
    name = called_name(call, file)
    if name in _OF_ALL:
        return True
    found = peeled(type_of(receiver, file))
    if found is None:
        return False
    if found.path in _COPIED or f"{documented_path(found)}::{name}" in _METHODS:
        return True
    units = functions_called(call, file)
    return bool(units) and all(_borrows_self(unit.node) for unit in units)


def _borrows_self(function: Node) -> bool:
    own = self_of(function)
    return own is not None and borrows_self(function) and not is_mutable(own)
