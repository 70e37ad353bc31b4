"""Servers and connectors that have a setting for `TCP_NODELAY`, and whether it is on."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, function_of, receiver_of
from ..code.rust_file import RustFile, expression
from ..types.expressions import type_of
from .nodelay_setters import callers_set, sets_inside

SERVES = ("axum::serve", "axum::serve::serve")
CONNECTORS = tuple(
    f"{path}::HttpConnector::{name}"
    for path in ("hyper::client", "hyper::client::connect", "hyper_util::client::legacy::connect")
    for name in ("new", "new_with_resolver")
)
BINDS = tuple(
    f"{path}::{name}"
    for path in ("hyper::Server", "hyper::server::Server", "axum::Server")
    for name in ("bind", "try_bind", "from_tcp")
)
SETTERS = ("tcp_nodelay", "set_nodelay")
_WITH_SETTER = re.compile(r"^(hyper|hyper_util|tonic|reqwest|axum|actix_web|warp)::")
_SETS = re.compile(r"(?<!-)no_?delay|tap_io")


class Setting(NamedTuple):
    """A server or connector whose setting is off: what it is, and the `let` or expression where it would be set."""

    what: str
    declared: Node | None = None
    name: str = ""


def unset(call: Node, callee: str, file: RustFile) -> Setting | None:
    """What the call makes, when nothing sets the option on it; None when something does or nobody can tell."""
    if callee in SERVES:
        return _serve(call, file)
    if callee in BINDS:
        return None if _is_set_in_chain(call, file) else Setting("hyper's server")
    if callee in CONNECTORS:
        return _connector(call, file)
    return None


def _serve(call: Node, file: RustFile) -> Setting | None:
    arguments = call.child_by_field_name("arguments")
    listener = next(iter(arguments.named_children), None) if arguments is not None else None
    if listener is None or _is_set_in_chain(call, file) or _SETS.search(file.text(listener)):
        return None
    found = type_of(listener, file)
    if found is None or found.path not in ("tokio::net::TcpListener",):
        return None
    if listener.type == "identifier":
        binding = binding_of(listener, file)
        if binding is not None and binding.value is not None and _SETS.search(file.text(binding.value)):
            return None
    return Setting("`axum::serve`")


def _connector(call: Node, file: RustFile) -> Setting | None:
    returned = file.unit.node.child_by_field_name("return_type")
    if returned is not None and b"Connector" in file.bytes_of(returned) and callers_set(file):
        return None
    let = next((around for around in file.ancestors(call) if around.type == "let_declaration"), None)
    value = let.child_by_field_name("value") if let is not None else None
    pattern = let.child_by_field_name("pattern") if let is not None else None
    if let is None or value is None or pattern is None or expression(value) != call:
        return Setting("hyper's `HttpConnector`")
    name = next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None)
    if name is None or re.search(rf"\b{re.escape(file.text(name))}\s*\.\s*set_nodelay\b", file.text(file.unit.node)):
        return None
    if _is_set_by_helper(name, file.parent(let), file):
        return None
    return Setting("hyper's `HttpConnector`", let, file.text(name))


def _is_set_by_helper(name: Node, scope: Node | None, file: RustFile) -> bool:
    """Whether a function that the connector is lent to, or passes through, sets the option."""
    for use in uses_of(name, scope, file) if scope is not None else ():
        around = file.parent(use)
        while around is not None and around.type == "reference_expression":
            around = file.parent(around)
        call = file.parent(around) if around is not None and around.type == "arguments" else None
        if call is not None and call.type == "call_expression" and sets_inside(call, file):
            return True
    return False


def _is_set_in_chain(call: Node, file: RustFile) -> bool:
    """Whether a later method of the chain, or of the variable that holds it, names the setting."""
    outer = call
    for around in file.ancestors(call):
        if around.type == "let_declaration":
            pattern = around.child_by_field_name("pattern")
            name = re.escape(file.text(pattern).removeprefix("mut ")) if pattern is not None else ""
            return re.search(rf"\b{name}\s*\.\s*tcp_nodelay\b", file.text(file.unit.node)) is not None
        if around.type in ("field_expression", "call_expression") and _is_receiver(outer, around):
            if around.type == "call_expression" and called_name(around, file) == "tcp_nodelay":
                return True
        elif around.type not in ("try_expression", "await_expression", "parenthesized_expression"):
            return False
        outer = around
    return False


def _is_receiver(inner: Node, around: Node) -> bool:
    if around.type == "field_expression":
        return around.child_by_field_name("value") == inner
    return function_of(around) == inner


def is_turned_off(call: Node, file: RustFile) -> bool:
    """`.tcp_nodelay(false)` of a server or client builder, `.set_nodelay(false)` of a connector."""
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    receiver = receiver_of(call)
    if receiver is None or len(given) != 1 or file.text(given[0]) != "false":
        return False
    if called_name(call, file) == "tcp_nodelay":
        return file.crate.uses("hyper", "hyper_util", "tonic", "reqwest", "axum", "actix_web")
    found = type_of(receiver, file)
    return found is not None and _WITH_SETTER.match(found.path) is not None
