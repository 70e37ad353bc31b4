"""Whether there is a choice between a channel with a bound and one without: then whoever chose is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.declared import name_of
from ..code.rust_file import RustFile


def is_chosen(call: Node, file: RustFile) -> bool:
    """Whether the function has a bounded twin, or makes a bounded channel as well: its callers choose."""
    return _has_bounded_twin(file) or any(
        _BOUNDED_TWIN.search(file.bytes_of(branch)) for branch in _other_branches(call, file)
    )


def _has_bounded_twin(file: RustFile) -> bool:
    """Whether `channel` or `bounded_channel` stands beside a function that is called `unbounded_channel`."""
    function = file.unit.node.child_by_field_name("name") if file.unit.node.type == "function_item" else None
    name = file.text(function) if function is not None else ""
    if "unbounded" not in name:
        return False
    swaps = (("unbounded", "bounded"), ("unbounded_", ""), ("_unbounded", ""))
    twins = {name.replace(*swap) for swap in swaps} - {name}
    beside = (unit for twin in twins for unit in file.names.mentioning(f"fn {twin}"))
    return any(unit.node.type == "function_item" and name_of(unit) in twins for unit in beside)


# Channels of other kinds have a `channel(n)` of their own and decide nothing.
_BOUNDED_TWIN = re.compile(
    rb"(?<!\w)(?<!broadcast::)(?<!watch::)(?:sync_channel|(?:mpsc::)?channel|bounded(?:_async|_channel)?)(?:::<[^>]*>)?\(\s*[^)\s]"
)


def _other_branches(call: Node, file: RustFile) -> Iterator[Node]:
    """The arms and branches that run instead of the one with the call."""
    for around in file.ancestors(call):
        if around.type == "match_block":
            yield from (arm for arm in around.named_children if not arm.start_byte <= call.start_byte < arm.end_byte)
        elif around.type == "if_expression":
            sides = (around.child_by_field_name("consequence"), around.child_by_field_name("alternative"))
            yield from (s for s in sides if s is not None and not s.start_byte <= call.start_byte < s.end_byte)
        elif around.type in ("closure_expression", "async_block", "function_item"):
            return
