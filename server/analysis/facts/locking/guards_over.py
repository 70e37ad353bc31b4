"""The guards that are alive where a piece of code stands."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..code.bindings import names_in, uses_of
from ..code.rust_file import RustFile
from .guards import Guard, guard_taken, methods_taking
from .held import is_dropped

_TAKING = frozenset(methods_taking(blocking=True))
_KEEPING = frozenset({"match_expression", "for_expression", "if_expression", "while_expression"})


def guards_over(node: Node, file: RustFile) -> Iterator[Guard]:
    """Blocking locks that are held at a node by the function or closure that it stands in."""
    for call in _calls_in(node, file):
        if (guard := _taken(call, file)) is not None:
            yield guard
    inner = node
    for around in file.ancestors(node):
        if around.type in ("closure_expression", "async_block", "function_item"):
            return
        if around.type == "block":
            yield from _bound_before(inner, around, file)
        elif around.type in _KEEPING:
            yield from _in_head(inner, around, file)
        inner = around


def _taken(call: Node, file: RustFile) -> Guard | None:
    function = call.child_by_field_name("function")
    method = function.child_by_field_name("field") if function is not None else None
    if method is None or file.text(method) not in _TAKING:
        return None
    guard = guard_taken(call, file)
    known = guard.type if guard is not None else None
    return guard if guard is not None and guard.blocking and (known is None or known.family != "RefCell") else None


def _bound_before(inner: Node, block: Node, file: RustFile) -> Iterator[Guard]:
    """Guards with a name, not dropped before the statement."""
    for statement in block.named_children:
        if statement.start_byte >= inner.start_byte:
            return
        value, pattern = statement.child_by_field_name("value"), statement.child_by_field_name("pattern")
        if statement.type != "let_declaration" or value is None or pattern is None:
            continue
        names = list(names_in(pattern, file))
        for call in _calls_in(value, file):
            guard = _taken(call, file)
            if guard is None or guard.value != value or len(names) != 1:
                continue
            gone = (use for use in uses_of(names[0], block, file) if is_dropped(use, file))
            if all(use.start_byte > inner.start_byte for use in gone):
                yield guard


def _in_head(inner: Node, around: Node, file: RustFile) -> Iterator[Guard]:
    """Guards that a `match`, `for` or `if let` keeps to its end."""
    head = around.child_by_field_name("value")
    if around.type in ("if_expression", "while_expression"):
        condition = around.child_by_field_name("condition")
        head = condition.child_by_field_name("value") if condition is not None else None
        if condition is None or condition.type != "let_condition":
            return
    if head is None or head.start_byte <= inner.start_byte < head.end_byte:
        return
    for call in _calls_in(head, file):
        guard = _taken(call, file)
        if guard is not None:
            yield guard


def _calls_in(node: Node, file: RustFile) -> Iterator[Node]:
    if node.type == "call_expression":
        yield node
    for call in file.descendants(node, "call_expression"):
        if not _is_later(call, node, file):
            yield call


def _is_later(call: Node, whole: Node, file: RustFile) -> bool:
    """Whether a closure or future within runs the call."""
    for around in file.ancestors(call):
        if around == whole:
            return False
        if around.type in ("closure_expression", "async_block"):
            return True
    return False
