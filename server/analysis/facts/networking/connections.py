"""Clients and connections that are made for one use: what is made where, and whether it outlives its function."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, callee_path, receiver_of, receivers
from ..code.deliveries import last_of
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.wrappings import Wrapping
from ..data import connections as data
from ..data.schema import last_names, names_of
from ..types.expressions import receiver_type

_CLIENTS = frozenset(names_of(data.CLIENTS))
_BUILDERS = frozenset(names_of(data.BUILDERS))
_ONE_SHOTS = frozenset(names_of(data.ONE_SHOTS))
_CONNECTS = frozenset(names_of(data.CONNECTS))
_STREAMS = frozenset(names_of(data.STREAMS))
MAKERS = frozenset(names_of(data.CLIENTS, data.BUILDERS, data.ONE_SHOTS, data.CONNECTS, data.STREAMS))
MAKING_METHODS = last_names(data.REDIS)
_FINISHES = last_names(data.FINISHES)
_UNSHARED = last_names(data.UNSHARED)
_UNSHARED_CALL = re.compile(rf"\.\s*({'|'.join(sorted(_UNSHARED - last_names(data.SHARED_BESIDE)))})\s*\(".encode())


_CHOICES = ("block", "else_clause", "if_expression", "match_arm", "match_block", "match_expression")


class Made(NamedTuple):
    """What a call makes: `client` with a pool of its own, `request` without one, `rpc`, `connection` or `stream`."""

    kind: str
    what: str
    end: Node
    wrapping: Wrapping


def made_by(call: Node, file: RustFile) -> Made | None:
    """What a call makes, with the end of its chain."""
    function = call.child_by_field_name("function")
    if receiver_of(call) is not None:
        return _made_by_method(call, file)
    path = (canonical(function, file) if function is not None else None) or ""
    if path in _CLIENTS:
        return Made("client", f"a `{_short(path)}`", call, Wrapping(0))
    if path in _BUILDERS:
        return _built(call, path, file)
    if path in _ONE_SHOTS:
        return Made("request", f"a client (inside `{path}`)", call, Wrapping(1))
    if path in _CONNECTS or path in _STREAMS:
        return Made(
            "stream" if path in _STREAMS else "connection", f"a connection (`{_short(path)}`)", call, Wrapping(1)
        )
    if _is_grpc(path, call, file):
        return Made("rpc", f"a gRPC channel (`{_short(path)}`)", call, Wrapping(1))
    return None


def _made_by_method(call: Node, file: RustFile) -> Made | None:
    name = called_name(call, file)
    if name in MAKING_METHODS:
        owner = receiver_type(call, file)
        is_client = owner is not None and owner.path == "redis::Client"
        return Made("stored", "a redis connection", call, Wrapping(1)) if is_client else None
    starts = [callee_path(step, file) for step in receivers(receiver_of(call))]
    if name in ("connect", "connect_with") and any(start.endswith("PoolOptions::new") for start in starts):
        return Made("connection", "a connection pool", call, Wrapping(1))
    if name == "connect" and any(start.startswith("tonic::transport::") for start in starts):
        return Made("rpc", "a gRPC channel", call, Wrapping(1))
    return None


def _short(path: str) -> str:
    return "::".join(path.split("::")[-2:]).removesuffix("::new").removesuffix("::default")


def _is_grpc(path: str, call: Node, file: RustFile) -> bool:
    """`greeter_client::GreeterClient::connect`, as tonic generates it."""
    owner, _, name = path.rpartition("::")
    if name != "connect" or not owner.endswith("Client") or not file.crate.uses("tonic"):
        return False
    arguments = call.child_by_field_name("arguments")
    text = file.text(arguments) if arguments is not None else ""
    return "_client::" in owner or "http://" in text or "https://" in text or "ndpoint" in text


def _built(call: Node, path: str, file: RustFile) -> Made | None:
    """The end of a builder's chain, unless what is set differs from call to call.

    A chain that ends in a variable, `let mut builder = Client::builder()`, goes on where `builder.build()` stands;
    one that is a branch, `if .. { Client::builder() } else { .. }.build()`, behind all of them.
    """
    inner = call
    for around in file.ancestors(call):
        if around.type == "field_expression" and around.child_by_field_name("value") == inner:
            inner = around
        elif around.type == "call_expression" and around.child_by_field_name("function") == inner:
            name, arguments = called_name(around, file), around.child_by_field_name("arguments")
            if name in _UNSHARED and arguments is not None and _names_in(arguments, file):
                return None
            if name in _FINISHES:
                return Made("client", f"a `{_short(path).rpartition('::')[0] or 'client'}`", around, Wrapping(1))
            inner = around
        elif around.type in _CHOICES and (around.type != "block" or last_of(around) == inner):
            inner = around
        elif around.type == "let_declaration" and around.child_by_field_name("value") == inner:
            return _built_later(around, path, file)
        else:
            return None
    return None


def _built_later(let: Node, path: str, file: RustFile) -> Made | None:
    """The one `builder.build()` on a variable that only settings are added to between."""
    pattern, scope = let.child_by_field_name("pattern"), file.parent(let)
    name = next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None) if pattern else None
    if name is None or scope is None or _UNSHARED_CALL.search(file.bytes_of(scope)):
        return None
    ends = [end for use in uses_of(name, scope, file) if (end := _finished(use, file)) is not None]
    what = f"a `{_short(path).rpartition('::')[0] or 'client'}`"
    return Made("client", what, ends[0], Wrapping(1)) if len(ends) == 1 else None


def _finished(use: Node, file: RustFile) -> Node | None:
    """The call that builds the client in the chain that begins with a builder's name."""
    inner = use
    for around in file.ancestors(use):
        if inner.type == "field_expression" and called_name(around, file) in _FINISHES:
            return around
        if around.type not in ("field_expression", "call_expression") or around.children[0] != inner:
            return None
        inner = around
    return None


def _names_in(arguments: Node, file: RustFile) -> bool:
    return any(binding_of(name, file) is not None for name in file.descendants(arguments, "identifier", "self"))


def unwrapped(made: Made, file: RustFile) -> Node | None:
    """The expression that is the client itself, with its `?`, `unwrap()` or `expect(..)`; None in other forms."""
    if made.wrapping.level == 0 or made.kind == "request":
        return made.end
    above = file.parent(made.end)
    if above is None or above.type == "try_expression":
        return above
    call = file.parent(above) if file.text(above).endswith((".unwrap", ".expect")) else None
    return call if call is not None and call.type == "call_expression" else None


def body_of(made: Made, file: RustFile) -> Node | None:
    """The body of the function around; None when what is built reads the function's variables."""
    if made.kind != "request" and _names_in(made.end, file):
        return None
    function = file.function_around(made.end)
    return function.child_by_field_name("body") if function is not None else None
