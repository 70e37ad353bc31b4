"""Where a value of a function goes: what reads it, what changes it, and what takes it away.

The value is that of an expression: a temporary, or what a `let` gives a name to, which is then followed through its
uses and through further `let`s that take it over.

- `fate_of(value, file)` lists the uses. None where one of them cannot be told: the value may go anywhere.
- `later_uses(place, binding, file)` goes by the flow: in a loop, what stands above comes later, too, and what stands in
  another branch does not.

What is borrowed does not leave: the compiler sees to it that no reference outlives the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import Binding, let_of, names_in
from ..code.nodes import lies_in
from ..code.reach import may_follow
from ..code.rust_file import RustFile, expression
from .value_uses import Does, Use, does, places_of, use_at, uses

_DEPTH = 4


class Fate(NamedTuple):
    """The uses of a value, each in text order.

    `names` are the variables that it has been in, first to last; none for a temporary.
    """

    reads: tuple[Use, ...]
    changes: tuple[Use, ...]
    moves: tuple[Use, ...]
    names: tuple[Binding, ...] = ()

    @property
    def is_only_read(self) -> bool:
        """Whether nobody needs more of the value than a `&` of it."""
        return not self.changes and not self.moves


def fate_of(value: Node, file: RustFile) -> Fate | None:
    """What becomes of the value that an expression gives; None when one of its uses cannot be told."""
    return file.once("fate", value, lambda: _fate(value, file, _DEPTH))


def _fate(value: Node, file: RustFile, depth: int) -> Fate | None:
    binding = named_by(value, file)
    if binding is None:
        use = Use(value, does(value, file))
        return _sorted((use,)) if use.does is not None else None
    return fate_of_binding(binding, file, depth)


def fate_of_binding(binding: Binding, file: RustFile, depth: int = _DEPTH) -> Fate | None:
    """What becomes of the value of a variable."""
    found = uses(binding, file)
    if any(use.does is None for use in found):
        return None
    own, moves = _sorted(found), list[Use]()
    names: tuple[Binding, ...] = (binding,)
    for use in own.moves:
        next_name = named_by(use.node, file) if use.captured is None and depth else None
        further = fate_of_binding(next_name, file, depth - 1) if next_name is not None else None
        if next_name is None:
            moves.append(use)
        elif further is None:
            return None
        else:
            own = Fate(own.reads + further.reads, own.changes + further.changes, own.moves)
            moves += further.moves
            names += further.names
    return Fate(own.reads, own.changes, tuple(moves), names)


def _sorted(found: tuple[Use, ...]) -> Fate:
    reads, changes, moves = (
        tuple(u for u in found if u.does is each) for each in (Does.READS, Does.CHANGES, Does.MOVES)
    )
    return Fate(reads, changes, moves)


def named_by(value: Node, file: RustFile) -> Binding | None:
    """The variable that a `let` makes of the whole value of an expression."""
    let = let_of(value, file)
    written = let.child_by_field_name("value") if let is not None else None
    if let is None or written is None or expression(written) != expression(value):
        return None
    return _variable(let, file)


def _variable(let: Node, file: RustFile) -> Binding | None:
    pattern, block = let.child_by_field_name("pattern"), file.parent(let)
    if pattern is None or block is None or let.child_by_field_name("alternative") is not None:
        return None
    names = list(names_in(pattern, file))
    if len(names) != 1 or pattern.type != "identifier":
        return None
    annotation = let.child_by_field_name("type")
    return Binding("let", names[0], pattern, annotation, let.child_by_field_name("value"), block)


def later_uses(place: Node, binding: Binding, file: RustFile) -> Iterator[Use]:
    """The uses of a variable that may come after a place, in this round of a loop or in the next."""
    for node in places_of(binding, file):
        if not lies_in(node, place) and may_follow(place, node, binding.scope, file):
            yield use_at(node, binding, file)
