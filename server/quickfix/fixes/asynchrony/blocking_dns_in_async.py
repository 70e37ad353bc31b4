"""`tokio::net::lookup_host(..).await`; where the addresses are used on, `spawn_blocking` is shown."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.bindings import let_of, names_in, uses_of
from ....analysis.facts.code.calls import called_name, receiver_of
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding
from ....analysis.syntax.query import arguments_of
from ...async_runtime import runtime_of, tokio_feature
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...hosts import is_host
from ...offload import offload_shown

SHOWS = True

_PLACES = ("identifier", "field_expression", "index_expression", "self")
_UNWRAPS = frozenset(
    {"unwrap", "expect", "map_err", "context", "with_context", "wrap_err", "wrap_err_with", "ok", "unwrap_or_else"}
)
# What takes an iterator of addresses, whatever its type, and keeps nothing of it.
_ENDS = frozenset({"next", "collect", "find", "find_map", "last", "count", "nth", "any", "all", "for_each", "fold"})
_STEPS = frozenset({"filter", "filter_map", "map", "take", "skip", "chain", "inspect", "enumerate", "cloned", "by_ref"})


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A safe twin if the iterator is used up at once, or by what follows in the function."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or call.type != "call_expression":
        return None
    features = tokio_feature(file, "net") if runtime_of(file) == "tokio" else None
    if features is None or finding.data.get("awaitable") != "yes" or not finding.data["name"].endswith("_socket_addrs"):
        return offload_shown(finding, file)
    host = _host(call, view, file)
    if host is None or not _is_used_up(call, view):
        return offload_shown(finding, file)
    edit = Edit(finding.span, f"tokio::net::lookup_host({host}).await")
    return Fix("Replace by `tokio::net::lookup_host`, awaited", Safety.SAFE, (edit, *features))


def _host(call: Node, view: RustFile, file: FixFile) -> str | None:
    """What is looked up, as an argument: a place is borrowed, as the method did."""
    receiver = receiver_of(call)
    host = receiver if receiver is not None else next(arguments_of(call), None)
    if host is None or called_name(call, view) != "to_socket_addrs" or not is_host(host, view):
        return None
    text = file.slice(span_of(host))
    if receiver is None:
        return text
    if receiver.type not in _PLACES:
        return text
    known = type_of(receiver, view)
    return text if known is not None and known.path == "&" else f"&{text}"


def _is_used_up(value: Node, view: RustFile) -> bool:
    """Whether an iterator, or the result that holds one, ends in its statement, or in uses of the name it gets."""
    inner = value
    for around in view.ancestors(value):
        kind = around.type
        if kind == "for_expression":
            return around.child_by_field_name("value") == inner
        if (
            kind == "call_expression"
            and receiver_of(around) is not None
            and around.child_by_field_name("arguments") != inner
        ):
            name = called_name(around, view)
            if name in _ENDS:
                return True
            if name not in _UNWRAPS | _STEPS:
                return False
        elif kind == "let_declaration":
            return _is_used_up_later(value, around, view)
        elif kind not in ("field_expression", "try_expression", "parenthesized_expression"):
            return False
        inner = around
    return False


def _is_used_up_later(value: Node, let: Node, view: RustFile) -> bool:
    pattern, scope = let.child_by_field_name("pattern"), let.parent
    if pattern is None or scope is None or let_of(value, view) != let or let.child_by_field_name("type") is not None:
        return False
    names = list(names_in(pattern, view))
    uses = uses_of(names[0], scope, view) if len(names) == 1 else []
    return bool(uses) and all(_is_used_up(use, view) for use in uses)
