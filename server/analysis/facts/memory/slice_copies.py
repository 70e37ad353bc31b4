"""Loops that copy one slice into another, element by element."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..awaiting.plain_values import root_of
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile, expression
from ..code.type_model import VEC, Type, element_of, peeled
from ..types.expressions import type_of

_SLICES = frozenset({"[]", VEC})
_OFFSETS = ("integer_literal", "identifier", "scoped_identifier")
_PLACES = ("identifier", "self", "field_expression", "index_expression", "unary_expression", "parenthesized_expression")


class Side(NamedTuple):
    """`place[i + offset]`; `offset` is None where the variable stands alone, `sign` is `+` or `-`.

    `known` tells a place that is seen to be a slice from one of which the type is not known.
    """

    place: Node
    offset: Node | None
    sign: str
    counted: bool
    known: bool


class Copied(NamedTuple):
    """`to[..] = from[..]`, or the same with `.clone()`."""

    to: Side
    source: Side
    cloned: bool


class SliceCopy(NamedTuple):
    """`for i in start..end { to[i] = from[i]; .. }`."""

    loop: Node
    start: Node
    end: Node
    inclusive: bool
    copies: tuple[Copied, ...]


def slice_copy_of(loop: Node, file: RustFile) -> SliceCopy | None:
    """What a `for` copies, if it does nothing else."""
    pattern, iterated, body = (loop.child_by_field_name(name) for name in ("pattern", "value", "body"))
    if pattern is None or iterated is None or body is None or pattern.type not in ("identifier", "mut_pattern"):
        return None
    bounds = expression(iterated)
    if bounds.type != "range_expression" or len(bounds.named_children) != 2:
        return None
    statements = [expression(node) for node in body.named_children if not node.type.endswith("_comment")]
    if any(s.type not in ("assignment_expression", "compound_assignment_expr") for s in statements):
        return None
    variable = file.text(pattern).removeprefix("mut ").strip()
    counters = _counters(statements, loop, file)
    if counters is None:
        return None
    assignments = statements[: len(statements) - len(counters)]
    copies = [_copied(each, variable, counters, file) for each in assignments]
    known = tuple(each for each in copies if each is not None)
    if not known or len(known) != len(copies):
        return None
    inclusive = any(child.type == "..=" for child in bounds.children)
    return SliceCopy(loop, bounds.named_children[0], bounds.named_children[1], inclusive, known)


def _counters(statements: list[Node], loop: Node, file: RustFile) -> frozenset[str] | None:
    """The variables that the last statements count up by one, from what a `let` before the loop gave them."""
    found: set[str] = set()
    for statement in reversed(statements):
        if statement.type != "compound_assignment_expr":
            break
        left, right = statement.child_by_field_name("left"), statement.child_by_field_name("right")
        binding = binding_of(left, file) if left is not None and left.type == "identifier" else None
        is_one = right is not None and file.text(right) == "1" and b"+=" in file.bytes_of(statement)
        if left is None or not is_one or binding is None or binding.kind != "let":
            return None
        if not _is_fresh(binding.pattern, loop, file):
            return None
        found.add(file.text(left))
    return None if any(s.type == "compound_assignment_expr" for s in statements[: len(statements) - len(found)]) else (
        frozenset(found)
    )  # fmt: skip


def _is_fresh(pattern: Node, loop: Node, file: RustFile) -> bool:
    """Whether a variable is declared in the same block as the loop, and not said in between."""
    word = file.bytes_of(pattern).removeprefix(b"mut ").strip()
    let = next((a for a in file.ancestors(pattern) if a.type == "let_declaration"), None)
    statement = loop.parent if loop.parent is not None and loop.parent.type == "expression_statement" else loop
    if let is None or let.parent != statement.parent:
        return False
    between = file.data[let.end_byte : loop.start_byte]
    return word not in between


def _copied(assignment: Node, variable: str, counters: frozenset[str], file: RustFile) -> Copied | None:
    left, right = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
    if left is None or right is None:
        return None
    value = expression(right)
    cloned = value.type == "call_expression" and called_name(value, file) == "clone"
    taken = receiver_of(value) if cloned else value
    to = _side(expression(left), variable, counters, file)
    source = _side(expression(taken), variable, counters, file) if taken is not None else None
    if to is None or source is None or not _are_two(to.place, source.place, file):
        return None
    if not (to.known or source.known):
        return None
    return Copied(to, source, cloned)


def _side(node: Node, variable: str, counters: frozenset[str], file: RustFile) -> Side | None:
    if node.type != "index_expression" or len(node.named_children) != 2:
        return None
    place, index = node.named_children[0], expression(node.named_children[1])
    moving = {variable, *counters}
    held = peeled(_held(place, file))
    if place.type not in _PLACES or _says(place, moving, file):
        return None
    if not (_is_made_here(place, file) if held is None else held.path in _SLICES):
        return None
    if index.type == "identifier" and file.text(index) in moving:
        return Side(place, None, "+", file.text(index) in counters, held is not None)
    left, right = index.child_by_field_name("left"), index.child_by_field_name("right")
    if index.type != "binary_expression" or left is None or right is None:
        return None
    sign = index.children[1].type
    if sign == "+" and file.text(right) in moving:
        left, right = right, left
    if sign not in ("+", "-") or file.text(left) not in moving or right.type not in _OFFSETS:
        return None
    if file.text(right) in moving:
        return None
    return Side(place, right, sign, file.text(left) in counters, held is not None)


def _says(place: Node, words: set[str], file: RustFile) -> bool:
    return any(file.text(name) in words for name in [place, *file.descendants(place, "identifier")])


def _is_made_here(place: Node, file: RustFile) -> bool:
    """Whether a place of an unknown type is a variable that no type is written for: mostly it is a slice."""
    binding = binding_of(place, file) if place.type == "identifier" else None
    return binding is not None and binding.kind == "let" and binding.annotation is None


def _held(place: Node, file: RustFile) -> Type | None:
    """The type of a place, through `rows[0]` and `row[4..]` as well."""
    if place.type != "index_expression" or len(place.named_children) != 2:
        return type_of(place, file)
    base, index = place.named_children
    held = _held(base, file)
    return held if expression(index).type == "range_expression" else element_of(held)


def _are_two(to: Node, source: Node, file: RustFile) -> bool:
    return file.text(_root(to)) != file.text(_root(source))


def _root(place: Node) -> Node:
    while True:
        inner = root_of(place)
        if inner.type in ("index_expression", "unary_expression"):
            inner = inner.named_children[0]
        if inner == place:
            return place
        place = inner
