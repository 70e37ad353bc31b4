"""Atomics or locks of different threads on one cache line take that line from each other with every write."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.rust_file import RustFile
from ...facts.locking.shards import Row, row_of
from ...facts.locking.shared_lines import counters_of, ways_apart
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw


@rule(Severity.WARNING, on=nodes("struct_item", "static_item"), default=False)
def false_sharing(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Counters of a struct that are changed apart, and rows of small locks and counters that spread the load."""
    text = file.bytes_of(call.node)
    if b"Atomic" not in text and b"Mutex<" not in text and b"RwLock<" not in text:
        return
    if call.node.type == "static_item":
        yield from _row(call.node.child_by_field_name("name"), call.node.child_by_field_name("type"), file)
        return
    body = call.node.child_by_field_name("body")
    for field in body.named_children if body is not None else ():
        yield from _row(field.child_by_field_name("name"), field.child_by_field_name("type"), file)
    if text.count(b"Atomic") > 1:
        yield from _counters(call.node, file)


def _row(name: Node | None, written: Node | None, file: RustFile) -> Iterator[Sighting]:
    row = row_of(file.text(name).lower(), written, file) if name is not None and written is not None else None
    if row is not None and name is not None:
        yield saw(name, _row_message(row, file.text(name)), element=row.element)


def _row_message(row: Row, name: str) -> str:
    what = "locks" if row.is_lock else "counters"
    return f"the {what} of `{name}` are {row.bytes} bytes each: neighbours share a cache line, and stall each other"


def _counters(struct: Node, file: RustFile) -> Iterator[Sighting]:
    counters = counters_of(struct, file)
    found = ways_apart(counters, file)
    if found is None:
        return
    one, two = (sorted(way.counters)[0] for way in found)
    names = frozenset[str]().union(*(way.counters for way in found))
    spans = {f"counter{i}": c.written for i, c in enumerate(counters) if file.text(c.name) in names}
    first = next(c.name for c in counters if file.text(c.name) in names)
    message = f"`{one}` and `{two}` share a cache line, but different calls change them: each write stalls the others"
    yield Sighting(first, message, captures=spans)
