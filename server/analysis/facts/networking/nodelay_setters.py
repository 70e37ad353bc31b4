"""Who turns Nagle's algorithm off: the function itself, those that a stream is given to, and those that get it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from ...syntax.declared import name_of
from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.paths import own_type_path, owner_trait
from ..code.rust_file import RustFile
from ..running.callers import callers_of, function_name
from ..types.expressions import receiver_type
from ..types.helpers import functions_called, opened, view_of

NODELAY = re.compile(rb"(?i)(?<!-)no_?delay")
_SPELLINGS = ("nodelay", "no_delay", "NODELAY", "NoDelay")
_SAID = ("set_nodelay", "set_tcp_nodelay", "nodelay", "tcp_nodelay", "with_nodelay", "no_delay", "set_no_delay")
_SWITCH = re.compile(r"set_(?:tcp_)?no_?delay")
_CONFIGURES = re.compile(
    r"(?i)sock(et)?_?opt|(config|configure|setup|set_?up|apply|tune|prepare|adjust)\w*(sock|stream|tcp|conn|opt)"
    r"|set_\w*(sock|tcp|options|keepalive)|(sock|tcp|stream|conn)\w*_?(config|options|opts|settings)|keep_?alive"
)
# Who calls a method of that common name may call another's: only what names streams counts.
_BY_CALLER = re.compile(rb"(?i)(?<!-)no_?delay|(config|apply|tune|prepare|set_?up)\w*_stream\w*\(")
_STREAMS = ("std::net::TcpStream", "tokio::net::TcpStream")
_DEEPEST = 2


def sets_itself(file: RustFile, names: Iterable[str] = (), made: Node | None = None) -> bool:
    """Whether a function sets the option itself, on another stream than one that it makes by another call."""
    return NODELAY.search(file.unit.text) is not None and not _only_others(file, set(names), made)


def sets_inside(call: Node, file: RustFile, depth: int = _DEEPEST) -> bool:
    """Whether a called function sets the option; one that cannot be looked into may, if its name says so."""
    units = functions_called(call, file)
    bodies = [unit for unit in units if unit.node.type == "function_item"]
    if bodies:
        return any(_sets_below(opened(unit, file), depth) for unit in bodies)
    if depth < _DEEPEST and not _is_of_stream(call, file):
        return False
    name = called_name(call, file)
    return _CONFIGURES.search(name) is not None or (_may_be_any(call, file, units) and name in _setters(file))


def _is_of_stream(call: Node, file: RustFile) -> bool:
    """Whether a method is called on a stream: one that std and tokio do not have comes from a trait."""
    owner = receiver_type(call, file) if receiver_of(call) is not None else None
    return owner is not None and owner.path in _STREAMS


def _may_be_any(call: Node, file: RustFile, signatures: tuple[Unit, ...]) -> bool:
    """Whether a method of whatever type may be called: by a trait, or on something of unknown type."""
    return bool(signatures) or (receiver_of(call) is not None and receiver_type(call, file) is None)


def _sets_below(view: RustFile, depth: int) -> bool:
    key = ("sets nodelay", view.path, view.unit.node.id, depth)
    if key not in view.names.memo:
        view.names.memo[key] = False
        calls = view.descendants(view.unit.node, "call_expression") if depth > 0 else ()
        view.names.memo[key] = sets_itself(view) or any(sets_inside(call, view, depth - 1) for call in calls)
    found: bool = view.names.memo[key]
    return found


def callers_set(file: RustFile, depth: int = _DEEPEST) -> bool:
    """Whether somebody who gets the function's stream sets the option, or another method of its type."""
    name = function_name(file)
    if not name:
        return False
    if _is_set_through_trait(file):
        return True
    owner = own_type_path(file)
    if owner is not None and any(owner in owners for owners in _setters(file).values()):
        return True
    places = callers_of(file)
    if places is None:
        return _said_beside(name, file)
    for view in {id(view.unit): view for _, view in places}.values():
        if _sets_below(view, 1):
            return True
        hands_on = view.unit.node.type == "function_item" and view.unit.node.child_by_field_name("return_type")
        if depth > 0 and hands_on and callers_set(view, depth - 1):
            return True
    return False


def _is_set_through_trait(file: RustFile) -> bool:
    """Whether the trait that gives the stream has a method that sets the option, for those who ask for the stream."""
    trait, frames = owner_trait(file), file.unit.frames
    beside = (unit for word in _SAID for unit in file.names.mentioning(word)) if trait is not None else ()
    return any(unit.frames == frames and _SWITCH.fullmatch(name_of(unit)) for unit in beside)


def _setters(file: RustFile) -> dict[str, set[str]]:
    """The functions of the crate, tests left out, that name the option: with their types, by name.

    A method that does nothing but set it on demand is no sign that somebody does.
    """
    key = ("nodelay setters", file.path)
    if key not in file.names.memo:
        found: dict[str, set[str]] = {}
        for unit in _naming_the_option(file):
            name = name_of(unit)
            if unit.node.type == "function_item" and not is_test_unit(unit) and not _SWITCH.fullmatch(name):
                found.setdefault(name, set()).add(own_type_path(view_of(unit, file)) or "")
        file.names.memo[key] = found
    setters: dict[str, set[str]] = file.names.memo[key]
    return setters


def _naming_the_option(file: RustFile) -> Iterator[Unit]:
    home = file.names.home()
    words = [f"{dot}{word}" for word in _SAID for dot in (".", "")]
    paths = {path for word in words for path in file.names.files_with_word(home.target, word)} if home else set()
    for path in sorted({*paths, file.path}):
        names = file.names.of(path)
        yield from (unit for spelling in _SPELLINGS for unit in names.mentioning(spelling))


def _said_beside(name: str, file: RustFile) -> bool:
    """Whether a function that calls one of that name, by whatever trait, sets the option on what it gets."""
    home = file.names.home()
    paths = set(file.names.files_with_word(home.target, f".{name}")) if home is not None else set()
    call = f"{name}(".encode()
    for path in sorted({*paths, file.path}):
        for unit in file.names.of(path).mentioning(name):
            if unit.node != file.unit.node and call in unit.text and _BY_CALLER.search(unit.text):
                return True
    return False


def _only_others(file: RustFile, names: set[str], made: Node | None) -> bool:
    """Whether each place that sets the option does so on another stream that this function made."""
    switches = [
        node
        for node in file.descendants(file.unit.node, "call_expression")
        if _SWITCH.fullmatch(called_name(node, file)) and receiver_of(node) is not None
    ]
    mentions = len(NODELAY.findall(file.unit.text))
    return bool(switches) and mentions == len(switches) and all(_on_other(s, made, names, file) for s in switches)


def _on_other(switch: Node, made: Node | None, names: set[str], file: RustFile) -> bool:
    receiver = receiver_of(switch)
    if receiver is None or receiver.type != "identifier" or file.text(receiver) in names:
        return False
    binding = binding_of(receiver, file)
    value = binding.value if binding is not None else None
    if value is None or (made is not None and value.start_byte <= made.start_byte < value.end_byte):
        return False
    return re.search(r"\b(connect|accept)\w*\(", file.text(value)) is not None
