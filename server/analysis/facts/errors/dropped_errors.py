"""Callers that only ask whether something failed: what the error says is made for nobody."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.calls import called_name
from ..code.rust_file import RustFile
from ..running.callers import callers_of
from ..running.heat import heat_of
from ..running.heat_model import Heat, Level

_DROPS = frozenset(
    {"ok", "is_ok", "is_err", "unwrap_or", "unwrap_or_default", "is_ok_and", "map_or", "into_iter", "iter"}
)
_IGNORING = frozenset({"unwrap_or_else", "or_else", "map_or_else", "map_err"})
_IGNORED = re.compile(r"^\s*\|\s*_\w*\s*\|")
_OK = re.compile(r"^let\s+Ok\(")
_UNREAD = re.compile(r"^(Err\(_\w*\)|_)$")


class Drop(NamedTuple):
    """A call of which only the value is used, in whose view, and how often it runs."""

    call: Node
    view: RustFile
    heat: Heat


def hot_drop(file: RustFile) -> Drop | None:
    """A place that calls the function that is the unit for each request or item, and does not read its errors."""
    for call, view in callers_of(file) or ():
        if call.type != "call_expression" or not is_dropped(call, view):
            continue
        heat = heat_of(call, view)
        if heat.level >= Level.REQUEST:
            return Drop(call, view, heat)
    return None


def is_dropped(call: Node, view: RustFile) -> bool:
    """Whether the error of a call's result is thrown away where it stands."""
    value, around = call, view.parent(call)
    while around is not None and around.type in ("await_expression", "parenthesized_expression"):
        value, around = around, view.parent(around)
    if around is None:
        return False
    if around.type == "field_expression":
        method = view.parent(around)
        return method is not None and method.type == "call_expression" and _drops(method, view)
    if around.type == "let_condition":
        return _OK.match(view.text(around)) is not None
    if around.type == "match_expression" and around.child_by_field_name("value") == value:
        return _has_unread_arm(around, view)
    return False


def _drops(method: Node, view: RustFile) -> bool:
    name = called_name(method, view)
    arguments = method.child_by_field_name("arguments")
    given = view.text(arguments)[1:] if arguments is not None else ""
    return name in _DROPS or (name in _IGNORING and _IGNORED.match(given) is not None)


def _has_unread_arm(match: Node, view: RustFile) -> bool:
    body = match.child_by_field_name("body")
    patterns = (arm.child_by_field_name("pattern") for arm in (body.named_children if body is not None else ()))
    return any(pattern is not None and _UNREAD.match(view.text(pattern)) for pattern in patterns)
