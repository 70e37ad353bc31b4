"""Whether a reference into a variable may still be held when a place is reached: it cannot be moved there."""

from __future__ import annotations

from tree_sitter import Node

from ..code.bindings import Binding, binding_of, names_in
from ..code.calls import receiver_of
from ..code.nodes import is_mutable, lies_in
from ..code.reach import may_follow
from ..code.rust_file import RustFile
from ..code.type_model import Type, referent
from ..types.expressions import type_of
from .clone_costs import Cost, clone_cost
from .ownership import Held, gives
from .receivers import Takes, takes_receiver
from .value_uses import places_of

_HOLDERS = frozenset(
    {"let_declaration", "let_condition", "match_expression", "for_expression", "assignment_expression"}
)
_TRUTHS = frozenset({"if_expression", "while_expression"})
_JUDGED = frozenset({"binary_expression", "unary_expression"})


def is_lent(binding: Binding, place: Node, file: RustFile) -> bool:
    """Whether a use of the variable before the place leaves a reference to it with somebody who is used afterwards."""
    earlier = (use for use in places_of(binding, file) if not lies_in(use, place))
    return any(use.start_byte < place.start_byte and _lends(use, place, file) for use in earlier)


def _lends(use: Node, place: Node, file: RustFile) -> bool:
    inner = use
    for around in file.ancestors(use):
        if lies_in(place, around):
            return _is_kept_beside(inner, around, place, file)
        if around.type in _HOLDERS and _is_kept(inner, around, place, file):
            return True
        if around.type == "call_expression" and _is_stored(inner, around, place, file):
            return True
        inner = around
    return False


def _is_kept_beside(inner: Node, around: Node, place: Node, file: RustFile) -> bool:
    """Whether the part of an expression that the place is in, too, still has a reference when the place is reached."""
    if around.type in ("block", "function_item", "closure_expression", "else_clause", "match_block", "match_arm"):
        return inner.type in _HOLDERS and _is_kept(inner, inner, place, file)
    if around.type in _TRUTHS:
        return inner.type in ("let_condition", "let_chain") and not _is_free(inner, place, file)
    if around.type in _HOLDERS:
        return not _is_free(around, place, file)
    return not _is_value(inner, file)


def _is_free(holder: Node, place: Node, file: RustFile) -> bool:
    """Whether none of the names that a condition, an arm or a loop binds is used behind the place."""
    parts = [holder, *file.descendants(holder, "let_condition", "match_arm")]
    patterns = [pattern for part in parts if (pattern := part.child_by_field_name("pattern")) is not None]
    return not any(_is_used_later(name, place, file) for pattern in patterns for name in names_in(pattern, file))


def _is_kept(inner: Node, holder: Node, place: Node, file: RustFile) -> bool:
    if holder.type == "assignment_expression":
        left = holder.child_by_field_name("left")
        return left is not None and inner != left and not _is_value_of(holder.child_by_field_name("right"), file)
    if holder.type != "let_declaration":
        return False
    pattern, value = holder.child_by_field_name("pattern"), holder.child_by_field_name("value")
    if pattern is None or value is None:
        return False
    return any(_is_used_later(name, place, file) for name in names_in(pattern, file)) and not _is_value(value, file)


def _is_used_later(name: Node, place: Node, file: RustFile) -> bool:
    binding = _binding_at(name, file)
    if binding is None:
        return True
    return any(may_follow(place, use, binding.scope, file) or lies_in(use, place) for use in places_of(binding, file))


def _binding_at(name: Node, file: RustFile) -> Binding | None:
    """What a name in a pattern declares."""
    holder = name.parent
    while holder is not None and holder.type not in (*_HOLDERS, "match_arm", "parameter", "closure_parameters"):
        holder = holder.parent
    scope = file.parent(holder) if holder is not None and holder.type != "match_arm" else holder
    if holder is None or scope is None:
        return None
    if holder.type == "let_condition":
        while scope is not None and scope.type == "let_chain":
            scope = file.parent(scope)
    pattern = holder.child_by_field_name("pattern")
    return (
        Binding("let", name, pattern, None, holder.child_by_field_name("value"), scope) if pattern and scope else None
    )


def _is_stored(inner: Node, call: Node, place: Node, file: RustFile) -> bool:
    """Whether a call may put its argument into something that lives on: its receiver, or what it is given by `&mut`."""
    arguments = call.child_by_field_name("arguments")
    if arguments is None or inner != arguments:
        return False
    targets = [arg for arg in arguments.named_children if arg.type == "reference_expression" and is_mutable(arg)]
    receiver = receiver_of(call)
    if receiver is not None and takes_receiver(call, file) not in (Takes.SHARED, Takes.WHOLE):
        targets.append(receiver)
    return any(not _holds_values(target, file) and _root_is_used(target, place, file) for target in targets)


def _root_is_used(target: Node, place: Node, file: RustFile) -> bool:
    for name in (target, *file.descendants(target, "identifier")):
        binding = binding_of(name, file) if name.type == "identifier" else None
        if binding is not None:
            return any(may_follow(place, use, binding.scope, file) for use in places_of(binding, file))
    return True


def _holds_values(target: Node, file: RustFile) -> bool:
    return _is_whole(referent(type_of(target, file)), file)


def _is_value_of(node: Node | None, file: RustFile) -> bool:
    return node is not None and _is_value(node, file)


def _is_value(node: Node, file: RustFile) -> bool:
    """Whether an expression gives a value that refers to nothing."""
    if node.type in _JUDGED or node.type.endswith("_literal"):
        return True
    found = type_of(node, file)
    return _is_whole(found, file) and (clone_cost(found, file) is Cost.COPY or gives(node, file) is Held.OWNED)


def _is_whole(found: Type | None, file: RustFile) -> bool:
    """Whether a type is known to the bottom, and has no reference in it."""
    if found is None or found.path == "&" or any(not _is_whole(part, file) for part in found.args):
        return False
    return clone_cost(found, file) is not None
