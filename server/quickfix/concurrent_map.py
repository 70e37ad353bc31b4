"""What is done to a locked map, written for `DashMap` or `DashSet`; only forms that keep their meaning are known."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.bindings import uses_of
from ..analysis.facts.code.calls import called_name
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.finding import Span
from .edit import Edit

_SAME = frozenset({"insert", "contains_key", "contains", "len", "is_empty", "clear", "retain"})
_ENTRIES = frozenset({"or_insert", "or_insert_with", "or_default", "and_modify", "or_insert_with_key"})
_ASKED = frozenset({"is_some", "is_none"})
_COPIES = {"cloned": ".map(|entry| entry.value().clone())", "copied": ".map(|entry| *entry.value())"}
_PARTS = {"keys": "key", "values": "value"}


def rewritten(operation: Node, view: RustFile, *, is_set: bool) -> list[Edit] | None:
    """Edits of one method call on the map, `map.operation(..)`, for its concurrent twin; None when none is known."""
    name = called_name(operation, view)
    after = _chained(operation, view)
    if name in _SAME:
        return []
    if name == "remove":
        return _removed(operation, view, is_set=is_set)
    if is_set:
        return None
    if name == "entry":
        return [] if after is not None and called_name(after, view) in _ENTRIES else None
    if name in _PARTS:
        return _collected(operation, _PARTS[name], view)
    if name not in ("get", "get_mut"):
        return None
    if after is not None:
        return _looked_up(after, view)
    return _matched(operation, view, changed=name == "get_mut")


def _chained(call: Node, view: RustFile) -> Node | None:
    """The method call on the result of a call."""
    field = view.parent(call)
    outer = view.parent(field) if field is not None and field.type == "field_expression" else None
    return outer if outer is not None and outer.type == "call_expression" else None


def _removed(call: Node, view: RustFile, *, is_set: bool) -> list[Edit] | None:
    """`DashMap::remove` gives the key too, `DashSet::remove` the element."""
    around, after = view.parent(call), _chained(call, view)
    is_statement = around is not None and around.type == "expression_statement"
    ignored = around is not None and is_statement and any(child.type == ";" for child in around.children)
    if ignored or (after is not None and not is_set and called_name(after, view) in _ASKED):
        return []
    return [_behind(call, ".is_some()" if is_set else ".map(|(_, value)| value)")]


def _looked_up(after: Node, view: RustFile) -> list[Edit] | None:
    name = called_name(after, view)
    if name in _COPIES:
        receiver = after.child_by_field_name("function")
        inner = receiver.child_by_field_name("value") if receiver is not None else None
        return [Edit(Span(inner.end_byte, after.end_byte), _COPIES[name])] if inner is not None else None
    return [] if name in _ASKED else None


def _collected(call: Node, part: str, view: RustFile) -> list[Edit] | None:
    """`.keys().cloned()` becomes `.iter().map(|entry| entry.key().clone())`."""
    after = _chained(call, view)
    receiver = _receiver(call)
    if after is None or receiver is None or called_name(after, view) not in ("cloned", "copied"):
        return None
    taken = f"entry.{part}().clone()" if called_name(after, view) == "cloned" else f"*entry.{part}()"
    return [Edit(Span(receiver.end_byte, after.end_byte), f".iter().map(|entry| {taken})")]


def _receiver(call: Node) -> Node | None:
    function = call.child_by_field_name("function")
    return function.child_by_field_name("value") if function is not None else None


def _matched(call: Node, view: RustFile, *, changed: bool) -> list[Edit] | None:
    """`if let Some(x) = map.get(..) { .. }`, where the body only looks into `x` and awaits nothing."""
    condition = view.parent(call)
    whole = view.parent(condition) if condition is not None and condition.type == "let_condition" else None
    pattern = condition.child_by_field_name("pattern") if condition is not None else None
    body = whole.child_by_field_name("consequence") if whole is not None and whole.type == "if_expression" else None
    if body is None or whole is None or pattern is None or pattern.type != "tuple_struct_pattern":
        return None
    name = pattern.named_children[-1]
    if name.type != "identifier" or b"await" in view.bytes_of(body) or _locks_again(call, whole, view):
        return None
    if not all(_looks_into(use, view) for use in uses_of(name, whole, view)):
        return None
    return [Edit(Span(name.start_byte, name.start_byte), "mut ")] if changed else []


def _locks_again(call: Node, whole: Node, view: RustFile) -> bool:
    """Whether the map is named again while an entry of it is held, which would deadlock."""
    receiver = _receiver(call)
    while receiver is not None and receiver.type == "call_expression":
        receiver = _receiver(receiver)
    word = view.bytes_of(receiver).split(b".")[-1].strip() if receiver is not None else b""
    return view.data[call.end_byte : whole.end_byte].count(word) > 0


def _looks_into(use: Node, view: RustFile) -> bool:
    around = view.parent(use)
    if around is None:
        return False
    is_receiver = around.type == "field_expression" and around.child_by_field_name("value") == use
    return is_receiver or (around.type == "unary_expression" and view.text(around).startswith("*"))


def _behind(call: Node, text: str) -> Edit:
    return Edit(Span(call.end_byte, call.end_byte), text)
