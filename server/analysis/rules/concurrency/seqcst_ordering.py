"""`Ordering::SeqCst` where a weaker order says what the code relies on, and costs less."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.paths import canonical
from ...facts.code.rust_file import RustFile
from ...facts.locking.atomics import (
    SEQCST,
    Operation,
    counts_only,
    is_in_pair,
    is_sequential,
    is_store_load_pair,
    operation_of,
    operations_on,
)
from ...finding import Severity
from ...rule import Call, Sighting, Trigger, rule, saw

_ARGUED = re.compile(
    rb"//(?![^\n]*rust-perf:)[^\n]*?(?i:seq_?cst(?!-ordering)|sequential(ly)? (consist|order)|total order"
    rb"|store[-/ ]load|dekker|memory order|strong(er|est)? order|happens[- ]before|synchroni[sz]es[- ]with)"
    rb"|//(?![^\n]*rust-perf:)[^\n]*(AcqRel|`Acquire|`Release|Acquire/Release|Release/Acquire)"
    rb"|\bfence\s*\("
)


@rule(Severity.WARNING, on=(Trigger("path", "SeqCst"),))
def seqcst_ordering(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Operations that take the order, once each, unless they may need it."""
    operation = operation_of(call.node, file)
    if operation is None or operation.is_ordered_read or not _is_atomic_order(call, file):
        return
    strict = [node for node in operation.orderings if is_sequential(node, file)]
    if (
        not strict
        or call.node != strict[0]
        or _ARGUED.search(file.unit.text)
        or _argued_at_declaration(operation, file)
    ):
        return
    operations = operations_on(operation.atomic, file)
    lone = operations is not None and counts_only(operations)
    if is_store_load_pair(operation, file) or (not lone and is_in_pair(operations or [], file)):
        return
    places = [operation.orderings.index(node) for node in strict]
    first, *rest = (_fitting(operation, place, lone) for place in places)
    second = strict[1] if rest else None
    data = {"first": first, "second": rest[0] if rest else ""}
    yield saw(call, _message(operation, first, *rest), first=strict[0], second=second, data=data)


def _is_atomic_order(call: Call, file: RustFile) -> bool:
    """The std path, or a name that a crate's own module of atomics re-exports."""
    path = canonical(call.node, file)
    return path == SEQCST or path is None or path.endswith("Ordering::SeqCst")


def _fitting(operation: Operation, index: int, lone: bool) -> str:
    if lone:
        return "Relaxed"
    if not operation.writes:
        return "Acquire"
    if not operation.reads:
        return "Release"
    return "AcqRel" if index == 0 else "Acquire"


def _message(operation: Operation, first: str, second: str = "") -> str:
    name = f"`{operation.atomic}`" if not operation.atomic.isdigit() else "this atomic"
    if first == "Relaxed":
        return f"`SeqCst` on the lone counter {name}: `Relaxed` fits, its value guards no other data"
    if first == "Acquire":
        return f"`SeqCst` on a load of {name}: `Acquire` fits, it sees what the store published"
    if first == "Release":
        return f"`SeqCst` on a store to {name}: `Release` fits, it publishes what was written before"
    failure = f" (and `{second}` when it fails)" if second else ""
    return f"`SeqCst` on a read-modify-write of {name}: `AcqRel`{failure} fits, it orders readers and writers"


def _argued_at_declaration(operation: Operation, file: RustFile) -> bool:
    kinds = ("static_item", "struct_item", "const_item")
    return any(
        unit.node.type in kinds and _ARGUED.search(unit.text) is not None
        for unit in (file.names.mentioning(operation.atomic) if not operation.atomic.isdigit() else ())
    )
