"""Rows of small atomics and locks, of which several lie on one cache line: `Vec<Mutex<Shard>>`, `[AtomicU64; N]`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..types.sizes import size_of_written
from .guards import LOCKS
from .shared_lines import COUNTERS

LINE = 64
_ROWS = frozenset({"std::vec::Vec", "std::boxed::Box", "std::sync::Arc"})
_SPREAD = r"shards?|stripes?|lanes?|(per|by)_?(thread|core|cpu|worker)|threads?|workers?|cores?|cpus?"
_NAMED = re.compile(rf"(^|_)({_SPREAD})(_|$)")
_LOCKS_NAMED = re.compile(rf"(^|_)({_SPREAD}|slots?|buckets?|partitions?|segments?|tables?)(_|$)")
_INDEX = re.compile(r"%|&|hash|shard|stripe|thread|worker|core|cpu")


class Row(NamedTuple):
    """A row of elements, by its written type: the written type of one, its bytes, and whether it is a lock."""

    element: Node
    bytes: int
    is_lock: bool


def row_of(name: str, written: Node, file: RustFile) -> Row | None:
    """The row of a field or static, if it is there so that threads do not meet."""
    element = _element(written, file)
    path = canonical(_name(element), file) if element is not None else None
    if element is None or path is None:
        return None
    is_lock = path in LOCKS and LOCKS[path].family != "RefCell"
    if not is_lock and path not in COUNTERS:
        return None
    size = size_of_written(element, file)
    # Padding a byte to a line of its own costs more than it gives.
    if size is None or not size.exact or not 4 <= size.bytes < LINE:
        return None
    spread = (_LOCKS_NAMED if is_lock else _NAMED).search(name) is not None or _is_indexed(name, file)
    return Row(element, size.bytes, is_lock) if spread else None


def _name(element: Node) -> Node:
    inner = element.child_by_field_name("type") if element.type == "generic_type" else None
    return inner if inner is not None else element


def _element(written: Node, file: RustFile) -> Node | None:
    """What a `Vec`, an array or a boxed slice holds."""
    if written.type == "array_type":
        return written.child_by_field_name("element")
    if written.type != "generic_type" or canonical(_name(written), file) not in _ROWS:
        return None
    given = written.child_by_field_name("type_arguments")
    first = given.named_children[0] if given is not None and given.named_children else None
    if first is None or file.text(_name(written)).rpartition("::")[2] == "Vec":
        return first
    return _element(first, file) if first.type in ("array_type", "generic_type") else None


def _is_indexed(name: str, file: RustFile) -> bool:
    """Whether somebody picks an element by a hash or a thread."""
    picks = re.compile(rf"\b{re.escape(name)}\s*\[([^\]]*)\]".encode())
    for unit in file.names.mentioning(name):
        for match in picks.finditer(unit.text):
            if _INDEX.search(match[1].decode("utf-8", "replace")):
                return True
    return False
