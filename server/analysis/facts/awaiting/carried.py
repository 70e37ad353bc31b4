"""Whether the rounds of a loop need one another: what one leaves for the next, and whether one may be the last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..code.awaits import is_other_future
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.loops import LOOPS
from ..code.nodes import is_mutable, says_mut
from ..code.rust_file import RustFile, expression
from ..data.verbs import PEEKS

_FAILS = re.compile(rb"return\s+(Some\(\s*)?(Err\b|Self::Err\b|\w*[Ee]rror|.*\.into\(\)\)?$)|.*\bErr\(", re.DOTALL)
_YIELDS = re.compile(rb"(?:[;{}]|=>)\s*yield\b")
_ASSIGNS = ("assignment_expression", "compound_assignment_expr")
_PLACES = frozenset({"field_expression", "index_expression", "parenthesized_expression", "unary_expression"})


def ends_early(body: Node, file: RustFile) -> bool:
    """Whether a round may be the last without an error: by `break`, by a `return` of a result, or where it yields."""
    if _YIELDS.search(file.bytes_of(body)):
        return True
    for jump in file.descendants(body, "break_expression", "return_expression"):
        if _owner(jump, body, file) is not None:
            continue
        if jump.type == "break_expression" or not _FAILS.match(file.bytes_of(jump)):
            return True
    return False


def _owner(jump: Node, body: Node, file: RustFile) -> Node | None:
    """The inner loop that a `break` ends, or the closure or async block that a `return` leaves."""
    for around in file.ancestors(jump):
        if around == body:
            return None
        if is_other_future(around, file):
            return around
        if around.type in LOOPS and jump.type == "break_expression" and b"'" not in file.bytes_of(jump)[:12]:
            return around
    return None


def changed_and_read(loop: Node, body: Node, file: RustFile) -> bool:
    """Whether a variable from outside of the loop is changed in its rounds and read there, too.

    What only collects, as in `found.push(x)` or `sum += x`, is no such variable.
    """
    changed = {binding for name in _changed(body, file) if (binding := _outside(name, loop, file)) is not None}
    if not changed:
        return False
    taken = _root(_taken_from(loop))
    if taken is not None and _outside(taken, loop, file) in changed:
        return True
    return any(
        not _collects(name, file)
        for name in file.descendants(body, "identifier", "self")
        if file.bytes_of(name) in {word for word, _ in changed} and _outside(name, loop, file) in changed
    )


def _taken_from(loop: Node) -> Node | None:
    """What `while let Some(x) = work.pop()` takes its items from."""
    condition = loop.child_by_field_name("condition")
    return condition.child_by_field_name("value") if condition is not None else None


def _outside(name: Node, loop: Node, file: RustFile) -> tuple[bytes, int] | None:
    """A variable that lives longer than a round, by its name and where it is declared."""
    if name.type == "self":
        return b"self", 0
    binding = binding_of(name, file)
    if binding is None or loop.start_byte <= binding.name.start_byte:
        return None
    return file.bytes_of(name), binding.name.start_byte


def _changed(body: Node, file: RustFile) -> Iterator[Node]:
    """The names that are assigned to, borrowed mutably, or that a method which may change them is called on."""
    for assignment in file.descendants(body, *_ASSIGNS):
        left = assignment.child_by_field_name("left")
        yield from (name for name in (_root(left),) if name is not None)
    for reference in file.descendants(body, "reference_expression"):
        if is_mutable(reference):
            yield from (name for name in (_root(reference.child_by_field_name("value")),) if name is not None)
    for call in file.descendants(body, "call_expression"):
        root = _root(receiver_of(call))
        if root is not None and called_name(call, file) not in PEEKS and _is_declared_mutable(root, file):
            yield root


def _is_declared_mutable(name: Node, file: RustFile) -> bool:
    binding = binding_of(name, file)
    if binding is None:
        return False
    if binding.annotation is not None and says_mut(file.bytes_of(binding.annotation)):
        return True
    around = binding.pattern.parent
    return around is not None and is_mutable(around)


def _root(place: Node | None) -> Node | None:
    """The variable that a place or a chain of methods begins with."""
    while place is not None:
        place = expression(place)
        if place.type in ("identifier", "self"):
            return place
        if place.type == "call_expression":
            place = receiver_of(place)
        elif place.type == "field_expression":
            place = place.child_by_field_name("value")
        elif place.type in _PLACES:
            place = place.named_child(0)
        else:
            return None
    return None


def _collects(name: Node, file: RustFile) -> bool:
    """Whether the name begins a statement that only adds to it, and nothing asks for a result."""
    inner = name
    for around in file.ancestors(name):
        if around.type in _ASSIGNS:
            return around.child_by_field_name("left") == inner and around.type != "assignment_expression"
        if around.type == "expression_statement":
            return inner.type == "call_expression"
        if around.type not in _PLACES and not (around.type == "call_expression" and _root(around) == name):
            return around.type in ("match_arm", "block") and inner.type == "call_expression"
        inner = around
    return False
