"""Vectors of a known length that are only used as slices, where an array would do."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import arguments_written
from ..code.calls import argument_index, is_called
from ..code.macro_tokens import argument_from
from ..code.rust_file import RustFile, expression
from ..moves.borrowed_uses import SLICE, Use, all_uses, is_indexed, method_on
from ..moves.clone_costs import Cost, clone_cost
from ..programs.clippy_choices import clippy_number
from ..types.expressions import type_of
from ..types.numbers import number_of
from ..types.parameters import is_slice, wanted_by
from ..types.sizes import size_of_type
from ..types.value_sizes import size_of_value

_OF_BOTH = frozenset({"len", "is_empty", "as_ptr"})
_GUESSED = 24
"""Bytes of an element of which nothing is known: a `String` has as many."""


_MANY = 1 << 20
"""Bytes of what a call makes when nothing is known of it: it may be anything."""
_MADE = frozenset({"call_expression", "try_expression", "await_expression", "match_expression", "if_expression"})


def fits_the_stack(vec: Node, file: RustFile) -> bool:
    """Whether the elements are as many in every run, can stand in an array, and are few enough for clippy."""
    tokens = next((child for child in vec.named_children if child.type == "token_tree"), None)
    parts = [argument_from(part, vec, file) for part in arguments_written(vec)]
    limit = clippy_number("too-large-for-stack", 200, file)
    if tokens is None or not any(child.type == ";" for child in tokens.children):
        return max((_size(part, file) for part in parts), default=0) * len(parts) <= limit
    element, length = (*parts, None, None)[:2]
    if element is None or length is None or not _is_copied(element, file):
        return False
    count = number_of(length, file)
    return count is not None and _size(element, file) * count <= limit


def _size(element: Node | None, file: RustFile) -> int:
    if element is None:
        return _GUESSED
    if element.type == "integer_literal" and file.text(element).isdigit():
        return 4
    known = size_of_value(element, file)
    if known is None and (found := type_of(element, file)) is not None:
        known = size_of_type(found, file)
    if known is None and element.type in _MADE:
        return _MANY
    return known.bytes if known is not None else _GUESSED


def _is_copied(element: Node, file: RustFile) -> bool:
    """Whether an array can be filled with a value."""
    return file.text(element).startswith("None") or clone_cost(type_of(element, file), file) is Cost.COPY


def is_used_as_slice(vec: Node, file: RustFile) -> bool:
    """Whether all that becomes of a vector could become of an array."""
    around = file.parent(vec)
    if around is None:
        return False
    match around.type:
        case "for_expression":
            return _is_value(vec, around)
        case "let_declaration":
            return _is_value(vec, around) and _lets_slices(around, file)
        case "field_expression":
            name = around.child_by_field_name("field")
            return name is not None and file.text(name) in SLICE and is_called(around, file)
        case "reference_expression":
            return _is_borrowed_as_slice(around, file)
    return False


def _is_value(node: Node, around: Node) -> bool:
    value = around.child_by_field_name("value")
    return value is not None and expression(value) == node


def _lets_slices(let: Node, file: RustFile) -> bool:
    pattern, scope = let.child_by_field_name("pattern"), file.parent(let)
    if pattern is None or pattern.type != "identifier" or scope is None or let.child_by_field_name("type") is not None:
        return False
    return all_uses(pattern, scope, file, lambda use: _is_of_slice(use, file))


def _is_of_slice(use: Use, file: RustFile) -> bool:
    return is_indexed(use) or method_on(use, file) in SLICE | _OF_BOTH


def _is_borrowed_as_slice(reference: Node, file: RustFile) -> bool:
    around = file.parent(reference)
    if around is None:
        return False
    if around.type == "for_expression":
        return _is_value(reference, around)
    if around.type == "let_declaration" and _is_value(reference, around):
        annotation = around.child_by_field_name("type")
        return is_slice(annotation) if annotation is not None else _lets_slices(around, file)
    call = file.parent(around) if around.type == "arguments" else None
    if call is None or call.type != "call_expression":
        return False
    wanted = wanted_by(call, argument_index(call, reference), file)
    return wanted is not None and wanted.is_slice
