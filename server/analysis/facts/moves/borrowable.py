"""Clones that a reference would do for: they are only read, and what they are copies of stays as it is meanwhile."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import Binding
from ..code.calls import called_name, receiver_of
from ..code.places import place_of
from ..code.rust_file import RustFile
from ..code.temporaries import extended_by, temporary_scope
from ..types.looked_at import is_looked_at
from .clones import Clone
from .escapes import fate_of, named_by
from .spent import spent
from .undisturbed import stays
from .value_uses import Does, does


class Borrowable(NamedTuple):
    """How a clone is read: by `reference`, as `receiver` or `argument`, in a `macro`, `compared`, as a `variable`."""

    how: str
    variable: Binding | None = None


def may_be_borrowable(call: Node, file: RustFile) -> bool:
    """Whether a clone is only read as far as its own place tells: most are moved at once, whatever they are of."""
    if named_by(call, file) is None:
        return _how(call, file) is not None
    source = receiver_of(call)
    return source is not None and place_of(source, file) is not None


def borrowable(clone: Clone, file: RustFile) -> Borrowable | None:
    """How a reference could take the place of a clone; None where it could not, or where that is not known.

    What could be moved needs no reference.
    """
    if spent(clone.call, file) is not None:
        return None
    variable = named_by(clone.call, file)
    if variable is not None:
        return Borrowable("variable", variable) if _is_read_copy(clone, variable, file) else None
    how = _how(clone.call, file)
    if how is None:
        return None
    around = extended_by(clone.call, file)
    scope = file.parent(around) if around is not None else _while_it_is_read(clone.call, file)
    return Borrowable(how) if scope is not None and stays(clone.source, scope, file) else None


def _while_it_is_read(call: Node, file: RustFile) -> Node:
    """What runs while a copy without a name is read: a call is over when a `match` takes its result."""
    scope = temporary_scope(call, file)
    inner = call
    for around in file.ancestors(call):
        if around == scope:
            break
        if around.type in ("match_expression", "let_condition"):
            is_handed_on = inner.type in ("await_expression", "call_expression", "try_expression")
            return inner if is_handed_on and _is_argument(call, file) else scope
        inner = around
    return scope


def _is_argument(call: Node, file: RustFile) -> bool:
    reference = file.parent(call)
    around = file.parent(reference) if reference is not None and reference.type == "reference_expression" else reference
    return around is not None and around.type == "arguments"


def _how(call: Node, file: RustFile) -> str | None:
    """What reads a clone that has no name."""
    around = file.parent(call)
    while around is not None and around.type == "parenthesized_expression":
        around = file.parent(around)
    if around is None:
        return None
    if around.type == "arguments":
        return "argument" if called_name(call, file) == "clone" and is_looked_at(call, file) else None
    method = around.child_by_field_name("field")
    if method is not None and file.text(method) == "as_deref":
        # What shows the text of an Option without a copy of it is a matter of its own.
        return None
    how = _READERS.get(around.type)
    return how if how is not None and does(call, file) is Does.READS else None


def _is_read_copy(clone: Clone, variable: Binding, file: RustFile) -> bool:
    """Whether a variable is never more than read, while its source lives on and stays."""
    if place_of(clone.source, file) is None:
        return False
    fate = fate_of(clone.call, file)
    if fate is None or not fate.reads or not fate.is_only_read or len(fate.names) != 1:
        return False
    return stays(clone.source, variable.scope, file)


_READERS = {
    "reference_expression": "reference", "field_expression": "receiver", "macro_invocation": "macro",
    "expression_statement": "macro", "binary_expression": "compared",
}  # fmt: skip
