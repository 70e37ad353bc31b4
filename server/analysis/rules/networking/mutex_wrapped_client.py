"""A lock around a client that is a handle already makes requests wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.locking.locked_clients import declared_as, handle_in, is_replaced
from ...finding import Severity
from ...rule import Call, Sighting, rule, saw, types


@rule(Severity.WARNING, on=types("Mutex", "RwLock", "FairMutex"))
def mutex_wrapped_client(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Fields and statics with such a lock, in which nobody puts another client."""
    what = handle_in(call.node, file)
    declared = declared_as(call.node, file) if what is not None else None
    if what is None or declared is None or is_replaced(declared.lock, file):
        return
    message = f"{what} is shared by cloning it: behind this lock requests wait for each other"
    yield saw(call, message, written=declared.written, data={"name": declared.lock.name})
