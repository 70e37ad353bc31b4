"""Assignments of clones: whether the old value has a buffer that the new one could be copied into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.places import Place, exact_place
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type, referent
from ..data.containers import KEEPS_BUFFER
from ..data.schema import names_of
from ..types.expressions import type_of, type_of_binding
from .held_before import is_behind_guard, is_there_before

_KEEPS = frozenset(names_of(KEEPS_BUFFER))
_DEPTH = 4
_OWNED = frozenset({"clone", "to_string", "to_owned", "to_vec", "cloned", "into_owned", "to_path_buf", "collect"})
_THROUGH = frozenset(
    {"reference_expression", "try_expression", "await_expression", "field_expression", "index_expression",
     "type_cast_expression", "unary_expression"}
)  # fmt: skip


class Replacement(NamedTuple):
    """`place = source.clone()`, for a type whose `clone_from` keeps the buffer."""

    place: Node
    source: Node
    held: str


def replacement_of(clone: Node, source: Node, file: RustFile) -> Replacement | None:
    """What a clone replaces that is assigned, None when there is no buffer or nothing tells that there is one."""
    assignment = file.parent(clone)
    left = assignment.child_by_field_name("left") if assignment is not None else None
    if assignment is None or assignment.type != "assignment_expression" or left is None:
        return None
    place = exact_place(left, file)
    if place is None or left == clone or _borrows(source, place, file, 0):
        return None
    held = _type_kept(left, source, file)
    if (
        held is None
        or not is_there_before(assignment, place.root, bool(place.fields), file)
        or _is_emptied(assignment, left, file)
    ):
        return None
    return Replacement(left, source, held)


def _type_kept(left: Node, source: Node, file: RustFile) -> str | None:
    """The type of the place where its `clone_from` keeps the buffer; both sides have it as far as they are known."""
    of_place, of_source = type_of(left, file), referent(type_of(source, file))
    found = of_place or of_source
    if found is None or found.path not in _KEEPS:
        return None
    return found.path if of_source is None or of_source.path == found.path or of_place is not None else None


def _borrows(source: Node, place: Place, file: RustFile, depth: int) -> bool:
    """Whether what is cloned lies in the place or may borrow from it: then the place cannot be changed meanwhile."""
    return any(
        _overlaps(lent, place, file) or _is_borrowed_from(lent, place, file, depth) for lent in _lent_by(source, file)
    )


def _lent_by(node: Node, file: RustFile) -> Iterator[Place]:
    """The places that a reference which an expression gives may point into."""
    node = expression(node)
    whole = exact_place(node, file)
    if whole is not None:
        yield whole
    elif node.type == "call_expression":
        receiver = receiver_of(node)
        if called_name(node, file) not in _OWNED:
            for part in (receiver,) if receiver is not None else arguments_of(node):
                yield from _lent_by(part, file)
    elif node.type in _THROUGH:
        inner = node.child_by_field_name("value") or node.named_child(0)
        if inner is not None:
            yield from _lent_by(inner, file)
    elif not node.type.endswith("literal") and node.type != "macro_invocation":
        for name in file.descendants(node, "identifier", "self"):
            yield Place(name, ())


def _overlaps(one: Place, two: Place, file: RustFile) -> bool:
    if not _same_root(one.root, two.root, file):
        return False
    if not _is_plain_reference(two.root, file):
        return True
    shorter = min(len(one.fields), len(two.fields))
    return one.fields[:shorter] == two.fields[:shorter]


def _is_plain_reference(root: Node, file: RustFile) -> bool:
    """Whether the fields behind a name can be borrowed apart: those behind a guard are only lent together."""
    binding = binding_of(root, file) if root.type == "identifier" else None
    return binding is None or binding.value is None or not is_behind_guard(expression(binding.value), file)


def _same_root(one: Node, two: Node, file: RustFile) -> bool:
    if file.bytes_of(one) != file.bytes_of(two):
        return False
    first, second = (binding_of(each, file) if each.type == "identifier" else None for each in (one, two))
    return (first.name if first is not None else None) == (second.name if second is not None else None)


def _is_borrowed_from(source: Place, place: Place, file: RustFile, depth: int) -> bool:
    """Whether a local name may be a reference into the place, by the expression that it was bound to."""
    binding = binding_of(source.root, file) if source.root.type == "identifier" else None
    if binding is None or binding.value is None:
        return False
    if depth >= _DEPTH:
        return True
    if binding.kind == "let" and binding.pattern == binding.name and _is_owned(type_of_binding(binding, file)):
        return False
    return _borrows(expression(binding.value), place, file, depth + 1)


def _is_owned(found: Type | None) -> bool:
    return found is not None and found.path in _KEEPS


def _is_emptied(assignment: Node, left: Node, file: RustFile) -> bool:
    """Whether the place is known to be empty there, by a condition around or by what took its value before.

    A field beside it that is asked for the same tells it, too: what belongs together is filled together.
    """
    place = file.bytes_of(left).lstrip(b"*")
    name, beside = re.escape(place), re.escape(place.rpartition(b".")[0])
    asked = rb"(?<![!\w.])" + (beside + rb"\.\w+" if beside else name) + rb"\s*\.\s*(is_empty|is_none)\("
    for around in file.ancestors(assignment):
        if around.type == "if_expression":
            condition = around.child_by_field_name("condition")
            if condition is not None and re.search(asked, file.bytes_of(condition)):
                return True
        if around.type == "function_item":
            before = file.data[around.start_byte : assignment.start_byte]
            taken = rb"(take|replace)\(\s*&mut\s+" + name + rb"\b|" + name + rb"\s*\.\s*take\(\)"
            return re.search(taken, before) is not None
    return False
