"""A lock taken for writing that is only read through: readers wait for one another without need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.code.comments import argues
from ...facts.code.rust_file import RustFile
from ...facts.locking.guards import Guard, guard_taken
from ...facts.locking.read_guards import is_only_read
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_READING = {
    "write": "read",
    "write_owned": "read_owned",
    "write_arc": "read_arc",
    "write_blocking": "read_blocking",
    "blocking_write": "blocking_read",
}
_ARGUED = re.compile(
    r"(?i)\b(exclusive\w*|exclu(de|sion)|prevent\w*|block(s|ed|ing)?|no(body| one| other)|serializ\w*|rac(e|es|y)"
    r"|atomic\w*|concurrent\w*|write lock|while we|must not|only one|one at a time|(holding|hold|keep) the)\b"
)


@rule(Severity.WARNING, on=methods(*_READING), heat=True)
def readonly_write_lock(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Write guards of read-write locks through which nothing is written."""
    if call.arguments:
        return
    guard = guard_taken(call.node, file)
    if guard is None or not _is_of_rwlock(guard, file) or not is_only_read(guard, file):
        return
    if argues(call.node, file, _ARGUED):
        return
    reading = _READING[call.name]
    message = f"nothing is written through this guard: `{reading}()` lets other readers in at the same time"
    function = call.node.child_by_field_name("function")
    method = function.child_by_field_name("field") if function is not None else None
    yield saw(call, message, data={"reading": reading}, method=method)


def _is_of_rwlock(guard: Guard, file: RustFile) -> bool:
    """A lock of an unknown type is one where the file says so: other things have a `write()` too."""
    if guard.kind is not None:
        return guard.kind.endswith("::RwLock")
    return bool(file.names.mentioning("RwLock"))
