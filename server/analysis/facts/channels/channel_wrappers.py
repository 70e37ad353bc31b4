"""Functions of the workspace that make an unbounded channel for whoever asks them for one."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import callee_path, receiver_of
from ..code.rust_file import RustFile
from ..data.channels import UNBOUNDED
from ..data.schema import names_of
from ..types.helpers import functions_called, opened
from .channel_choice import is_chosen

_CONSTRUCTORS = names_of(UNBOUNDED)

# How such functions are called where there is a bounded one beside them.
WRAPPER_NAMES: tuple[str, ...] = (
    "unbounded",
    "unbounded_channel",
    "unbounded_async",
    "unbounded_blocking",
    "channel_unbounded",
    "make_unbounded",
    "metered_unbounded",
    "metered_unbounded_channel",
    "monitored_unbounded_channel",
    "mpsc_unbounded",
    "new_unbounded",
    "new_unbounded_channel",
    "create_unbounded_channel",
    "tracing_unbounded",
    "traced_unbounded_channel",
    "unbounded_with_metrics",
    "unbounded_named",
)


def is_wrapper_called(call: Node, file: RustFile) -> bool:
    """Whether a call is for an unbounded channel where there are bounded ones: this caller chose.

    A function that stands alone is told of itself, once for all who call it.
    """
    if receiver_of(call) is not None:
        return False
    views = [opened(unit, file) for unit in functions_called(call, file)]
    return any(_makes_one(view) for view in views)


def _makes_one(view: RustFile) -> bool:
    if b"unbounded" not in view.unit.text and b"channel()" not in view.unit.text:
        return False
    made = (
        call for call in view.descendants(view.unit.node, "call_expression") if callee_path(call, view) in _CONSTRUCTORS
    )
    return any(is_chosen(call, view) for call in made)
