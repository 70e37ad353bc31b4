"""Rounds of a loop that do not need one another take the sum of their waits, each as long as a round trip."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.awaiting.round_awaits import waits_in_turn
from ...facts.code.calls import called_name
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Place, Sighting, nodes, rule, saw


@rule(Severity.SUGGESTION, on=nodes("for_expression", "while_expression"), needs=b".await")
def await_in_loop(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Loops over what is there already whose rounds each ask something about their item."""
    step = waits_in_turn(call.node, file)
    if step is not None:
        message = f"`{called_name(step.call, file)}` is awaited for one item after the other; no round needs another"
        head = call.node.child_by_field_name("pattern") or call.node.child_by_field_name("condition") or call.node
        yield saw(step.statement, message, related=(Place(head, "the rounds could wait together"),), loop=call.node)
