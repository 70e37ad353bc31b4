"""Whether a channel needs no bound: what it carries, how often something is sent, and when it is drained."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name
from ..code.comments import argues
from ..code.loops import loop_around
from ..code.members import declared
from ..code.nodes import is_move
from ..code.paths import resolve
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..data.channels import RECEIVES, SENDS
from ..data.schema import last_names
from .channel_choice import is_chosen
from .channel_ends import Ends, calls_on, ends_of
from .channel_sends import is_cold, is_paced, sends_into

_SENDS = last_names(SENDS)
_RECEIVES = last_names(RECEIVES)
_BOUND = re.compile(
    r"(?i)\b(un)?bounded\b(?!-)|back-?pressure|capacity|at most|limit|deadlock"
    r"|(never|not|cannot|can't|avoid|without) (to )?(be )?block"
)


_WAITS = re.compile(rb"\.\s*await\b|\bloop\b|\bwhile\b|\bfor\b|\.\s*join\s*\(|block_on")


def is_meant(call: Node, file: RustFile) -> bool:
    """Whether a channel needs no bound: a comment names one, or it cannot grow, as without a receiver."""
    if any(ask(call, file) for ask in (is_chosen, _is_only_sender, _is_placeholder)) or argues(call, file, _BOUND):
        return True
    ends = ends_of(call, file)
    if is_signal(call, ends, file):
        return True
    if ends is not None and None in (ends.sender, ends.receiver):
        return True
    harmless = (
        _is_only_collected, carries_one_message, is_drained_afterwards, is_one_per_worker, _is_never_sent_into,
        _is_dropped_unread, _is_sent_little,
    )  # fmt: skip
    return ends is not None and any(ask(ends, file) for ask in harmless)


def _is_only_sender(call: Node, file: RustFile) -> bool:
    """Whether the receiver is dropped where the channel is made, as in `channel().0`: every send fails."""
    above = file.parent(call)
    return above is not None and above.type == "field_expression" and file.text(above).endswith(".0")


def _is_placeholder(call: Node, file: RustFile) -> bool:
    """Whether the sender is only kept: `(_tx, rx) = channel()` gives a receiver for when there is no real one."""
    assignment = file.parent(call)
    left = assignment.child_by_field_name("left") if assignment is not None else None
    name = left.named_children[0] if left is not None and left.type == "tuple_expression" else None
    binding = binding_of(name, file) if name is not None and name.type == "identifier" else None
    if binding is None:
        return False
    uses = (file.parent(use) for use in uses_of(binding.name, binding.scope, file))
    return all(use is not None and use.type == "tuple_expression" and _is_left(use, file) for use in uses)


def _is_left(tuple_: Node, file: RustFile) -> bool:
    above = file.parent(tuple_)
    return above is not None and above.type == "assignment_expression" and above.children[0] == tuple_


def _is_never_sent_into(ends: Ends, file: RustFile) -> bool:
    """Whether the sender is only dropped, at once or in the end."""
    return calls_on(ends.sender, ends.let, file, _SENDS) == []


def _is_dropped_unread(ends: Ends, file: RustFile) -> bool:
    """Whether the receiver only goes out of scope, and that without a wait: nothing can be sent from then on."""
    scope = file.parent(ends.let)
    if ends.receiver is None or scope is None or uses_of(ends.receiver, scope, file):
        return False
    named = re.compile(rb"\b" + re.escape(file.bytes_of(ends.receiver)) + rb"\b")
    if named.search(file.data, ends.let.end_byte, scope.end_byte):
        # It is given to a macro whose arguments nobody can read.
        return False
    return _WAITS.search(file.data, ends.let.end_byte, scope.end_byte) is None


def _is_sent_little(ends: Ends, file: RustFile) -> bool:
    """Whether all that is sent, in whatever file, is sent at start-up, is a signal, or waits for its reply."""
    scope = file.parent(ends.let)
    sends = sends_into(ends.sender, scope, file) if ends.sender is not None and scope is not None else None
    return bool(sends) and any(all(ask(*send) for send in sends or ()) for ask in (is_cold, is_paced, _sends_signal))


def _sends_signal(send: Node, file: RustFile) -> bool:
    arguments = send.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if len(given) != 1 or given[0].type not in ("unit_expression", "scoped_identifier", "identifier"):
        return False
    return given[0].type == "unit_expression" or _is_signal_message(file.text(given[0]), file)


_COLLECTS = re.compile(rb"\{((?!\.await)[^}])*?\.\s*push\s*\(")


def _is_only_collected(ends: Ends, file: RustFile) -> bool:
    """Whether each message is put into a set of futures as soon as it comes: there the queue is, not in the channel."""
    takes = calls_on(ends.receiver, ends.let, file, _RECEIVES)
    if not takes or b"FuturesUnordered" not in file.unit.text:
        return False
    return all(_COLLECTS.match(file.data, file.data.find(b"{", take.end_byte)) for take in takes)


_SIGNAL = re.compile(
    r"(?i)shut_?down|stop|exit|quit|kill|cancel|signal|terminat|(^|_)(done|close[dr]?|abort|finish(ed)?|ready|release|wake|trigger)(_|$)"
)
_NOTHING = re.compile(rb"(::<\s*\(\s*\)\s*>|Sender<\s*\(\s*\)\s*>|Receiver<\s*\(\s*\)\s*>|::<\s*!\s*>)")
_SEND_NOTHING = rb"\s*\.\s*(?:send|unbounded_send|try_send|send_async)\s*\(\s*\(\s*\)\s*\)"


def is_signal(call: Node, ends: Ends | None, file: RustFile) -> bool:
    """A channel that carries nothing but the news that something happened."""
    if _NOTHING.search(file.bytes_of(call)) or (ends is not None and _NOTHING.search(file.bytes_of(ends.let))):
        return True
    if ends is None or ends.sender is None:
        return False
    names = [file.text(end) for end in (ends.sender, ends.receiver) if end is not None]
    if any(_SIGNAL.search(name) for name in names):
        return True
    word = re.escape(file.bytes_of(ends.sender))
    held = re.compile(rb"\b" + word + rb"\s*:\s*[\w:<]*Sender<\s*\(\s*\)\s*>")
    mentions = file.names.mentioning(file.text(ends.sender))
    if any(unit.node.type == "struct_item" and held.search(unit.text) for unit in mentions):
        return True
    if re.search(rb"\b" + word + _SEND_NOTHING, file.unit.text) is not None:
        return True
    sent = re.compile(rb"\b" + word + rb"\s*\.\s*send\s*\(\s*([\w:]*)")
    messages = [
        m[1].decode() for unit in file.names.mentioning(file.text(ends.sender)) for m in sent.finditer(unit.text)
    ]
    return bool(messages) and all(_is_signal_message(message, file) for message in messages)


def _is_signal_message(message: str, file: RustFile) -> bool:
    """Whether a message says that something ends, and its type says nothing else."""
    before, _, name = message.rpartition("::")
    kind = before.rpartition("::")[2]
    if _SIGNAL.search(name) is None:
        return False
    path = resolve(tuple(before.split("::")), scope_of(file)) if kind else None
    enums = [unit for unit in declared(path, file) if unit.node.type == "enum_item"] if path is not None else []
    return bool(enums or not kind) and all(len(_VARIANTS.findall(u.text)) <= 1 or _all_signal(u.text) for u in enums)


_VARIANTS = re.compile(rb"(?m)^\s*(?:\w+::)?([A-Z]\w*)\s*(?=[,({=}\n])")


def _all_signal(declaration: bytes) -> bool:
    return all(_SIGNAL.search(variant.decode()) for variant in _VARIANTS.findall(declaration))


def carries_one_message(ends: Ends, file: RustFile) -> bool:
    """Whether exactly one message is taken, or exactly one sent: the channel is used as a oneshot."""
    sends = calls_on(ends.sender, ends.let, file, _SENDS)
    if sends is not None and len(sends) == 1 and not _repeats(sends[0], ends.let, file):
        return True
    takes = calls_on(ends.receiver, ends.let, file, _RECEIVES)
    return takes is not None and len(takes) == 1 and not _repeats(takes[0], ends.let, file)


def _repeats(call: Node, let: Node, file: RustFile) -> bool:
    loop = loop_around(call, file)
    if loop is not None and loop.start_byte > let.start_byte:
        return True
    moved = False
    for around in file.ancestors(call):
        if around.start_byte <= let.start_byte:
            return False
        if around.type == "async_block":
            moved |= is_move(around)
        elif around.type == "closure_expression":
            # What moves the sender on, into a future of its own, cannot be called again.
            if not moved and not _runs_once(around, file):
                return True
            moved = False
    return False


def _runs_once(closure: Node, file: RustFile) -> bool:
    """Whether a closure is handed to a thread or task of its own, and not a callback."""
    arguments = file.parent(closure)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    return call is not None and called_name(call, file).startswith(("spawn", "scope", "block_on", "block_in_place"))


_JOINS = re.compile(
    rb"\.\s*join\s*\(\s*\)|\bjoin_all\s*\(|\bscope\s*\(|\bpar_iter|\bfor_each_with\b|\.\s*wait\s*\(\s*\)"
)


def is_drained_afterwards(ends: Ends, file: RustFile) -> bool:
    """Whether nobody takes a message before the producers are done: a bound would make them wait for good."""
    scope = file.parent(ends.let)
    if ends.receiver is None or scope is None:
        return False
    first = next(iter(uses_of(ends.receiver, scope, file)), None)
    if first is None:
        return False
    if _is_spent_before(first, ends, scope, file):
        return True
    if _is_elsewhere(first, scope, file):
        return False
    waits = _JOINS.finditer(file.data, ends.let.end_byte, first.start_byte)
    return any(not _is_elsewhere(node, scope, file) for wait in waits if (node := _node_at(wait.start(), scope, file)))


def _node_at(offset: int, scope: Node, file: RustFile) -> Node | None:
    """The innermost node at a place, in code or in what is parsed of a macro's arguments."""
    roots = (*reversed(file.fragment_roots()), scope)
    within = (root for root in roots if root.start_byte <= offset < root.end_byte)
    return next((node for root in within if (node := root.descendant_for_byte_range(offset, offset + 1))), None)


