"""A channel without a bound turns a slow receiver into memory growth instead of slower senders."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.channels.bounds import is_meant
from ...facts.channels.channel_wrappers import WRAPPER_NAMES, is_wrapper_called
from ...facts.code.calls import function_of
from ...facts.code.rust_file import RustFile
from ...facts.data.channels import UNBOUNDED
from ...facts.data.schema import names_of
from ...finding import Severity
from ...rule import Call, Sighting, Trigger, calls, paths, rule, saw

_WRAPPERS = tuple(Trigger("call", name) for name in WRAPPER_NAMES)

_CONSTRUCTORS = names_of(UNBOUNDED)


@rule(Severity.CRITICAL, on=calls(*_CONSTRUCTORS) + paths(*_CONSTRUCTORS) + _WRAPPERS)
def unbounded_channel(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Constructors of unbounded channels that carry more than a signal or one reply, handed to others as well."""
    if call.callee in _CONSTRUCTORS:
        if call.arguments or _is_called(call.node, file):
            return
    elif not is_wrapper_called(call.node, file):
        return
    if is_meant(call.node, file):
        return
    message = f"`{call.name}` has no bound: when the receiver is behind, the queue grows until memory ends"
    yield saw(call, message, data={"path": (call.callee or "") if call.node.type == "call_expression" else ""})


def _is_called(path: Node, file: RustFile) -> bool:
    """Whether a path stands where it is called: the call itself has been looked at."""
    above = file.parent(path)
    if above is not None and above.type == "generic_function":
        above = file.parent(above)
    return above is not None and above.type == "call_expression" and function_of(above) == path
