"""Async blocks that do nothing but await one future: whether that future could stand in their place."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.macros import SELECTS, select_arms, token_tree
from ..code.bindings import binding_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.heads import borrows_self, self_of
from ..code.members import declared
from ..code.nodes import is_move, is_mutable, says_mut
from ..code.rust_file import RustFile, expression
from ..code.scope import scopes_of
from ..code.type_model import Type
from ..data.lazy_futures import FUTURES, LAZY_FUNCTIONS
from ..data.schema import facts_by_name
from ..types.expressions import type_of
from ..types.helpers import functions_called
from ..types.returned import is_async
from .async_context import future_of
from .await_arms import arguments, is_place
from .plain_values import Handed, handed_by, root_of

_LAZY = facts_by_name(LAZY_FUNCTIONS)
_FUTURE_TYPES = facts_by_name(FUTURES)


def forwarded_by(block: Node, file: RustFile) -> Node | None:
    """The future that an async block awaits, if that is all it does and the block could be left out."""
    future = awaited_alone(block)
    if future is None or is_guarded_arm(block, file):
        return None
    takes_over = is_move(block)
    if future.type == "async_block":
        return future if is_move(future) or not takes_over else None
    if future.type == "call_expression":
        handed = handed_to(future, file)
    else:
        handed = Handed([root_of(future)], []) if _is_future(future, file) else None
    if handed is None or (takes_over and not all(_outlives(name, block, file) for name in handed.borrowed)):
        return None
    return future if not any(_is_unique_outside(name, block, file) for name in handed.moved) else None


def awaited_alone(block: Node) -> Node | None:
    """The future that is awaited as the only expression of an async block, without what becomes of its value."""
    body = next((child for child in block.named_children if child.type == "block"), None)
    parts = [n for n in body.named_children if not n.type.endswith("_comment")] if body is not None else []
    if len(parts) != 1 or parts[0].type != "await_expression" or not parts[0].named_children:
        return None
    return expression(parts[0].named_children[0])


def is_guarded_arm(block: Node, file: RustFile) -> bool:
    """Whether the block is the future of a `select!` arm with a condition: it is made also where that does not hold."""
    around = next((node for node in file.ancestors(block) if node.type != "expression_statement"), None)
    if around is None or around.type != "macro_invocation" or called_name(around, file) not in SELECTS:
        return False
    tree = token_tree(around)
    arms = select_arms(tree, file.data) if tree is not None else ()
    return any(arm.future[0] <= block.start_byte < arm.future[1] and arm.condition is not None for arm in arms)


def handed_to(call: Node, file: RustFile) -> Handed | None:
    """What a call takes of local names, if it is that of an async function, which does nothing before it is polled."""
    receiver = receiver_of(call)
    units = functions_called(call, file)
    if any(unit.node == file.unit.node for unit in units):
        return None
    if not units:
        known = receiver is None and (_is_out_of_sight(call, file) or callee_path(call, file) in _LAZY)
        return handed_by(arguments(call), file) if known and _is_made_by_future(call, file) else None
    if not all(is_async(unit.node) for unit in units):
        return None
    handed = handed_by(arguments(call), file)
    if receiver is None or handed is None:
        return handed
    if not is_place(receiver):
        return None
    (handed.moved if _takes_itself(units[0].node) else handed.borrowed).append(root_of(receiver))
    return handed


def _is_out_of_sight(call: Node, file: RustFile) -> bool:
    """Whether a function of the own crate is called whose module is not there to be read: who is awaited is async."""
    path = callee_path(call, file)
    owner, _, name = path.rpartition("::")
    hidden = owner.startswith(("crate::", "super::")) and name[:1].islower()
    return hidden and not declared(owner, file) and not any(scopes_of(path, file))


def _is_made_by_future(call: Node, file: RustFile) -> bool:
    """Whether what makes the block is a future too: some functions of libraries ask for a runtime when called."""
    block = next((around for around in file.ancestors(call) if around.type == "async_block"), None)
    return block is not None and future_of(block, file) is not None


def _takes_itself(function: Node) -> bool:
    """Whether a method consumes what it is called on: `self`, `self: Arc<Self>`."""
    parameters = function.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters is not None else ():
        if parameter.type == "self_parameter":
            return all(child.type != "&" for child in parameter.children)
        if parameter.type == "parameter":
            written = parameter.child_by_field_name("type")
            return written is not None and written.type != "reference_type"
    return False


def _is_future(node: Node, file: RustFile) -> bool:
    """Whether a variable is a future itself; many builders can be awaited that are none."""
    if not is_place(node) or node.type == "reference_expression":
        return False
    found: Type | None = type_of(node, file)
    if found is not None and (found.path == "async" or found.path in _FUTURE_TYPES):
        return True
    binding = binding_of(node, file) if node.type == "identifier" else None
    written = binding.annotation if binding is not None and binding.kind == "parameter" else None
    return written is not None and written.type == "type_identifier" and _is_bounded(file.bytes_of(written), file)


def _is_bounded(parameter: bytes, file: RustFile) -> bool:
    """Whether a type parameter of the function is bounded by `Future`."""
    body = file.unit.node.child_by_field_name("body")
    head = file.data[file.unit.node.start_byte : body.start_byte if body is not None else file.unit.end]
    return re.search(rb"\b%s\s*:[^,{}()]*\bFuture\b" % re.escape(parameter), head) is not None


def _outlives(name: Node, block: Node, file: RustFile) -> bool:
    """Whether a name is a reference, so that what is borrowed of it does not end with the block that took it over."""
    closure = next((around for around in file.ancestors(block) if around.type == "closure_expression"), None)
    place = file.parent(name)
    if place is not None and place.type == "reference_expression":
        return False
    if name.type == "self":
        own = self_of(file.unit.node)
        return own is not None and borrows_self(file.unit.node) and (closure is None or not is_mutable(own))
    binding = binding_of(name, file)
    if binding is None or binding.kind not in ("parameter", "closure", "for", "match", "condition", "let"):
        return False
    if binding.annotation is not None:
        written = file.bytes_of(binding.annotation)
        return written.startswith(b"&") and not (closure is not None and says_mut(written))
    value = binding.value
    if binding.kind == "let":
        return value is not None and value.type == "reference_expression" and value.named_child_count == 1
    found = type_of(name, file)
    return found is not None and found.path == "&" and binding.kind != "match"


def _is_unique_outside(name: Node, block: Node, file: RustFile) -> bool:
    """Whether a closure around the block would have to give away a `&mut` that it took from outside."""
    closure = next((around for around in file.ancestors(block) if around.type == "closure_expression"), None)
    binding = binding_of(name, file) if name.type == "identifier" else None
    if closure is None or binding is None or closure.start_byte <= binding.name.start_byte < closure.end_byte:
        return False
    return binding.annotation is not None and file.bytes_of(binding.annotation).startswith(b"&mut")
