"""Whether a place keeps its value over a stretch of code: nobody changes it, moves it or takes a `&mut` of it.

As long as it does, a reference to the place serves as well as a clone of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..code.bindings import Binding, binding_of
from ..code.calls import is_called
from ..code.macro_tokens import named_in_macros
from ..code.nodes import is_mutable, lies_in
from ..code.places import Place, place_of
from ..code.rust_file import RustFile
from .ownership import Held, held_as, held_by
from .value_uses import Does, distinct, does, uses

_DEPTH = 6


def stays(source: Node, around: Node, file: RustFile, depth: int = _DEPTH) -> bool:
    """Whether a place keeps its value all through `around`, what is done in the expression `source` itself left out.

    What the place borrows from must stay as well; of a value that is worked out, all that it is made of.
    """
    place = place_of(source, file)
    if depth == 0:
        return False
    if place is None:
        return all(stays(part, around, file, depth - 1) for part in _places_in(source, file) if part != source)
    if place.root.type == "self":
        return _self_stays(place, source, around, file)
    binding = binding_of(place.root, file)
    if binding is None:
        return file.bytes_of(place.root)[:1].isupper()
    held = held_by(binding, file)
    if held is not Held.SHARED and not _variable_stays(binding, place, source, around, file, held):
        return False
    return held is Held.OWNED or _origins_stay(binding, around, file, depth - 1)


def _self_stays(place: Place, source: Node, around: Node, file: RustFile) -> bool:
    if held_as(place.root, file) is Held.SHARED:
        return True
    return not any(
        _disturbs(node, place, file)
        for node in distinct((*file.descendants(around, "self"), *named_in_macros(b"self", around, file)))
        if node.type == "self" and not lies_in(node, source)
    )


def _variable_stays(
    binding: Binding, place: Place, source: Node, around: Node, file: RustFile, held: Held | None
) -> bool:
    """Whether no use in the stretch changes or moves the variable, or the part of it that the place names."""
    fixed = held is Held.OWNED and not _is_mutable(binding)
    for use in uses(binding, file):
        if not lies_in(use.node, around) or lies_in(use.node, source) or use.does is Does.READS:
            continue
        if fixed and use.does is Does.CHANGES:
            continue
        is_captured = use.captured is not None and not lies_in(source, use.captured)
        if is_captured or _disturbs(use.node, place, file):
            return False
    return True


def _is_mutable(binding: Binding) -> bool:
    around = binding.name.parent
    while around is not None and around.type.endswith("_pattern"):
        if is_mutable(around):
            return True
        around = around.parent
    return around is not None and is_mutable(around)


def _disturbs(node: Node, place: Place, file: RustFile) -> bool:
    """Whether a use of the root changes or moves what the place names; one of another field does not."""
    if does(node, file) is Does.READS:
        return False
    index, around = 0, file.parent(node)
    while around is not None and around.type in ("field_expression", "parenthesized_expression"):
        label = around.child_by_field_name("field")
        if label is not None:
            if is_called(around, file):
                return True
            if index < len(place.fields) and file.bytes_of(label) != place.fields[index]:
                return False
            index += 1
        around = file.parent(around)
    return True


def _origins_stay(binding: Binding, around: Node, file: RustFile, depth: int) -> bool:
    """Whether what a reference may point into stays: all places that the value of the variable is made of."""
    if binding.kind in ("parameter", "closure") or binding.value is None:
        return binding.kind != "closure" or _closure_stays(binding, around)
    return all(stays(place, around, file, depth) for place in _places_in(binding.value, file))


def _closure_stays(binding: Binding, around: Node) -> bool:
    """The argument of a closure lives as long as the closure runs."""
    return lies_in(around, binding.scope)


def _places_in(value: Node, file: RustFile) -> Iterator[Node]:
    for name in (value, *file.descendants(value, "identifier", "self")):
        if name.type == "self" or (name.type == "identifier" and binding_of(name, file) is not None):
            yield _widest(name, value, file)


def _widest(name: Node, value: Node, file: RustFile) -> Node:
    """The whole place that a name begins, as far as it is written out in fields."""
    node = name
    while node != value and (around := file.parent(node)) is not None and around.type == "field_expression":
        if is_called(around, file):
            break
        node = around
    return node
