"""A lock-free structure of one's own in an application: hard to prove, and seldom faster than what exists."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.loops import loop_around
from ...facts.code.rust_file import RustFile
from ...facts.data.lock_free import BUILT_OF
from ...facts.data.schema import facts_by_name
from ...facts.types.expressions import receiver_type
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw

_INSTEAD = facts_by_name(BUILT_OF)
_POINTER = "std::sync::atomic::AtomicPtr"


@rule(
    Severity.SUGGESTION,
    on=calls(*_INSTEAD) + methods("compare_exchange", "compare_exchange_weak"),
    default=False,
)
def hand_rolled_lock_free(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Epochs, left-right maps and loops that exchange pointers, in packages that others do not depend on."""
    if not file.crate.has_binary or file.crate.has_library:
        return
    instead = _INSTEAD.get(call.callee or "")
    if instead is None:
        owner = receiver_type(call.node, file)
        if owner is None or owner.path != _POINTER or loop_around(call.node, file) is None:
            return
        instead = "`crossbeam::queue`, `arc-swap` or a lock"
    what = f"`{call.callee}`" if call.callee in _INSTEAD else f"`AtomicPtr::{call.name}` in a loop"
    yield saw(call, f"{what} builds a lock-free structure by hand: {instead} is proven, and mostly as fast")
