"""What one item of many is waited for: an answer from afar, an object of its own, a worker that comes or goes."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.awaits import awaits_below
from ..code.calls import called_name, receiver_of
from ..code.paths import owner_type
from ..code.rust_file import RustFile, expression
from ..data.verbs import LIFECYCLE, WAITS
from ..types.helpers import async_body_of
from .await_steps import Step, step_of
from .far_waits import is_all_near, waits_for
from .independence import Asks, asks_over_http, changes, question

_DEPTH = 2


def says(node: Node, names: set[bytes], file: RustFile) -> bool:
    """Whether one of the names is used in an expression, texts that are formatted included."""
    own = (node,) if node.type == "identifier" else ()
    used = (*own, *file.descendants(node, "identifier", "shorthand_field_identifier"))
    if any(file.bytes_of(name) in names for name in used):
        return True
    texts = [file.bytes_of(literal) for literal in file.descendants(node, "string_literal")]
    return any(b"{" + name in text for text in texts for name in names)


def asks_far(step: Step, file: RustFile) -> bool:
    """Whether a call asks something that neither memory nor the local disk answers."""
    if _asks(step, file) or asks_over_http(step.call, file):
        return True
    return _reaches(step, file, http=changes(step, file), depth=_DEPTH)


def _asks(step: Step, file: RustFile) -> bool:
    """Whether a call asks by its name; what `is_open()` asks is for its body to tell."""
    is_test = called_name(step.call, file).split("_")[0] in ("is", "has")
    return not is_test and question(step, file) is Asks.SURELY and not is_near(step, file)


def is_near(step: Step, file: RustFile) -> bool:
    """Whether a call only waits for locks and local files; what is not known may be far."""
    if receiver_of(step.call) is not None and called_name(step.call, file).split("_")[0] in WAITS:
        return True
    return is_all_near(waits_for(step.call, file))


def is_lifecycle(step: Step, names: set[bytes], file: RustFile) -> bool:
    """`worker.stop().await`: each item's own coming and going."""
    receiver = receiver_of(step.call)
    owner = expression(receiver) if receiver is not None else None
    return (
        owner is not None
        and called_name(step.call, file).removeprefix("try_").split("_")[0] in LIFECYCLE
        and owner.type == "identifier"
        and file.bytes_of(owner) in names
        and b"&mut" not in file.bytes_of(step.call)
        and not is_near(step, file)
    )


def _reaches(step: Step, file: RustFile, *, http: bool, depth: int) -> bool:
    """Whether a function of the workspace waits in its body for a request, or for any answer unless it must be `http`.

    One that changes something on the way does not count, but for the request itself.
    """
    view = async_body_of(step.call, file)
    if view is None:
        return False
    found = False
    for point in awaits_below(view.unit.node, view):
        inner = step_of(point, view) if point.type == "await_expression" else None
        if inner is None:
            continue
        asked = asks_over_http(inner.call, view)
        if not asked and not http and changes(inner, view):
            return False
        found = found or asked or (not http and _asks(inner, view))
        found = found or (depth > 0 and _reaches(inner, view, http=http, depth=depth - 1))
    return found


def makes_alone(step: Step, names: set[bytes], file: RustFile) -> bool:
    """`Peer::restore(path, bus.clone()).await`: what is given nothing that others hold makes something of its own."""
    view = async_body_of(step.call, file) if not changes(step, file) else None
    owner = owner_type(view) if view is not None else None
    if view is None or owner is None or receiver_of(step.call) is not None:
        return False
    returned = view.unit.node.child_by_field_name("return_type")
    if returned is None or not re.search(rf"\b(Self|{owner})\b", view.text(returned)):
        return False
    given = list(arguments_of(step.call))
    return bool(given) and all(_is_own(each, names, file) for each in given)


def _is_own(argument: Node, names: set[bytes], file: RustFile) -> bool:
    cloned = argument.type == "call_expression" and called_name(argument, file) == "clone"
    return cloned or argument.type.endswith("_literal") or says(argument, names, file)
