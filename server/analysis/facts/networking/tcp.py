"""TCP streams: which calls give one, and whether somebody turns Nagle's algorithm off on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, receiver_of
from ..code.deliveries import Delivery, last_of
from ..code.nodes import lies_in
from ..code.rust_file import RustFile
from ..code.type_model import Type, peeled
from ..code.wrappings import Wrapping
from ..types.expressions import receiver_type, type_of
from ..types.patterns import type_inside
from .nodelay_setters import callers_set, sets_inside, sets_itself

_RUNTIMES = ("tokio", "std", "async_std", "smol")
CONNECTS = (
    *(f"{runtime}::net::TcpStream::connect" for runtime in _RUNTIMES),
    "std::net::TcpStream::connect_timeout",
    "tokio_stream::wrappers::TcpListenerStream::new",
)
_LISTENERS = {f"{runtime}::net::TcpListener" for runtime in _RUNTIMES}
_SOCKET = "tokio::net::TcpSocket"

# A parameter or variable that carries options for the socket.
_OPTIONS = re.compile(rb"(?i)\b(tcp|sock(et)?|stream)_?\w*(opts|options)\b")
# Uses after which nothing was written: the stream was only asked about itself.
_PASSIVE = {"local_addr", "peer_addr", "shutdown", "take_error", "set_read_timeout", "set_write_timeout", "ttl"}


def gives_stream(call: Node, name: str, file: RustFile) -> Wrapping | None:
    """How a method call wraps the stream that it gives; None when it gives none."""
    if name not in ("accept", "incoming", "connect"):
        return None
    owner = receiver_type(call, file) or _unfolded(call, file)
    if owner is None:
        return None
    if name == "connect":
        return Wrapping(1) if owner.path == _SOCKET else None
    if owner.path not in _LISTENERS:
        return None
    return Wrapping(1, tuple=True) if name == "accept" else Wrapping(1)


def is_blocking_listener(call: Node, file: RustFile) -> bool:
    """Whether a method is called on std's listener, which programs use that serve one thing at a time."""
    owner = receiver_type(call, file)
    return owner is not None and owner.path == "std::net::TcpListener"


def _unfolded(call: Node, file: RustFile) -> Type | None:
    """The type of a state that `stream::unfold(state, |state| ..)` hands to its closure."""
    receiver = receiver_of(call)
    binding = binding_of(receiver, file) if receiver is not None and receiver.type == "identifier" else None
    if binding is None or binding.kind != "closure" or binding.annotation is not None:
        return None
    around = file.parent(file.parent(binding.scope) or binding.scope)
    if around is None or around.type != "call_expression" or called_name(around, file) != "unfold":
        return None
    arguments = around.child_by_field_name("arguments")
    state = next(iter(arguments.named_children), None) if arguments is not None else None
    return peeled(type_inside(binding.pattern, binding.name, type_of(state, file), file)) if state else None


def is_probe(ends: Iterable[Delivery], file: RustFile) -> bool:
    """Whether the stream is dropped unused, or only asked for its addresses: a check that somebody listens."""
    return all(_is_unused(end, file) for end in ends if end.fate != "tail")


def _is_unused(end: Delivery, file: RustFile) -> bool:
    if end.fate in ("dropped", "asked"):
        return True
    if end.fate != "named" or not end.bare or _is_said_in_macro(end, file):
        return False
    return all(_is_passive(use, file) for use in _uses(end, file))


def _is_said_in_macro(end: Delivery, file: RustFile) -> bool:
    """Whether the name stands among the arguments of a macro of which nothing is known."""
    said = re.compile(rb"(?<![\w.\"])" + re.escape(end.name.encode()) + rb"\s*[,.)]")
    return any(
        said.search(file.bytes_of(invocation)) is not None
        for invocation in file.descendants(file.unit.node, "macro_invocation")
        if invocation.start_byte > end.end.start_byte and not file.arguments_of_macro(invocation)
    )


def _uses(end: Delivery, file: RustFile) -> Iterator[Node]:
    word = end.name.encode()
    for node in file.descendants(file.unit.node, "identifier", "shorthand_field_initializer", "self"):
        if node.start_byte > end.end.start_byte and file.bytes_of(node) == word:
            binding = binding_of(node, file)
            if binding is None or binding.name == end.end:
                yield node


