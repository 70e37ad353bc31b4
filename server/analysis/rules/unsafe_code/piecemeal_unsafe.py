"""Unsafe code let in function by function, in a crate that denies it: what is checked by nobody is everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.binding_code import is_binding_code
from ...facts.code.rust_file import RustFile
from ...facts.programs.unsafe_level import unsafe_level
from ...facts.unsafe_code.safety_comments import is_argued
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw
from ...syntax.lint_attributes import UNSAFE_CODE, levels_in

_SEVERAL = 2
_DENIED = ("deny", "forbid")
_ALLOWED = (("allow", UNSAFE_CODE), ("expect", UNSAFE_CODE))


@rule(Severity.SUGGESTION, on=nodes("function_item", "attribute_item"), needs=b"unsafe_code")
def piecemeal_unsafe(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Attributes of functions and of what is in them; those of modules and crates are where they belong."""
    if file.unit.node.type != "function_item":
        return
    found = file.unit.leading if call.node == file.unit.node else (call.node,)
    attribute = next((each for each in found if each.type == "attribute_item" and _lets_in(each, file)), None)
    if attribute is None or unsafe_level(file) not in _DENIED or is_binding_code(file):
        return
    if not _is_lone(file) or not _is_argued(attribute, file):
        yield saw(attribute, "unsafe code is let in here alone: keep it in a module that allows it as a whole")


def _is_lone(file: RustFile) -> bool:
    """Whether this is the one exception of the file."""
    return sum(unit.text.count(UNSAFE_CODE.encode()) for unit in file.names.mentioning(UNSAFE_CODE)) < _SEVERAL


def _is_argued(attribute: Node, file: RustFile) -> bool:
    """Whether somebody says what it is for: in the attribute, or beside the code that it is for."""
    code = attribute.next_named_sibling
    return b"reason" in file.bytes_of(attribute) or (code is not None and is_argued(code, file))


def _lets_in(attribute: Node, file: RustFile) -> bool:
    levels = levels_in(file.bytes_of(attribute))
    return any(pair in levels for pair in _ALLOWED)
