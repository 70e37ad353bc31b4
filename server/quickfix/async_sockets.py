"""A socket of the standard library, with every use that it has in its function, turned into one of tokio."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.awaiting.await_sites import accepts_await
from ..analysis.facts.code.bindings import binding_of, let_of, names_in, uses_of
from ..analysis.facts.code.calls import called_name, callee_path, function_of, receiver_of, receivers
from ..analysis.facts.code.rust_file import RustFile, expression
from ..analysis.finding import Span
from ..analysis.syntax.query import arguments_of
from .edit import Edit
from .fix_file import FixFile, span_of
from .hosts import is_host

# What tokio has with the same arguments and results, awaited.
_READS = frozenset({"read", "read_exact", "read_to_end", "read_to_string"})
_WRITES = frozenset({"write", "write_all", "flush"})
_STREAM = _READS | _WRITES | {"peek"}
# The calls that wait, by the constructor of the socket.
_WAITING: dict[str, frozenset[str]] = {
    "std::net::TcpStream::connect": _STREAM,
    "std::os::unix::net::UnixStream::connect": _STREAM - {"peek"},
    "std::net::UdpSocket::bind": frozenset({"connect", "send", "send_to", "recv", "recv_from", "peek", "peek_from"}),
}
_AT_ONCE = frozenset(
    {"local_addr", "peer_addr", "nodelay", "set_nodelay", "ttl", "set_ttl", "broadcast", "set_broadcast"}
)


def made_by(call: Node, view: RustFile) -> Node | None:
    """The constructor of the socket that a call is, or that it is a method of."""
    receiver = receiver_of(call)
    if receiver is None:
        return call if callee_path(call, view) in _WAITING else None
    binding = binding_of(receiver, view) if receiver.type == "identifier" else None
    if binding is None or binding.kind != "let" or binding.value is None:
        return None
    first = list(receivers(expression(binding.value)))
    return first[-1] if first and callee_path(first[-1], view) in _WAITING else None


def async_socket(made: Node, file: FixFile, view: RustFile) -> tuple[Edit, ...] | None:
    """The edits, None where one use of the socket does not carry over."""
    path, function, let = callee_path(made, view), function_of(made), let_of(made, view)
    hosts = list(arguments_of(made))
    if function is None or let is None or let.child_by_field_name("type") is not None or not accepts_await(made, view):
        return None
    if not path.startswith("std::os::") and not all(is_host(host, view) for host in hosts):
        return None
    calls = _uses(path, let, view)
    if calls is None:
        return None
    names = {called_name(call, view) for call in calls}
    twin = path.replace("std::os::unix::net", "tokio::net").replace("std::net", "tokio::net")
    imports = _imports(names, path, file, view)
    if imports is None or (imports and _has_others(calls, view)):
        return None
    return (Edit(span_of(function), twin), *(_awaited(call) for call in (made, *calls)), *imports)


def _uses(path: str, let: Node, view: RustFile) -> list[Node] | None:
    """The calls on the socket that wait; None where it is used in another way."""
    pattern, scope = let.child_by_field_name("pattern"), let.parent
    names = list(names_in(pattern, view)) if pattern is not None else []
    if len(names) != 1 or scope is None:
        return None
    waiting: list[Node] = []
    for use in uses_of(names[0], scope, view):
        field = view.parent(use)
        call = view.parent(field) if field is not None and field.type == "field_expression" else None
        if call is None or call.type != "call_expression" or receiver_of(call) != use:
            return None
        name = called_name(call, view)
        if name in _WAITING[path]:
            if not accepts_await(call, view):
                return None
            waiting.append(call)
        elif name not in _AT_ONCE:
            return None
    return waiting


def _awaited(call: Node) -> Edit:
    return Edit(Span(call.end_byte, call.end_byte), ".await")


def _imports(names: set[str], path: str, file: FixFile, view: RustFile) -> tuple[Edit, ...] | None:
    """The traits of tokio that the calls on a stream are methods of, brought into the function alone.

    Beside those of the standard library they make other reads and writes ambiguous: None where there are any.
    """
    if path.endswith("UdpSocket::bind"):
        return ()
    body = view.unit.node.child_by_field_name("body")
    imported = (("AsyncReadExt", _READS), ("AsyncWriteExt", _WRITES))
    traits = [trait for trait, methods in imported if names & methods]
    if body is None or not traits:
        return () if body is not None else None
    indent = file.indentation(body.named_children[0].start_byte)
    written = traits[0] if len(traits) == 1 else f"{{{', '.join(traits)}}}"
    return (Edit(Span(body.start_byte + 1, body.start_byte + 1), f"{file.newline}{indent}use tokio::io::{written};"),)


def _has_others(calls: list[Node], view: RustFile) -> bool:
    """Whether the function reads or writes anything else."""
    known = {call.start_byte for call in calls}
    every = view.descendants(view.unit.node, "call_expression")
    return any(called_name(call, view) in _READS | _WRITES and call.start_byte not in known for call in every)