_WORKS = re.compile(r"(work|run|produce|collect|scan|walk|process|generate|search|crawl|compute)(_|$)")


def _is_spent_before(first: Node, ends: Ends, scope: Node, file: RustFile) -> bool:
    """Whether the only sender was given to a call that is awaited before the receiver is touched."""
    uses = uses_of(ends.sender, scope, file) if ends.sender is not None else []
    if len(uses) != 1 or uses[0].start_byte > first.start_byte:
        return False
    arguments = file.parent(uses[0])
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    waited = file.parent(call) if call is not None else None
    if call is None or waited is None or waited.type != "await_expression":
        return False
    return _WORKS.match(called_name(call, file)) is not None


def _is_elsewhere(use: Node, scope: Node, file: RustFile) -> bool:
    """Whether the use is in a closure or future that others run."""
    for around in file.ancestors(use):
        if around == scope:
            return False
        if around.type in ("closure_expression", "async_block"):
            return True
    return True


def is_one_per_worker(ends: Ends, file: RustFile) -> bool:
    """Whether each of the workers that a `for` starts sends one result, and this function takes them all."""
    scope = file.parent(ends.let)
    if ends.sender is None or ends.receiver is None or scope is None:
        return False
    taken = uses_of(ends.receiver, scope, file)
    if not taken or any(_is_elsewhere(use, scope, file) for use in taken):
        return False
    sends = [call for use in uses_of(ends.sender, scope, file) for call in _sends_of(use, file)]
    return bool(sends) and all(_is_last_of_worker(call, scope, file) for call in sends)


