"""Whether a client or connection outlives the function that makes it, or is given back to whoever called it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..code.bindings import binding_of, names_in, uses_of
from ..code.deliveries import Delivery, deliveries
from ..code.loops import loop_around
from ..code.rust_file import RustFile
from ..code.wrappings import Wrapping
from .connections import Made

_WAITS = re.compile(rb"\b(sleep\w*|timeout_at|cancelled|interval|tick|recv|accept|select|poll_next|changed)\b")


def outlives(made: Made, file: RustFile) -> bool:
    """Whether the client is kept: returned, stored, given away, or used in a loop that waits for work."""
    if made.kind == "request":
        return False
    ends = list(deliveries(made.end, made.wrapping, file))
    return not ends or any(_is_kept(end, file) for end in ends)


def given_back(made: Made, file: RustFile) -> bool:
    """Whether the client is the result of the function that makes it."""
    if made.kind == "request":
        return False
    ends = list(deliveries(made.end, made.wrapping, file))
    return any(_is_result(end, file) for end in ends)


def _is_result(end: Delivery, file: RustFile) -> bool:
    if end.fate == "returned":
        return not any(a.type in ("closure_expression", "async_block") for a in file.ancestors(end.end))
    if end.fate != "named" or not end.bare:
        return False
    uses = list(_uses(end, file))
    last = uses[-1] if uses else None
    return last is not None and any(
        found.fate == "returned" and _is_result(found, file) for found in deliveries(last, Wrapping(0), file)
    )


def _is_kept(end: Delivery, file: RustFile) -> bool:
    if end.fate in ("returned", "stored", "dropped", "asked"):
        return True
    if end.fate == "passed":
        if _wraps(end, file):
            return any(_is_kept(further, file) for further in deliveries(end.end, Wrapping(0), file))
        return end.end.type == "call_expression" and not _lends(end.end, file)
    uses = list(_uses(end, file)) if end.fate == "named" else None
    # A name without a use is declared twice, for two configurations.
    return uses == [] or any(_keeps(use, end, file) for use in uses or ())


def _wraps(end: Delivery, file: RustFile) -> bool:
    """Whether the value only gets another type around it: `Http(client)`, a struct of one part."""
    function = end.end.child_by_field_name("function") if end.end.type == "call_expression" else None
    return end.bare and function is not None and function.type == "identifier" and file.text(function)[0].isupper()


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
        if file.text(above).endswith((".into_split", ".split")):
            return _halves_are_stored(above, file)
        return file.text(above).endswith(".clone") and _is_given(above, file)
    return above.type not in ("reference_expression", "try_expression", "await_expression")


def _halves_are_stored(method: Node, file: RustFile) -> bool:
    """Whether one of the names in `let (reader, writer) = stream.into_split()` is put somewhere."""
    let = next((around for around in file.ancestors(method) if around.type == "let_declaration"), None)
    pattern, scope = (let.child_by_field_name("pattern"), file.parent(let)) if let is not None else (None, None)
    halves = names_in(pattern, file) if pattern is not None else ()
    uses = [use for half in halves for use in uses_of(half, scope, file)] if scope is not None else []
    return any(found.fate == "stored" for use in uses for found in deliveries(use, Wrapping(0), file))


def _is_given(clone: Node, file: RustFile) -> bool:
    """Whether `client.clone()` is an argument or a field, and not another name in the function."""
    call = file.parent(clone)
    above = file.parent(call) if call is not None else None
    return above is None or above.type in ("arguments", "field_initializer")
