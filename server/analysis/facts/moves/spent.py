"""Clones whose source nobody needs any more: it could have been moved."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import Binding, binding_of
from ..code.calls import is_called, receiver_of
from ..code.members import declared, own_methods
from ..code.places import Place, place_of
from ..code.reach import may_follow
from ..code.rust_file import RustFile, expression
from ..types.expressions import type_of
from .clone_costs import Cost, clone_cost, is_copy_item
from .clones import Clone, copied
from .escapes import later_uses
from .lent import is_lent
from .ownership import Held, gives, held_by
from .value_uses import Does, Use, does

_COUNTED = frozenset({"std::sync::Arc", "std::rc::Rc"})
_BODIES = frozenset({"closure_expression", "async_block"})


def spent(call: Node, file: RustFile) -> Clone | None:
    """A clone that takes over what its source might as well have given: a variable at its end, or a temporary."""
    return file.once("spent", call, lambda: _spent(call, file))


def _spent(call: Node, file: RustFile) -> Clone | None:
    # Questions about types come last, as they are the dearest.
    if not _may_be_over(call, file):
        return None
    source = receiver_of(call)
    place = place_of(source, file) if source is not None else None
    binding = binding_of(place.root, file) if place is not None else None
    if place is not None and (binding is None or held_by(binding, file) is not Held.OWNED):
        return None
    clone = copied(call, file)
    if clone is None or not _is_worth_it(clone, file) or does(call, file) is not Does.MOVES:
        return None
    if place is None or binding is None:
        return clone
    root = _root_of_plain_fields(clone.source, file)
    is_plain = root is not None and root.type == "identifier"
    return clone if is_plain and _is_over(call, binding, place, file) else None


def _may_be_over(call: Node, file: RustFile) -> bool:
    """Whether the source may be at its end as far as names and the flow tell: most clones need no question of types."""
    source = receiver_of(call)
    place = place_of(source, file) if source is not None else None
    if place is None:
        return source is not None and _is_temporary(source, file)
    binding = binding_of(place.root, file)
    if binding is None or _is_captured(call, binding, file) or may_follow(call, call, binding.scope, file):
        return False
    if binding.annotation is not None and binding.annotation.type == "reference_type":
        return False
    return not _is_said_later(call, binding, place, file)


def _is_said_later(call: Node, binding: Binding, place: Place, file: RustFile) -> bool:
    """Whether a name further down is the variable and may be reached, found in the text rather than in the tree."""
    word = re.compile(rb"\b" + re.escape(file.bytes_of(binding.name)) + rb"\b")
    for said in word.finditer(file.data, call.end_byte, binding.scope.end_byte):
        name = binding.scope.descendant_for_byte_range(said.start(), said.end())
        if name is None or name.type != "identifier" or not may_follow(call, name, binding.scope, file):
            continue
        if place.fields and (_is_token(name) or _is_other_field(name, place, file)):
            continue
        found = binding_of(name, file)
        if found is not None and found.name == binding.name:
            return True
    return False


def _is_token(name: Node) -> bool:
    """Whether a name stands in a macro, where only its parsed arguments tell which field it is asked for."""
    return name.parent is not None and name.parent.type == "token_tree"


def _is_worth_it(clone: Clone, file: RustFile) -> bool:
    """Whether a clone allocates or counts, and is not that of a handle whose end is waited for, or of `Copy`."""
    cost = clone_cost(clone.type, file)
    if cost is Cost.HANDLE:
        return is_counted(clone)
    if cost is not Cost.COPY:
        return cost is Cost.DEEP
    return any(unit.node.type.endswith("_item") and not is_copy_item(unit) for unit in declared(clone.type.path, file))


def is_counted(clone: Clone) -> bool:
    """Whether a clone changes a counter, and nothing else."""
    return clone.type.path in _COUNTED


def _is_temporary(source: Node, file: RustFile) -> bool:
    """Whether an expression gives a value without a name, or is a field of such a value that can be taken out."""
    node = expression(source)
    if node.type == "field_expression":
        root = _root_of_plain_fields(node, file)
        return root is not None and _is_temporary(root, file)
    while node.type in ("try_expression", "await_expression"):
        node = expression(node.named_children[0])
    return node.type in ("call_expression", "macro_invocation") and gives(source, file) is Held.OWNED


def _is_captured(call: Node, binding: Binding, file: RustFile) -> bool:
    """Whether a closure or async block stands between the variable and the clone: it may run again, or later."""
    for around in file.ancestors(call):
        if around == binding.scope:
            return False
        if around.type in _BODIES:
            return True
    return True


def _root_of_plain_fields(source: Node, file: RustFile) -> Node | None:
    """What a field can be moved out of: all around it are plain structs and tuples without a `Drop`."""
    node = expression(source)
    while node.type == "field_expression":
        inner = node.child_by_field_name("value")
        whole = type_of(inner, file) if inner is not None else None
        if inner is None or whole is None or not (whole.path == "()" or declared(whole.path, file)):
            return None
        if own_methods(whole.path, "drop", file):
            return None
        node = expression(inner)
    return node


def _is_over(call: Node, binding: Binding, place: Place, file: RustFile) -> bool:
    if any(not _is_elsewhere(use, place, file) for use in later_uses(call, binding, file)):
        return False
    return not is_lent(binding, call, file)


def _is_elsewhere(use: Use, place: Place, file: RustFile) -> bool:
    """Whether a later use is one of another field."""
    return bool(place.fields) and use.captured is None and _is_other_field(use.node, place, file)


def _is_other_field(name: Node, place: Place, file: RustFile) -> bool:
    around = file.parent(name)
    if around is None or around.type != "field_expression":
        return False
    label = around.child_by_field_name("field")
    return label is not None and not is_called(around, file) and file.bytes_of(label) != place.fields[0]
