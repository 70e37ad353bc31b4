"""Assignments of clones: whether the old value has a buffer that the new one could be copied into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..syntax.query import arguments_of
from .bindings import Binding, binding_of, uses_of
from .calls import called_name, receiver_of
from .data.containers import KEEPS_BUFFER
from .data.schema import names_of
from .loops import LOOPS
from .nodes import is_mutable
from .rust_file import RustFile, expression
from .type_model import Type
from .types import type_of, type_of_binding

_KEEPS = frozenset(names_of(KEEPS_BUFFER))
_DEPTH = 4
_MUTABLE = re.compile(rb"&\s*('\w+\s+)?mut\b")
_REACHES = frozenset(
    {"get_mut", "lock", "write", "borrow_mut", "as_mut", "iter_mut", "values_mut", "last_mut", "first_mut", "peek_mut",
     "get_or_insert_with", "make_mut", "deref_mut", "index_mut"}
)  # fmt: skip
_GUARDS = frozenset({"lock", "write", "borrow_mut", "peek_mut", "deref_mut"})
_OWNED = frozenset({"clone", "to_string", "to_owned", "to_vec", "cloned", "into_owned", "to_path_buf", "collect"})
_THROUGH = frozenset(
    {"reference_expression", "try_expression", "await_expression", "field_expression", "index_expression",
     "type_cast_expression", "unary_expression"}
)  # fmt: skip


class Place(NamedTuple):
    """A variable, `self` or a static with the fields that are taken of it."""

    root: Node
    fields: tuple[bytes, ...]


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
    place = place_of(left)
    if place is None or left == clone or _borrows(source, place, file, 0):
        return None
    held = _type_kept(left, source, file)
    if held is None or not _is_there_before(assignment, place, file) or _is_emptied(assignment, left, file):
        return None
    return Replacement(left, source, held)


def place_of(node: Node) -> Place | None:
    """The place that an expression names by fields alone, seen through `*` and parentheses."""
    fields: list[bytes] = []
    node = expression(node)
    while node.type not in ("identifier", "self"):
        if node.type == "field_expression":
            field, value = node.child_by_field_name("field"), node.child_by_field_name("value")
            if field is None or field.text is None or value is None:
                return None
            fields.append(field.text)
            node = expression(value)
        elif node.type == "unary_expression" and node.text is not None and node.text.startswith(b"*"):
            node = expression(node.named_children[0])
        else:
            return None
    return Place(node, tuple(reversed(fields)))


def _type_kept(left: Node, source: Node, file: RustFile) -> str | None:
    """The type of the place where its `clone_from` keeps the buffer; both sides have it as far as they are known."""
    of_place, of_source = type_of(left, file), type_of(source, file)
    while of_source is not None and of_source.path == "&":
        of_source = of_source.argument(0)
    found = of_place or of_source
    if found is None or found.path not in _KEEPS:
        return None
    return found.path if of_source is None or of_source.path in (found.path, "&") or of_place is not None else None


def _borrows(source: Node, place: Place, file: RustFile, depth: int) -> bool:
    """Whether what is cloned lies in the place or may borrow from it: then the place cannot be changed meanwhile."""
    return any(
        _overlaps(lent, place, file) or _is_borrowed_from(lent, place, file, depth) for lent in _lent_by(source, file)
    )


def _lent_by(node: Node, file: RustFile) -> Iterator[Place]:
    """The places that a reference which an expression gives may point into."""
    node = expression(node)
    whole = place_of(node)
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
    return binding is None or binding.value is None or not _reaches(expression(binding.value), file, _GUARDS)


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


def _is_there_before(assignment: Node, place: Place, file: RustFile) -> bool:
    """Whether the place held a value from elsewhere or from a round before, and nobody took it away."""
    if place.root.type == "self":
        return _is_borrowed_self(file)
    binding = binding_of(place.root, file)
    if binding is None:
        return False
    if binding.kind != "let":
        return _is_reference(binding, file)
    if binding.value is not None and _reaches(expression(binding.value), file):
        return True
    loop = _loop_between(assignment, binding, file) if binding.value is not None else None
    return loop is not None and not _is_last(assignment, loop, file) and not _is_moved(binding, loop, file)


def _is_borrowed_self(file: RustFile) -> bool:
    parameters = file.unit.node.child_by_field_name("parameters")
    first = parameters.named_child(0) if parameters is not None else None
    return first is not None and first.type == "self_parameter" and file.bytes_of(first).startswith(b"&")


def _is_reference(binding: Binding, file: RustFile) -> bool:
    """Whether a parameter or a name of a pattern stands for something that was there before."""
    if binding.kind == "parameter":
        return binding.annotation is not None and bool(_MUTABLE.match(file.bytes_of(binding.annotation)))
    if binding.value is None:
        return False
    value = expression(binding.value)
    return _reaches(value, file) or (value.type == "identifier" and _is_reference_name(value, file))


def _is_reference_name(name: Node, file: RustFile) -> bool:
    binding = binding_of(name, file)
    return binding is not None and binding.kind == "parameter" and _is_reference(binding, file)


def _reaches(value: Node, file: RustFile, names: frozenset[str] = _REACHES) -> bool:
    """Whether an expression gives a reference to something that is there: `&mut x`, `x.get_mut(k)?`, a guard."""
    while True:
        if value.type == "reference_expression":
            return names is _REACHES and is_mutable(value)
        if value.type in ("try_expression", "await_expression", "parenthesized_expression"):
            value = value.named_children[0]
        elif value.type == "call_expression":
            if called_name(value, file) in names:
                return True
            receiver = receiver_of(value)
            if receiver is None:
                return False
            value = receiver
        else:
            return False


def _loop_between(node: Node, binding: Binding, file: RustFile) -> Node | None:
    """The innermost loop around a node, if the name is declared outside of it."""
    for around in file.ancestors(node):
        if around.type in LOOPS:
            return around if binding.name.start_byte < around.start_byte else None
        if around.type in ("closure_expression", "async_block", "function_item"):
            return None
    return None


def _is_last(assignment: Node, loop: Node, file: RustFile) -> bool:
    """Whether the loop is left right after the assignment: it is made once."""
    for around in file.ancestors(assignment):
        if around == loop:
            return False
        if around.type == "block":
            last = around.named_children[-1] if around.named_children else None
            if last is not None and expression(last).type in ("break_expression", "return_expression"):
                return True
    return False


def _is_moved(binding: Binding, loop: Node, file: RustFile) -> bool:
    """Whether some use up to the loop's end may move the value: then the assignment gives it a first one again."""
    for use in uses_of(binding.name, binding.scope, file):
        if use.start_byte >= loop.end_byte:
            break
        around = file.parent(use)
        kind = around.type if around is not None else ""
        if around is None or kind in _KEPT_BY:
            continue
        if kind in ("assignment_expression", "compound_assignment_expr"):
            if around.child_by_field_name("left") != use:
                return True
        elif kind == "field_expression":
            call = file.parent(around)
            if call is not None and call.type == "call_expression" and called_name(call, file).startswith("into_"):
                return True
        else:
            return True
    return False


_KEPT_BY = frozenset(
    {"reference_expression", "binary_expression", "macro_invocation", "index_expression", "unary_expression"}
)


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
