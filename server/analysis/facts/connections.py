"""Clients and connections that are made for one use: what is made where, and whether it outlives its function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from .bindings import binding_of, uses_of
from .calls import called_name, callee_path, receiver_of, receivers
from .data.connections import (
    BUILDERS,
    CLIENTS,
    CONNECTS,
    FINISHES,
    ONE_SHOTS,
    REDIS,
    SERVERS,
    STREAMS,
    UNSHARED,
    UNSHARED_CALL,
)
from .deliveries import Delivery, deliveries
from .handlers import is_handler
from .loops import loop_around
from .paths import canonical
from .returned import is_async
from .rust_file import RustFile
from .startup import is_startup
from .types import receiver_type
from .wrappings import Wrapping

_RETRIES = re.compile(rb"(?i)retr(y|ies)|reconnect|attempt|back_?off|tries\b")
_WAITS = re.compile(rb"\b(sleep|interval|tick|recv|accept|select|poll_next|changed)\b")
_LONG_LIVED = re.compile(
    r"^(main|run|start|serve|listen|watch|spawn|new|try_new|init|setup|connect|reconnect|bootstrap|migrate|seed"
    r"|get_client|make_client|establish|recycle|daemon|worker)(_|$)|(_client|_pool|_loop|_worker)$"
)
# What such a function makes is often kept by others: only a client that the function itself drops tells.
_OPENING = re.compile(r"^(build|create|open|load|from|with)(_|$)")
_STREAMS_OF = re.compile(r"(^|::)(try_)?stream!?$")
_TUNNEL = re.compile(rb"(?i)copy_bidirectional|tunnel|upgrade::on|on_upgrade|method::connect\b")
_ASIDE = re.compile(r"health_?check|self_?update|telemetry|migrat|latest_(release|version)", re.IGNORECASE)


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
    if path in CLIENTS:
        return Made("client", f"a `{_short(path)}`", call, Wrapping(0))
    if path in BUILDERS:
        return _built(call, path, file)
    if path in ONE_SHOTS:
        return Made("request", f"a client (inside `{path}`)", call, Wrapping(1))
    if path in CONNECTS or path in STREAMS:
        return Made(
            "stream" if path in STREAMS else "connection", f"a connection (`{_short(path)}`)", call, Wrapping(1)
        )
    if _is_grpc(path, call, file):
        return Made("rpc", f"a gRPC channel (`{_short(path)}`)", call, Wrapping(1))
    return None


def _made_by_method(call: Node, file: RustFile) -> Made | None:
    name = called_name(call, file)
    if name in REDIS:
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

    A chain that ends in a variable, `let mut builder = Client::builder()`, goes on where `builder.build()` stands.
    """
    inner = call
    for around in file.ancestors(call):
        if around.type == "field_expression" and around.child_by_field_name("value") == inner:
            inner = around
        elif around.type == "call_expression" and around.child_by_field_name("function") == inner:
            name, arguments = called_name(around, file), around.child_by_field_name("arguments")
            if name in UNSHARED and arguments is not None and _names_in(arguments, file):
                return None
            if name in FINISHES:
                return Made("client", f"a `{_short(path).rpartition('::')[0] or 'client'}`", around, Wrapping(1))
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
    if name is None or scope is None or UNSHARED_CALL.search(file.bytes_of(scope)):
        return None
    ends = [end for use in uses_of(name, scope, file) if (end := _finished(use, file)) is not None]
    what = f"a `{_short(path).rpartition('::')[0] or 'client'}`"
    return Made("client", what, ends[0], Wrapping(1)) if len(ends) == 1 else None


def _finished(use: Node, file: RustFile) -> Node | None:
    """The call that builds the client in the chain that begins with a builder's name."""
    inner = use
    for around in file.ancestors(use):
        if inner.type == "field_expression" and called_name(around, file) in FINISHES:
            return around
        if around.type not in ("field_expression", "call_expression") or around.children[0] != inner:
            return None
        inner = around
    return None


def _names_in(arguments: Node, file: RustFile) -> bool:
    return any(binding_of(name, file) is not None for name in file.descendants(arguments, "identifier", "self"))


def where_per_use(made: Made, file: RustFile) -> str | None:
    """Where the thing is made again and again, in words; None when it is not."""
    call = made.end
    function = next((a for a in file.ancestors(call) if a.type == "function_item"), None)
    name = function.child_by_field_name("name") if function is not None else None
    if function is None or name is None or _ASIDE.search(file.text(name) + file.path.rpartition("/")[2]):
        return None
    loop = loop_around(call, file)
    if loop is not None and _is_per_item(loop, made, file):
        return "in every round of a loop"
    if is_startup(call, file) or is_one_shot_program(file):
        return None
    if _LONG_LIVED.search(file.text(name)) and not (made.kind in ("client", "request") and is_handler(call, file)):
        return None
    if _OPENING.match(file.text(name)) and made.kind not in ("client", "request"):
        return None
    if is_handler(call, file) and not (made.kind == "stream" and _TUNNEL.search(file.unit.text)):
        return "for every request"
    if made.kind == "stream" and _asks_once(function, file.text(name), file):
        return f"on every call of `{file.text(name)}`"
    per_call = made.kind in ("client", "request", "rpc", "stored")
    serves = file.crate.known and file.crate.uses(*SERVERS) and made.kind in ("client", "request")
    return (
        f"on every call of `{file.text(name)}`" if per_call and (serves or _runs_async(call, function, file)) else None
    )


