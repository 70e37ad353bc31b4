"""What a future carries along: locals that are alive at its await points, and the futures that it waits for.

rustc keeps a local in the future if it may be used behind an await point, or if it was borrowed before and is in scope
there. What was moved is gone, and what is boxed lies elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.awaits import awaits_below
from ..code.bindings import uses_of
from ..code.loops import LOOPS
from ..code.nodes import is_move, is_mutable
from ..code.rust_file import RustFile
from ..types.helpers import functions_called, opened
from ..types.large_types import may_be_large
from ..types.layouts import Size
from ..types.returned import is_async
from ..types.value_sizes import size_of_local
from .async_context import future_of
from .lifetimes import Lifetime

_MOVED = re.compile(rb"\basync\s+move\b")
LARGE = 16 * 1024
WORTH_ADDING = 2 * 1024
_DEPTH = 4


class Part(NamedTuple):
    """A local of a future, or another one that it awaits: its size, the await points it is kept over, the future."""

    node: Node
    size: Size
    awaits: tuple[Node, ...]
    future: Node


def local_part(let: Node, file: RustFile, least: int = WORTH_ADDING) -> Part | None:
    """The local of a `let`, if it is of that size and kept in a future."""
    pattern, value = let.child_by_field_name("pattern"), let.child_by_field_name("value")
    if pattern is None or pattern.type != "identifier" or let.parent is None:
        return None
    if future_of(let, file) is None and _MOVED.search(file.unit.text) is None:
        return None
    borrowed = _borrowed_array(value)
    if borrowed is None and not _is_worth_asking(let, file):
        return None
    size = size_of_local(let.child_by_field_name("type") if borrowed is None else None, borrowed or value, file)
    if size is None or size.bytes < least:
        return None
    future, awaits = _kept_over(pattern, let, file, borrowed is not None)
    return Part(pattern, size, awaits, future) if awaits and future is not None else None


def _is_worth_asking(let: Node, file: RustFile) -> bool:
    """Whether the written type, or what makes the value, may be of a large type."""
    value, written = let.child_by_field_name("value"), let.child_by_field_name("type")
    if value is None or value.type in ("array_expression", "tuple_expression", "unsafe_block"):
        return value is not None or written is not None
    head = value.child_by_field_name("function" if value.type == "call_expression" else "name")
    return any(node is not None and may_be_large(node, file) for node in (written, head))


def _borrowed_array(value: Node | None) -> Node | None:
    """The array of `let buffer = &mut [0; N];`, which lives as long as the reference."""
    if value is None or value.type != "reference_expression":
        return None
    inner = value.child_by_field_name("value")
    return inner if is_mutable(value) and inner is not None and inner.type == "array_expression" else None


def _kept_over(name: Node, let: Node, file: RustFile, borrowed: bool) -> tuple[Node | None, tuple[Node, ...]]:
    scope = let.parent
    assert scope is not None
    uses = uses_of(name, scope, file)
    taken = next((block for use in uses if (block := _taken_along(use, let, file)) is not None), None)
    if taken is not None:
        return taken, tuple(awaits_below(taken, file))
    future = future_of(let, file)
    if future is None:
        return None, ()
    # Handing the reference on does not end what it points to.
    alive = Lifetime(scope, b"" if borrowed else file.bytes_of(name), let, file).awaits
    return future, tuple(point for point in alive if borrowed or _is_stored(point, let, uses, file))


def _taken_along(use: Node, let: Node, file: RustFile) -> Node | None:
    """The `async move` block that takes a value from outside along."""
    for around in file.ancestors(use):
        if around.start_byte < let.start_byte:
            return None
        if around.type == "async_block" and is_move(around):
            return around
    return None


def _is_stored(point: Node, let: Node, uses: list[Node], file: RustFile) -> bool:
    """Whether a value in scope at an await point is borrowed before, or used later on or in the next round."""
    loop = next((a for a in file.ancestors(point) if a.type in LOOPS), None)
    again = loop is not None and loop.start_byte > let.start_byte
    for use in uses:
        if use.start_byte >= point.end_byte or _is_borrowed(use, file):
            return True
        if again and loop is not None and loop.start_byte <= use.start_byte < loop.end_byte:
            return True
    return False


def _is_borrowed(use: Node, file: RustFile) -> bool:
    """Whether a use takes a reference: everything but reading an element and handing the value on."""
    around = file.parent(use)
    if around is None:
        return True
    if around.type == "index_expression" and around.named_children[0] == use:
        index, outer = around.named_children[-1], file.parent(around)
        return index.type == "range_expression" or (outer is not None and outer.type == "reference_expression")
    return around.type not in _BY_VALUE


_BY_VALUE = frozenset(
    {"arguments", "let_declaration", "field_initializer", "shorthand_field_initializer", "return_expression",
     "tuple_expression", "array_expression", "assignment_expression"}
)  # fmt: skip


def parameter_part(parameter: Node, file: RustFile) -> Part | None:
    """A parameter of an `async fn` that is handed over by value, if it is large: it is a part from the start."""
    function = file.unit.node
    written, body = parameter.child_by_field_name("type"), function.child_by_field_name("body")
    if written is None or written.type in ("reference_type", "primitive_type", "abstract_type") or body is None:
        return None
    if function.type != "function_item" or not is_async(function):
        return None
    size = size_of_local(written, None, file) if may_be_large(written, file) else None
    if size is None or size.bytes < LARGE:
        return None
    awaits = tuple(awaits_below(body, file))
    return Part(parameter, size, awaits, function) if awaits else None


def parts_at(point: Node, future: Node, file: RustFile, depth: int = 0) -> list[Part]:
    """All parts of some size that a future carries at one of its await points, what it waits for last."""
    found = [part for part in _locals_of(future, file) if point in part.awaits]
    return [*found, *_awaited(point, future, file, depth)]


def _locals_of(future: Node, file: RustFile) -> list[Part]:
    def search() -> list[Part]:
        lets = file.descendants(future, "let_declaration")
        parts = (local_part(let, file) for let in lets if future_of(let, file) == future)
        return [part for part in parts if part is not None]

    return file.once("locals of a future", future, search)


def _awaited(point: Node, future: Node, file: RustFile, depth: int) -> Iterator[Part]:
    """The future of a function of the workspace, which lies in the one that awaits it; a box ends that."""
    call = point.named_children[0] if point.type == "await_expression" and point.named_children else None
    if call is None or call.type != "call_expression" or depth > _DEPTH:
        return
    units = [unit for unit in functions_called(call, file) if unit.node.type == "function_item"]
    if len(units) == 1 and is_async(units[0].node) and units[0].node != file.unit.node:
        size = size_of_future(opened(units[0], file), depth + 1)
        # One that is large by itself is told of where it is written.
        if WORTH_ADDING <= size < LARGE:
            yield Part(call, Size(size, exact=False), (point,), future)


def size_of_future(view: RustFile, depth: int = 0) -> int:
    """The least that the future of an `async fn` takes."""
    key = ("size of a future", view.path, view.unit.node.id)
    memo = view.names.memo
    if key not in memo:
        memo[key] = 0
        function = view.unit.node
        points = awaits_below(function, view)
        sums = (sum(part.size.bytes for part in parts_at(point, function, view, depth)) for point in points)
        memo[key] = max(sums, default=0)
    found: int = memo[key]
    return found