def _is_passive(use: Node, file: RustFile) -> bool:
    above = file.parent(use)
    if above is None or above.type != "field_expression":
        return called_name(file.parent(above), file) == "drop" if above is not None and file.parent(above) else False  # type: ignore[arg-type]
    field = above.child_by_field_name("field")
    return field is not None and file.text(field) in _PASSIVE


def is_configured(call: Node, ends: list[Delivery], file: RustFile) -> bool:
    """Whether the option is set here, in a helper the stream is given to, by a caller, or may be in unseen code."""
    names = {end.name for end in ends if end.name} | _socket_name(call, file)
    if _OPTIONS.search(file.unit.text) is not None:
        return True
    if sets_itself(file, names, call) or any(sets_inside(taker, file) for taker in _takers(call, names, file)):
        return True
    if _is_set_behind_nested(call, file):
        return True
    leaves = any(end.fate in ("returned", "tail", "passed") or _is_returned(end, file) for end in ends)
    return leaves and file.unit.node.child_by_field_name("return_type") is not None and callers_set(file)


def _is_set_behind_nested(call: Node, file: RustFile) -> bool:
    """Whether a function inside of this one gives the stream back, and this one hands it to somebody who sets it."""
    nested = file.function_around(call) or file.unit.node
    if nested == file.unit.node:
        return False
    outside = (each for each in file.descendants(file.unit.node, "call_expression") if not lies_in(each, nested))
    return any(sets_inside(each, file) for each in outside)


def _socket_name(call: Node, file: RustFile) -> set[str]:
    """The `TcpSocket` that is connected: what was set on it holds for its stream."""
    receiver = receiver_of(call) if called_name(call, file) == "connect" else None
    return {file.text(receiver)} if receiver is not None and receiver.type == "identifier" else set()


def _is_returned(end: Delivery, file: RustFile) -> bool:
    """Whether a named stream leaves the function: in the result, or in a struct."""
    return any(_leaves(use, file) for use in _uses(end, file)) if end.fate == "named" else end.fate == "stored"


def _leaves(use: Node, file: RustFile) -> bool:
    inner = use
    for around in file.ancestors(use):
        if around.type in ("field_initializer", "shorthand_field_initializer", "return_expression", "function_item"):
            return True
        if use.type == "shorthand_field_initializer":
            return True
        if around.type == "block" and last_of(around) != inner:
            return False
        if around.type in ("arguments", "call_expression"):
            call = around if around.type == "call_expression" else file.parent(around)
            name = called_name(call, file) if call is not None else "Ok"
            if name not in _HANDS_ON and not name[:1].isupper():
                return False
        if around.type == "let_declaration" and inner.type == "call_expression":
            return any(_leaves(other, file) for other in _uses_of_let(around, file))
        inner = around
    return False


# Calls that give what they take, in another form, as constructors of variants do.
_HANDS_ON = frozenset({"Ok", "Some", "new", "into", "from", "map"})


def _uses_of_let(let: Node, file: RustFile) -> Iterator[Node]:
    pattern, scope = let.child_by_field_name("pattern"), file.parent(let)
    if pattern is not None and pattern.type == "identifier" and scope is not None:
        yield from uses_of(pattern, scope, file)


def _chained(call: Node, file: RustFile) -> Iterator[Node]:
    """The methods of the chain that starts with a call."""
    for around in file.ancestors(call):
        if around.type == "call_expression":
            yield around
        elif around.type not in ("field_expression", "try_expression", "await_expression"):
            return


def _takers(call: Node, names: set[str], file: RustFile) -> Iterator[Node]:
    """The calls that the stream is an argument of, also inside `&stream`, and the methods called on it at once."""
    yield from _chained(call, file)
    for node in file.descendants(file.unit.node, "call_expression"):
        arguments = node.child_by_field_name("arguments")
        if arguments is None or node == call:
            continue
        holds = arguments.start_byte <= call.start_byte < arguments.end_byte
        if holds or any(file.text(n) in names for n in file.descendants(arguments, "identifier")):
            yield node
