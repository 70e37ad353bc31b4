"""Which other files may read differently when one changes: told by names, so that some are judged in vain."""

from __future__ import annotations

from ...analysis.workspace.index import Index
from ...analysis.workspace.summary import Item, Summary, name_in

_FUNCTIONS = ("function_item", "function_signature_item")


def dependents(index: Index, path: str, before: Summary | None, after: Summary | None) -> set[str]:
    """The files that say a name which is declared otherwise than before; all, when that is more than functions."""
    old, new = _declared(before), _declared(after)
    changed = [item for key in old.keys() ^ new.keys() for item in (old.get(key) or new[key],)]
    if _besides_items(before) != _besides_items(after) or any(item.kind not in _FUNCTIONS for item in changed):
        return set(index) - {path}
    names = _reached(index, {item.name for item in changed})
    return {other for other in index if other != path and _says(index, other, names)}


def _besides_items(summary: Summary | None) -> tuple[object, ...]:
    if summary is None:
        return (), (), (), ()
    return summary.uses, summary.declarations, summary.implementations, summary.lints


def _declared(summary: Summary | None) -> dict[tuple[object, ...], Item]:
    """The items of a file by all that others may see or reach of them."""
    items = summary.items if summary is not None else ()
    return {(*item[:4], item.print, 0 if item.later else item.body, item.test): item for item in items}


def _reached(index: Index, names: set[str]) -> set[str]:
    """The names, and those of the plain functions that call them over any number of others."""
    found, waiting = set(names), list(names)
    callers: dict[str, set[str]] = {}
    for path in index:
        held = index.file(path)
        for item in held.summary.items if held is not None else ():
            for word in item.words:
                callers.setdefault(name_in(word), set()).add(item.name)
    while waiting:
        fresh = callers.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _says(index: Index, path: str, names: set[str]) -> bool:
    held = index.file(path)
    return held is not None and any(name_in(word) in names for item in held.summary.items for word in item.words)
