"""A collection is allocated and filled only to ask for what the iterator could have told itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.calls import method_name
from ...facts.code.rust_file import RustFile
from ...facts.memory.collecting import needless_use
from ...finding import Severity
from ...rule import Call, Place, Sighting, methods, rule, saw

_INSTEAD = {
    "len": "`count` would count the items",
    "is_empty": "`next` would tell whether there is an item",
    "contains": "`any` would stop at the first that fits",
    "into_iter": "the iterator itself could go on",
    "handed": "the iterator itself would be taken as well",
}
_AROUND = frozenset({"field_expression", "let_declaration", "arguments", "for_expression"})


@rule(Severity.WARNING, on=methods("collect"), heat=True)
def needless_collect(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`collect` whose result is asked for its length, an element or its items, and for nothing else."""
    around = file.parent(call.node)
    if around is None or around.type not in _AROUND or call.receiver is None or call.arguments:
        return
    found = needless_use(call.node, call.receiver, file)
    if found is None:
        return
    yield saw(
        method_name(call.node) or call.node,
        f"this collection is only a detour: {_INSTEAD[found.how]}",
        related=(Place(found.use, "all that is asked of it"),) if found.let is not None else (),
        items=call.receiver,
        collected=call.node,
        use=found.use,
        let=found.let,
        data={"how": found.how},
    )
