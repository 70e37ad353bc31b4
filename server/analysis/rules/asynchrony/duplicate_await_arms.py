"""Arms that await the same callee with other arguments cost the future one identical suspend state an arm."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.awaiting.async_context import future_of
from ...facts.awaiting.await_arms import Arm, arguments, arms_of, callee_of, is_bound_in, types_agree
from ...facts.code.calls import called_name, receiver_of
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw

_RARE = 3
"""Two equal arms of a long table are no more than a coincidence: one in so many arms must be of the group."""


@rule(Severity.SUGGESTION, on=nodes("match_expression", "if_expression"), needs=b".await")
def duplicate_await_arms(call: Call, file: RustFile) -> Iterator[Sighting]:
    """The largest group of arms that await one callee, if it has two or more."""
    branching = call.node
    if (
        file.bytes_of(branching).count(b".await") < 2
        or _is_else_if(branching, file)
        or future_of(branching, file) is None
    ):
        return
    arms = arms_of(branching, file)
    groups: dict[str, list[Node]] = {}
    for arm in arms:
        key = _key(arm, branching, file)
        if arm.call is not None and key is not None:
            groups.setdefault(key, []).append(arm.call)
    for calls in groups.values():
        same = [other for other in calls if types_agree(calls[0], other, branching, file)]
        if len(same) < 2 or len(same) * _RARE < len(arms):
            continue
        name = called_name(same[0], file)
        message = f"{len(same)} arms await `{name}`: each costs a suspend state of its own"
        related = tuple(Place(other, f"`{name}` is awaited here") for other in same)
        yield saw(branching, message, related=related)
        return


def _is_else_if(branching: Node, file: RustFile) -> bool:
    parent = file.parent(branching)
    return parent is not None and parent.type == "else_clause"


def _key(arm: Arm, branching: Node, file: RustFile) -> str | None:
    if arm.call is None or not arguments(arm.call):
        return None
    receiver = receiver_of(arm.call)
    if receiver is not None and is_bound_in(receiver, branching, file):
        return None
    return callee_of(arm.call, file)
