"""Independent futures that are awaited one after the other take the sum of their times instead of the longest."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.awaiting.async_context import future_of
from ...facts.awaiting.await_steps import PARTED, Step, is_part, step_at
from ...facts.awaiting.independence import Asks, asks, independent
from ...facts.awaiting.waits_per_item import is_near
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...facts.running.startup import is_entry, is_startup
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw

_COMMENTS = ("line_comment", "block_comment")


@rule(Severity.WARNING, on=nodes("await_expression"), heat=True)
def sequential_await(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The first of two or more consecutive statements that only read and do not need one another."""
    statement = _statement(call.node, file)
    behind = _beside(statement, file) if statement is not None else None
    if behind is None or b".await" not in file.bytes_of(behind):
        return
    first = _reading(statement, file)
    if first is None or first.call.end_byte > call.node.end_byte:
        return
    before = _reading(_beside(first.statement, file, before=True), file)
    if before is not None and independent(before, first, file):
        return
    run = [first]
    while (following := _reading(_beside(run[-1].statement, file), file)) is not None:
        if not all(independent(step, following, file) for step in run):
            break
        run.append(following)
    if (
        len(run) < 2
        or all(asks(step, file) is not Asks.SURELY for step in run)
        or sum(not is_near(step, file) for step in run) < 2
        or future_of(call.node, file) is None
        or is_entry(call.node, file)
        or is_startup(call.node, file)
    ):
        return
    names = " and ".join(f"`{called_name(step.call, file)}`" for step in run[:2])
    related = tuple(Place(step.statement, "waits for the call above without need") for step in run[1:])
    message = f"{names} do not need one another, yet run one after the other"
    yield saw(first.statement, message, related=related, last=run[-1].statement)


def _reading(statement: Node | None, file: RustFile) -> Step | None:
    """The statement as a step, if it may only read."""
    if statement is None or b".await" not in file.bytes_of(statement):
        return None
    step = file.once("step", statement, lambda: step_at(statement, file))
    found = file.once("asks", statement, lambda: asks(step, file)) if step is not None else Asks.NO
    return step if found is not Asks.NO else None


def _statement(awaited: Node, file: RustFile) -> Node | None:
    """The statement of a block that holds the await, or the field or element of a value."""
    inner = awaited
    for around in file.ancestors(awaited):
        if around.type == "block" or around.type in PARTED:
            return inner
        inner = around
    return None


def _beside(statement: Node, file: RustFile, *, before: bool = False) -> Node | None:
    """The neighbouring statement, over comments; the parts of a value may stand apart."""
    node = statement.prev_named_sibling if before else statement.next_named_sibling
    while node is not None and (node.type in _COMMENTS or (is_part(node) and b".await" not in file.bytes_of(node))):
        node = node.prev_named_sibling if before else node.next_named_sibling
    return node