def _sends_of(use: Node, file: RustFile) -> list[Node]:
    """The sends of a sender, or of the clone that `let tx = tx.clone()` makes; the use itself for anything else."""
    field = file.parent(use)
    call = file.parent(field) if field is not None and field.type == "field_expression" else None
    name = called_name(call, file) if call is not None else ""
    if call is not None and name == "send":
        return [call]
    let = file.parent(call) if call is not None and name == "clone" else None
    pattern = let.child_by_field_name("pattern") if let is not None and let.type == "let_declaration" else None
    around = file.parent(let) if let is not None else None
    if pattern is not None and around is not None and pattern.type == "identifier":
        return [found for clone in uses_of(pattern, around, file) for found in _sends_of(clone, file)]
    return [] if field is not None and file.text(file.parent(field) or field).startswith("drop(") else [use]


def _is_last_of_worker(send: Node, scope: Node, file: RustFile) -> bool:
    """Whether a send runs once in a closure or task that a `for` loop starts."""
    work = next((a for a in file.ancestors(send) if a.type in ("closure_expression", "async_block")), None)
    if work is None or send.type != "call_expression" or work.start_byte < scope.start_byte:
        return False
    inner = loop_around(send, file)
    outer = loop_around(work, file)
    return (
        (inner is None or inner.start_byte < work.start_byte) and outer is not None and outer.type == "for_expression"
    )
