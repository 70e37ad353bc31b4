"""A map is searched for a key twice: once to ask whether it is there, and once to insert it."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.memory.map_entries import asked_and_given
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw


@rule(Severity.WARNING, on=methods("contains_key"), needs=b".insert(", heat=True)
def map_entry(call: Call, file: RustFile) -> Iterator[Sighting]:
    """`if !map.contains_key(&key) { map.insert(key, value) }`, and the same the other way round."""
    found = asked_and_given(call.node, file)
    if found is None:
        return
    message = f"`{' '.join(file.text(found.map).split())}` is searched twice for this key: `entry` searches once"
    yield saw(found.condition, message, branch=found.branch, contains=call.node)
