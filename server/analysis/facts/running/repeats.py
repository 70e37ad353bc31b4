"""How often the body of a loop runs: for each message, connection or item, now and then, or a few times in short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import SELECTS, macro_name, select_arms, token_tree
from ..code.calls import called_name, receiver_of
from ..code.loops import LOOPS
from ..code.rust_file import RustFile
from ..code.type_model import referent
from ..types.expressions import type_of
from ..types.loop_bounds import bound_of
from .cold_paths import runs_on_errors_only


class Repeat(NamedTuple):
    """How often something runs ("per message", "loop", "now and then", "cold") and the words for it.

    A loop is `bounded` when it goes through something that is there.
    """

    how: str
    what: str
    bounded: bool = False


_FEW = 16
_SHOWN = 40
_ACCEPTS = frozenset({"accept", "accept_bi", "accept_uni"})
_RECEIVES = frozenset(
    {
        "recv", "recv_async", "try_recv", "recv_timeout", "recv_deadline", "recv_many", "recv_from", "recv_msg",
        "recv_buf_from", "blocking_recv", "select_next_some", "next_message", "next_event", "recv_event",
        "read_message", "next_request", "recv_multipart", "receive", "pop_wait",
    }
)  # fmt: skip
_NEXT = frozenset({"next", "try_next", "next_frame", "read_frame"})
_WAITS = frozenset({"sleep", "sleep_until", "sleep_ms", "tick", "park_timeout", "delay_for", "wait_timeout"})
_RECEIVERS = re.compile(r"(^|::)(mpsc|channel|flume|crossbeam_channel|kanal|async_channel)(::\w+)*::\w*Receiver$")
_SHUTDOWN = re.compile(
    r"(?i)shut_?down|\bstop|_stop\b|ctrl_?c|cancel|\bquit|\bexit|sig_?(nal|term|int|hup)|terminat|\bkill|\bclos(e|ing)_"
)
_RETRIES = re.compile(rb"(?i)retr(y|ies)|reconnect|attempt|back_?off|\btries\b")


def repeat_of(loop: Node, place: Node, file: RustFile) -> Repeat | None:
    """How often a loop runs a place in its rounds; None when the place is outside of them or they are few."""
    if loop.type == "for_expression":
        return _of_for(loop, place, file)
    arm = _arm_around(loop, place, file)
    waits = [call for call in _calls(loop, file) if arm is None or _lies_in(call, arm)]
    if arm is not None and _SHUTDOWN.search(file.data[arm[0] : arm[1]].decode("utf-8", "replace")):
        return Repeat("cold", "a shutdown path")
    source = _source(waits, file)
    if source is not None:
        return source
    if _is_retried(loop, file):
        return None
    if any(_is_wait(call, file) for call in waits):
        return Repeat("now and then", "a loop that waits between its rounds")
    return Repeat("loop", _words(loop, file))


def _of_for(loop: Node, place: Node, file: RustFile) -> Repeat | None:
    body, value = loop.child_by_field_name("body"), loop.child_by_field_name("value")
    if body is None or value is None or not body.start_byte <= place.start_byte < body.end_byte:
        return None
    source = _iterated_source(value, file)
    if source is not None:
        return source
    if is_few(value, file) or _is_retried(loop, file):
        return None
    if any(_is_wait(call, file) for call in _calls(loop, file)):
        return Repeat("now and then", "a loop that waits between its rounds")
    return Repeat("loop", _words(loop, file), bounded=True)


def is_few(value: Node, file: RustFile) -> bool:
    """Whether what is iterated over stands in the source and is short."""
    bound = bound_of(value, file)
    return bound is not None and bound.number is not None and bound.number <= _FEW


def _iterated_source(value: Node, file: RustFile) -> Repeat | None:
    """`for stream in listener.incoming()`, `for message in receiver`."""
    receiver = receiver_of(value) if value.type == "call_expression" else None
    name = called_name(value, file) if receiver is not None else ""
    if name == "incoming":
        return Repeat("per connection", f"the loop over `{_short(value, file)}`")
    held = referent(type_of(receiver if receiver is not None and name in ("iter", "into_iter") else value, file))
    if held is not None and _RECEIVERS.search(held.path):
        return Repeat("per message", f"the loop over `{_short(value, file)}`")
    return None


def _source(waits: list[Node], file: RustFile) -> Repeat | None:
    """What the rounds of a loop wait for: connections, messages or the items of a stream."""
    for call in waits:
        name, receiver = called_name(call, file), receiver_of(call)
        words = file.text(receiver) if receiver is not None else file.text(call)
        if _SHUTDOWN.search(words):
            continue
        arguments = call.child_by_field_name("arguments")
        if name in _ACCEPTS and arguments is not None and not arguments.named_children:
            return Repeat("per connection", f"the loop over `{_short(call, file)}`")
        if name in _RECEIVES or (name in _NEXT and _is_awaited(call, file)):
            return Repeat("per message", f"the loop over `{_short(call, file)}`")
    return None


def _calls(loop: Node, file: RustFile) -> Iterator[Node]:
    """The calls that the loop itself makes in its rounds, those of inner loops, tasks and closures left out."""
    names = _ACCEPTS | _RECEIVES | _NEXT | _WAITS
    for call in file.descendants(loop, "call_expression"):
        if called_name(call, file) in names and _own_loop(call, file) == loop:
            yield call


def _own_loop(call: Node, file: RustFile) -> Node | None:
    inner = call
    for around in file.ancestors(call):
        if around.type in LOOPS and (around.type != "for_expression" or inner == around.child_by_field_name("body")):
            return around
        if around.type in ("closure_expression", "async_block", "function_item"):
            return None
        inner = around
    return None


def _arm_around(loop: Node, place: Node, file: RustFile) -> tuple[int, int] | None:
    """The future of the `select!` arm that the place stands in, if the `select!` is the loop's own."""
    for around in file.ancestors(place):
        if around == loop or around.type in LOOPS:
            return None
        tree = token_tree(around) if around.type == "macro_invocation" else None
        if tree is not None and macro_name(around, file.data) in SELECTS:
            for arm in select_arms(tree, file.data):
                if arm.body[0] <= place.start_byte < arm.body[1]:
                    return arm.future
    return None


