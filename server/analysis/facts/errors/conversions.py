"""Conversions of one error into another, which `?` calls on its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import names_in
from ..code.derives import derived_by
from ..code.members import declared, own_methods
from ..code.paths import own_type_path, owner_trait
from ..code.rust_file import RustFile
from ..running.cold_paths import is_marked_cold
from .error_texts import text_made

_FROM = re.compile(r"^(?:\w+::)*From\s*<\s*(?P<source>.*)>$", re.DOTALL)
_ERROR = re.compile(r"(Err|Error|Failure|Fault|Exception|Rejection|Panic)[A-Za-z]*\b")


# What only happens when a program is broken or ends.
_NEVER = re.compile(r"\b(PoisonError|TryLockError|AcquireError|Infallible|SystemTimeError|UninitializedFieldError)\b")
_COMPARES = ("PartialEq", "Eq", "Hash")


class Conversion(NamedTuple):
    """`impl From<source> for target` by its function; `text` is what makes a text of the source there."""

    source: str
    target: str
    text: Node


def conversion_to_text(function: Node, file: RustFile) -> Conversion | None:
    """The conversion of an error into one of the workspace that a function is, if it keeps only the source's words."""
    trait = _FROM.match(owner_trait(file) or "")
    target = own_type_path(file) if trait is not None else None
    if trait is None or target is None or not _is_error(trait["source"]) or not _is_error(target.rpartition("::")[2]):
        return None
    if _NEVER.search(trait["source"]) or is_compared(target, file) or is_marked_cold(file):
        return None
    body, given = function.child_by_field_name("body"), _parameter(function, file)
    if body is None or given is None or not declared(target, file):
        return None
    text = text_made(body, file)
    return Conversion(trait["source"], target, text) if text is not None and _reads(text, given, file) else None


def is_compared(path: str, file: RustFile) -> bool:
    """Whether values of a type of the workspace can be compared, which most errors of others cannot."""
    for unit in declared(path, file):
        view = file.view(unit)
        if any(each.path.endswith(_COMPARES) for each in derived_by(unit.node, view)):
            return True
    return bool(own_methods(path, "eq", file))


def _is_error(name: str) -> bool:
    return _ERROR.search(name) is not None


def _parameter(function: Node, file: RustFile) -> Node | None:
    parameters = function.child_by_field_name("parameters")
    first = parameters.named_children[0] if parameters is not None and parameters.named_children else None
    pattern = first.child_by_field_name("pattern") if first is not None else None
    return next(names_in(pattern, file), None) if pattern is not None else None


def _reads(text: Node, given: Node, file: RustFile) -> bool:
    """Whether the text is made of what is converted."""
    return re.search(rf"\b{re.escape(file.text(given))}\b", file.text(text)) is not None
