"""A `Vec` of an arena is given up without being dropped, and what its elements own leaks."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.bindings import binding_of, uses_of
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile, expression
from ...facts.code.type_model import Type, peeled
from ...facts.memory.destructors import lost_undropped
from ...facts.types.expressions import receiver_type, type_of
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_BUMP = "bumpalo::Bump"
_VECS = ("bumpalo::collections::Vec", "bumpalo::collections::vec::Vec")


@rule(Severity.WARNING, on=methods("into_bump_slice", "into_bump_slice_mut", "alloc"))
def bumpalo_vec_of_drop(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`into_bump_slice` of elements with a destructor, and such a `Vec` that is itself put into the arena."""
    vec = call.receiver
    if call.name == "alloc":
        owner = receiver_type(call.node, file) if len(call.arguments) == 1 else None
        vec = call.arguments[0] if owner is not None and owner.path == _BUMP else None
    if vec is None:
        return
    element = _element(expression(vec), file)
    lost = lost_undropped(element, file)
    if element is not None and lost is not None:
        kind = element.path.rpartition("::")[2]
        yield saw(call, f"no `{kind}` of this arena's `Vec` is dropped from here on: {lost} leaks with each")


def _element(vec: Node, file: RustFile) -> Type | None:
    """The type of a `bumpalo` vector's elements: written, or that of what is pushed."""
    held = peeled(type_of(vec, file))
    if held is None or held.path not in _VECS:
        return None
    written = next((each for each in held.args if not each.path.startswith("'")), None)
    if written is not None and written.path != "?":
        return written
    binding = binding_of(vec, file) if vec.type == "identifier" else None
    for use in uses_of(binding.name, binding.scope, file) if binding is not None else ():
        field = file.parent(use)
        push = file.parent(field) if field is not None and field.type == "field_expression" else None
        if push is not None and push.type == "call_expression" and called_name(push, file) == "push":
            arguments = push.child_by_field_name("arguments")
            given = arguments.named_children if arguments is not None else []
            return type_of(given[0], file) if given else None
    return None
