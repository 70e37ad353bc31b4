"""What runs on rayon's pool: closures that are handed to it, and functions that such closures call."""

from __future__ import annotations

import enum

from tree_sitter import Node

from ..code.calls import called_name, callee_path, outward, receiver_of, receivers
from ..code.rust_file import RustFile
from ..code.type_model import peeled
from ..data.method_names import INLINE_METHODS, PARALLEL
from ..data.schema import last_names, names_of
from ..data.thread_pools import FORKS, SPAWNS
from ..running.callers import callers_of
from ..types.expressions import type_of

_FORKS = frozenset(names_of(FORKS))
_SPAWNS = frozenset(names_of(SPAWNS))
_SPAWN_NAMES = last_names(SPAWNS)
_DEPTH = 3


class Job(enum.Enum):
    """How a piece of code came to the pool."""

    ITEM = "each item of a parallel iterator"
    FORK = "a part of a join or scope"
    SPAWNED = "a spawned job"


def job_around(node: Node, file: RustFile) -> Job | None:
    """The job of the pool that a node belongs to by the closures around it."""
    return _way_out(node, file)[0]


def _way_out(node: Node, file: RustFile) -> tuple[Job | None, bool]:
    """The job of the pool around a node, and whether somebody else may run the node than who calls the function."""
    for around in file.ancestors(node):
        if around.type == "async_block":
            return None, True
        if around.type == "closure_expression":
            taker = outward(around, file)
            if taker is None or taker.type != "call_expression":
                return None, True
            job = _job_of(taker, file)
            if job is not None or called_name(taker, file) not in INLINE_METHODS:
                return job, True
    return None, False


def _job_of(call: Node, file: RustFile) -> Job | None:
    """What the closures that a call is given are to the pool."""
    receiver, name = receiver_of(call), called_name(call, file)
    if receiver is None:
        path = callee_path(call, file)
        return Job.FORK if path in _FORKS else Job.SPAWNED if path in _SPAWNS else None
    if any(called_name(link, file).startswith(PARALLEL) for link in receivers(receiver)):
        return Job.ITEM
    if name not in _SPAWN_NAMES:
        return None
    owner = peeled(type_of(receiver, file))
    return Job.SPAWNED if owner is not None and f"{owner.path}::{name}" in _SPAWNS else None


def way_to_pool(node: Node, file: RustFile, depth: int = 0) -> tuple[tuple[Node, RustFile], ...]:
    """The places by which the code at a node comes to run on the pool, that in the job last; none where it does not."""
    job, elsewhere = _way_out(node, file)
    if job is not None:
        return ((node, file),)
    if depth >= _DEPTH or elsewhere:
        return ()
    for place, view in callers_of(file) or ():
        above = way_to_pool(place, view, depth + 1) if place.type == "call_expression" else ()
        if above:
            return ((node, file), *above)
    return ()