def _lies_in(call: Node, span: tuple[int, int]) -> bool:
    return span[0] <= call.start_byte and call.end_byte <= span[1]


def _is_awaited(call: Node, file: RustFile) -> bool:
    """Whether a call is awaited, by `.await` or as the future of a `select!` arm."""
    above = file.parent(call)
    while above is not None and above.type in ("parenthesized_expression", "field_expression", "call_expression"):
        above = file.parent(above)
    if above is not None and above.type == "expression_statement":
        above = file.parent(above)
    return above is not None and (above.type == "await_expression" or above.type == "macro_invocation")


def _is_wait(call: Node, file: RustFile) -> bool:
    return called_name(call, file) in _WAITS and not runs_on_errors_only(call, file)


def _is_retried(loop: Node, file: RustFile) -> bool:
    """Whether the rounds are attempts at one thing: by the head of a `for` or `while`, by all of a `loop`."""
    body = loop.child_by_field_name("body")
    if loop.type == "loop_expression" or body is None:
        return _RETRIES.search(file.bytes_of(loop)) is not None
    return _RETRIES.search(file.data[loop.start_byte : body.start_byte]) is not None


def _words(loop: Node, file: RustFile) -> str:
    value = loop.child_by_field_name("value")
    if value is not None:
        return f"the `for` over `{_short(value, file)}`"
    return "a `while` loop" if loop.type == "while_expression" else "a `loop`"


def _short(node: Node, file: RustFile) -> str:
    """The source of an expression on one line, cut where it is long."""
    text = " ".join(file.text(node).split()).replace("`", "'")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
