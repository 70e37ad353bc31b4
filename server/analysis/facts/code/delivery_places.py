"""Where a statement about a delivered value can stand, for fixes that add one."""

from __future__ import annotations

from tree_sitter import Node

from .deliveries import Delivery, last_of
from .error_types import returns_io_result, takes_io_error
from .rust_file import RustFile


def fixable(ends: list[Delivery]) -> Delivery | None:
    """The one place where the stream has a name, or could have one."""
    named = {e.after or e.inside: e for e in ends if e.fate == "named" and e.bare and (e.after or e.inside)}
    if len(named) == 1:
        return next(iter(named.values()))
    others = [end for end in ends if end.fate in ("tail", "returned")]
    return others[0] if others and not named else None


def places_of(end: Delivery, file: RustFile) -> dict[str, Node]:
    """Where the fix can stand: behind a `let`, at the start of a block, or around the last expression."""
    if end.fate == "named":
        found = end.after or end.inside
        return {"after" if end.after else "inside": found} if found is not None else {}
    last = last_of(end.end) if end.end.type == "block" else end.end
    if last is None or last.type not in ("await_expression", "try_expression", "call_expression"):
        return {}
    if end.fate == "tail":
        return {"tail": last}
    return {"result": last} if end.end.type == "block" and returns_io_result(last, file) else {}


def asks(end: Delivery, file: RustFile) -> bool:
    """Whether `?` can be used there: it was used on the very error, or the function's error takes it."""
    return end.how == "?" or (end.how == "?*" and takes_io_error(end.end, file))
