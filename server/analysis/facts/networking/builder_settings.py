"""What is set on a builder before it makes something: in its chain, by name, in helpers, and by who gets it back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tree_sitter import Node

from ..code.bindings import uses_of
from ..code.calls import called_name
from ..code.rust_file import RustFile
from ..running.callers import callers_of
from ..types.helpers import functions_called, opened

_DEEPEST = 2
_THROUGH = ("try_expression", "await_expression", "parenthesized_expression")
_AWAY = ("field_initializer", "shorthand_field_initializer", "closure_expression", "async_block", "macro_invocation")
_PLACES = ("return_expression", "function_item")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The names of the settings in question, and the methods that make something of the builder."""

    settings: re.Pattern[bytes]
    ends: frozenset[str]

    def named_in(self, view: RustFile) -> bool:
        """Whether the unit names one of the settings."""
        return self.settings.search(view.unit.text) is not None


@dataclass(slots=True)
class Flow:
    """What becomes of a builder: the calls that make something of it, and whether it gets out of sight before."""

    ends: list[tuple[Node, RustFile]] = field(default_factory=list)
    is_set: bool = False
    is_lost: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether something is made of the builder, and surely nobody sets one of the settings before."""
        return bool(self.ends) and not self.is_set and not self.is_lost


def flow_of(start: Node, wanted: Wanted, file: RustFile) -> Flow:
    """What becomes of the builder that starts there. A function that names a setting sets it, on whatever builder."""
    flow = Flow()
    _follow(start, wanted, flow, file, _DEEPEST)
    return flow


def _follow(start: Node, wanted: Wanted, flow: Flow, file: RustFile, depth: int) -> None:
    """Through a chain to the call that ends it, or to where all of the chain goes."""
    inner = start
    for around in file.ancestors(start):
        if around.type == "call_expression" and inner.type == "field_expression":
            name = called_name(around, file)
            flow.is_set |= wanted.settings.search(name.encode()) is not None
            if name in wanted.ends:
                flow.ends.append((around, file))
                return
        elif around.type != "field_expression" and around.type not in _THROUGH:
            break
        inner = around
    flow.is_set |= wanted.named_in(file)
    if not flow.is_set:
        _go_on(inner, wanted, flow, file, depth)


def _go_on(value: Node, wanted: Wanted, flow: Flow, file: RustFile, depth: int) -> None:
    for around in file.ancestors(value):
        kind = around.type
        if kind == "let_declaration":
            _by_name(around, wanted, flow, file, depth)
        elif kind == "arguments":
            _into(file.parent(around), wanted, flow, file)
        elif kind in _PLACES:
            _back(wanted, flow, file, depth)
        elif kind in _AWAY:
            flow.is_lost = True
        elif kind == "assignment_expression":
            # The name goes on being followed.
            left = around.child_by_field_name("left")
            flow.is_lost |= left is None or left.type != "identifier"
        elif kind != "expression_statement" or not file.bytes_of(around).endswith(b";"):
            continue
        return


def _by_name(let: Node, wanted: Wanted, flow: Flow, file: RustFile, depth: int) -> None:
    pattern, scope = let.child_by_field_name("pattern"), file.parent(let)
    name = next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None) if pattern else None
    if name is None or scope is None:
        flow.is_lost = True
        return
    for use in uses_of(name, scope, file):
        assigned = file.parent(use)
        if assigned is None or assigned.type != "assignment_expression" or assigned.children[0] != use:
            _follow(use, wanted, flow, file, depth)


def _into(call: Node | None, wanted: Wanted, flow: Flow, file: RustFile) -> None:
    """A function of the workspace that is given the builder may set it; what others do is not seen."""
    units = [each for each in functions_called(call, file) if each.node.type == "function_item"] if call else []
    flow.is_set |= any(wanted.named_in(opened(unit, file)) for unit in units)
    flow.is_lost |= not units


def _back(wanted: Wanted, flow: Flow, file: RustFile, depth: int) -> None:
    """The callers have the builder then, if any are seen."""
    calls = callers_of(file) if depth > 0 else None
    flow.is_lost |= not calls
    for call, view in calls or ():
        if call.type == "call_expression":
            _follow(call, wanted, flow, view, depth - 1)


def kept_by_name(start: Node, file: RustFile) -> tuple[Node, str] | None:
    """The `let mut name = ..;` whose whole value the start of a builder is: what follows the start would end there."""
    let = file.parent(start)
    pattern = let.child_by_field_name("pattern") if let is not None and let.type == "let_declaration" else None
    if let is None or pattern is None or pattern.type != "identifier":
        return None
    return let, file.text(pattern)
