"""Waits on rayon's pool for what only the pool can do: nothing else runs on the thread meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..channels.channel_ends import ends_of
from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile, expression
from ..code.type_model import peeled
from ..data.schema import last_names, names_of
from ..data.thread_pools import BLOCKS
from ..types.expressions import type_of
from .thread_pool import Job, job_around, way_to_pool

_BLOCKS = frozenset(names_of(BLOCKS))
_RECEIVES = last_names(tuple(entry for entry in BLOCKS if entry.fact == "waits for a message"))


def waits_for_pool(call: Node, file: RustFile) -> bool:
    """Whether a job waits for other jobs: at a barrier, or for a message that a spawned job sends."""
    receiver = receiver_of(call)
    if receiver is None:
        return False
    if called_name(call, file) in _RECEIVES:
        return any(_is_in_job(use, file) for use in _senders(receiver, file)) and bool(way_to_pool(call, file))
    held = peeled(type_of(receiver, file))
    return held is not None and f"{held.path}::{called_name(call, file)}" in _BLOCKS and _is_in_job(call, file)


def _is_in_job(node: Node, file: RustFile) -> bool:
    return job_around(node, file) in (Job.SPAWNED, Job.ITEM)


def _senders(receiver: Node, file: RustFile) -> Iterator[Node]:
    """The uses of the sender that was made together with a receiver."""
    binding = binding_of(receiver, file) if receiver.type == "identifier" else None
    if binding is None or binding.value is None or binding.kind != "let":
        return
    ends = ends_of(expression(binding.value), file)
    if ends is not None and ends.sender is not None and ends.receiver == binding.name:
        yield from uses_of(ends.sender, binding.scope, file)