def _is_per_item(loop: Node, made: Made, file: RustFile) -> bool:
    """A loop over work, not over attempts; connections to what the loop goes through are all different."""
    if _RETRIES.search(file.bytes_of(loop)):
        return False
    if made.kind in ("client", "request"):
        return loop.type != "loop_expression" or not re.search(rb"\bbreak\b|\breturn\b", file.bytes_of(loop))
    if loop.type != "for_expression" or made.kind == "stream":
        return False
    pattern = loop.child_by_field_name("pattern")
    arguments = made.end.child_by_field_name("arguments")
    words = set(re.findall(r"\w+", file.text(pattern))) if pattern is not None else set()
    return arguments is not None and not words & set(re.findall(r"\w+", file.text(arguments)))


_ASKS = re.compile(r"(query|request|send|call|execute|fetch|command|rpc|exchange|round_?trip)(_|$)")


def _asks_once(function: Node, name: str, file: RustFile) -> bool:
    """A method that sends one request over a connection of its own."""
    parameters = function.child_by_field_name("parameters")
    has_self = parameters is not None and any(p.type == "self_parameter" for p in parameters.named_children)
    return has_self and _ASKS.match(name) is not None and _TUNNEL.search(file.unit.text) is None


def _runs_async(call: Node, function: Node, file: RustFile) -> bool:
    return is_async(function) or any(_is_async_code(around, file) for around in file.ancestors(call))


def _is_async_code(around: Node, file: RustFile) -> bool:
    """An async block, or the body of `async_stream::stream!`."""
    if around.type == "macro_invocation":
        macro = around.child_by_field_name("macro")
        return macro is not None and _STREAMS_OF.search(file.text(macro)) is not None
    return around.type == "async_block"


def is_one_shot_program(file: RustFile) -> bool:
    """A command that ends after its work: a binary that neither serves nor stays with its user."""
    crate = file.crate
    if not crate.known or not crate.has_binary or crate.has_library:
        return False
    return not crate.uses(*SERVERS) and crate.uses(
        "clap", "structopt", "argh", "pico_args", "lexopt", "bpaf", "getopts"
    )


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
    function = next((a for a in file.ancestors(made.end) if a.type == "function_item"), None)
    return function.child_by_field_name("body") if function is not None else None


def outlives(made: Made, file: RustFile) -> bool:
    """Whether the client is kept: returned, stored, given away, or used in a loop that waits for work."""
    if made.kind == "request":
        return False
    ends = list(deliveries(made.end, made.wrapping, file))
    return not ends or any(_is_kept(end, file) for end in ends)


def _is_kept(end: Delivery, file: RustFile) -> bool:
    if end.fate in ("returned", "stored", "dropped", "asked"):
        return True
    if end.fate == "passed":
        return end.end.type == "call_expression" and not _lends(end.end, file)
    return end.fate == "named" and any(_keeps(use, end, file) for use in _uses(end, file))


def _lends(call: Node, file: RustFile) -> bool:
    """Whether the value is only lent to the call that takes it."""
    arguments = call.child_by_field_name("arguments")
    return arguments is not None and any(child.type == "reference_expression" for child in arguments.named_children)


def _uses(end: Delivery, file: RustFile) -> Iterator[Node]:
    binding = binding_of(end.end, file)
    scope = binding.scope if binding is not None else file.unit.node
    yield from uses_of(end.end, scope, file)


def _keeps(use: Node, end: Delivery, file: RustFile) -> bool:
    above = file.parent(use)
    if above is None or use.type == "shorthand_field_initializer":
        return True
    loop = loop_around(use, file)
    waits = loop is not None and loop.type != "for_expression" and _WAITS.search(file.bytes_of(loop)) is not None
    if loop is not None and waits and loop.start_byte > end.end.start_byte:
        return True
    if above.type == "field_expression":
        return file.text(above).endswith(".clone") and _is_given(above, file)
    return above.type not in ("reference_expression", "try_expression", "await_expression")


def _is_given(clone: Node, file: RustFile) -> bool:
    """Whether `client.clone()` is an argument or a field, and not another name in the function."""
    call = file.parent(clone)
    above = file.parent(call) if call is not None else None
    return above is None or above.type in ("arguments", "field_initializer")
