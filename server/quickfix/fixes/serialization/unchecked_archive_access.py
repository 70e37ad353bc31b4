"""The call that looks whether the bytes hold an archive before it hands out a reference into them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.calls import called_name
from ....analysis.facts.code.error_types import takes_any_error
from ....analysis.facts.code.generics import parameters_around
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_NAMES = {"access_unchecked": "access", "access_unchecked_mut": "access_mut", "from_bytes_unchecked": "from_bytes"}


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """For rkyv 0.8, whose types can all be checked, and where the type is known: a parameter would need bounds."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or file.crate.is_version("rkyv", ">=0.8") is not True:
        return None
    checked, given = _NAMES.get(called_name(call, view)), _type_given(call, view)
    arguments = call.child_by_field_name("arguments")
    if checked is None or given is None or arguments is None:
        return None
    text = f"rkyv::{checked}::<{given}>{view.text(arguments)}"
    asks = takes_any_error(call, view)
    if checked != "from_bytes":
        text += "?" if asks else '.expect("a valid archive")'
    fails = "fail" if asks or checked == "from_bytes" else "panic"
    title = f"Check the bytes with `rkyv::{checked}`: reads all of them, and damaged ones {fails}"
    return Fix(title, Safety.UNSAFE, (_replaced(call, text),))


def _type_given(call: Node, view: RustFile) -> str | None:
    """What stands in the turbofish, with the error beside it; None for types that no one can check yet."""
    function = call.child_by_field_name("function")
    arguments = function.child_by_field_name("type_arguments") if function is not None else None
    if arguments is None:
        return "_, rkyv::rancor::Error" if not parameters_around(view.unit) else None
    written = [view.text(child) for child in arguments.named_children]
    if set(re.findall(r"\w+", view.text(arguments))) & parameters_around(view.unit):
        return None
    return ", ".join(written if len(written) == 2 else [*written, "rkyv::rancor::Error"])


def _replaced(call: Node, text: str) -> Edit:
    """The call, with the `unsafe { .. }` around it where that holds nothing else but its `?`."""
    whole = call.parent if call.parent is not None and call.parent.type == "try_expression" else call
    block = whole.parent
    around = block.parent if block is not None and block.type == "block" else None
    if block is None or around is None or around.type != "unsafe_block" or block.named_child_count > 1:
        return Edit(span_of(call), text)
    return Edit(span_of(around), text + "?" if whole != call else text)
