"""A job of rayon's pool that waits for the pool while it holds a lock, or without the pool's knowing, hangs it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.blocking.pool_waits import waits_for_pool
from ...facts.blocking.thread_pool import way_to_pool
from ...facts.code.rust_file import RustFile
from ...facts.data.schema import last_names, names_of
from ...facts.data.thread_pools import BLOCKS, FORKS, STARTS
from ...facts.locking.guards_over import guards_over
from ...facts.running.callers import function_name
from ...finding import Severity
from ...rule import Call, Place, Sighting, calls, methods, rule, saw

_STARTS = last_names(STARTS)


@rule(Severity.CRITICAL, on=methods(*_STARTS, *last_names(BLOCKS)) + calls(*names_of(FORKS)))
def nested_rayon(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Parallel calls of jobs that hold a lock, and waits of jobs for other jobs; through functions as well."""
    if not file.crate.uses("rayon"):
        return
    if call.receiver is not None and call.name not in _STARTS:
        if waits_for_pool(call.node, file):
            message = f"`{call.name}` keeps a thread of the pool while it waits for another job: that may never get one"
            yield saw(call, message)
        return
    for place, view in way_to_pool(call.node, file):
        guard = next(guards_over(place, view), None)
        if guard is None:
            continue
        here = view.unit.node == file.unit.node
        where = "" if here else f" in `{function_name(view)}`"
        message = (
            f"`{call.name}` waits while `{view.text(guard.call)}` is held{where}: meanwhile the thread runs other jobs,"
            " and hangs in one that wants the lock"
        )
        related = (Place(guard.call, "the lock"),) if here else ()
        yield saw(call, message, related=related)
        return
