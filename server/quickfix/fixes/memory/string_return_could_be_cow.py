"""Shows the function with a `Cow<str>` for its result; who keeps what it gives makes a `String` of it."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.memory.input_given_back import GivenBack, given_back
from ....analysis.facts.moves.escapes import fate_of
from ....analysis.facts.running.callers import callers_of
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_TITLE = "Give back a `Cow<str>`, which lends what has not changed"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """For functions whose callers all stand in this file, or only read what they get."""
    view, span = file.view_at(finding.span), finding.captures.get("function")
    function = file.node_at(span, view) if span is not None and view is not None else None
    found = given_back(function, view) if function is not None and view is not None else None
    if view is None or function is None or found is None:
        return None
    signature, callers = _signature(function, found, view), _callers(view)
    if signature is None or callers is None:
        return None
    name = view.text(found.text)
    results = [Edit(span_of(each), f"Cow::Borrowed({name})") for each in found.unchanged]
    results += [Edit(span_of(each), f"Cow::Owned({view.text(each)})") for each in found.made]
    brought = any(each.path[-1] == "Cow" for each in file.imports(view.unit.modules))
    use = () if brought else (file.add_use("std::borrow::Cow", view.unit.modules),)
    return Fix(_TITLE, Safety.SHOW, (*signature, *results, *callers, *use))


def _signature(function: Node, found: GivenBack, view: RustFile) -> list[Edit] | None:
    """The type of the result, with the lifetime of the text where there is a choice of several."""
    parameters, written = (function.child_by_field_name(name) for name in ("parameters", "return_type"))
    parameter = found.text.parent
    given = parameter.child_by_field_name("type") if parameter is not None else None
    if parameters is None or written is None or given is None:
        return None
    named = re.match(r"&\s*('\w+)", view.text(given))
    if named is not None:
        return [Edit(span_of(written), f"Cow<{named[1]}, str>")]
    if len(re.findall(r"&|'|\bCow<|\bdyn\b", view.text(parameters))) == 1:
        return [Edit(span_of(written), "Cow<'_, str>")]
    generics = function.child_by_field_name("type_parameters")
    if "'a" in view.text(parameters) or (generics is not None and "'a" in view.text(generics)):
        return None
    at = generics.start_byte + 1 if generics is not None else parameters.start_byte
    declared = Edit(Span(at, at), "'a, " if generics is not None else "<'a>")
    lent = Edit(Span(given.start_byte, given.start_byte + 1), "&'a ")
    return [declared, lent, Edit(span_of(written), "Cow<'a, str>")]


def _callers(view: RustFile) -> list[Edit] | None:
    edits: list[Edit] = []
    for call, where in callers_of(view) or ():
        fate = fate_of(call, where)
        if fate is not None and fate.is_only_read and not any(_needs_string(use.node, where) for use in fate.reads):
            continue
        if where.path != view.path or where.unit.path:
            return None
        edits.append(Edit(Span(call.end_byte, call.end_byte), ".into_owned()"))
    return edits


def _needs_string(use: Node, view: RustFile) -> bool:
    """Whether a method of `String` is called that a `Cow` does not have."""
    around = view.parent(use)
    return around is not None and around.type == "field_expression" and view.text(around).endswith(".as_str")
