"""What an unsafe block claims beyond what its calls say: the promise that a reader has to check."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.query import arguments_of
from ...syntax.units import Unit
from ..code.calls import called_name, function_of
from ..code.nodes import is_declared
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..data.archives import UNCHECKED
from ..data.schema import facts_by_name, last_names
from ..data.unsafe_functions import PROMISES
from ..types.expressions import receiver_type
from ..types.helpers import functions_called

_BY_PATH = facts_by_name(PROMISES)
_PROMISES = {name.rpartition("::")[2]: promise for name, promise in _BY_PATH.items()}
# Safe functions have these names as well, so that it has to be known whose they are.
_OF_OTHERS = frozenset({"map"})
# Whether these should be called at all is the better question, and is asked.
_TOLD_OF_THEMSELVES = last_names(UNCHECKED) | {"get_unchecked"}
_UNCHECKED = ("_unchecked", "_unchecked_mut", "unchecked_ref")
_DISPATCHED = (b"is_x86_feature_detected!", b"is_aarch64_feature_detected!", b"target_feature")
_STANDS_IN = re.compile(rb"cfg\s*\(\s*not\s*\(")
# Crates of declarations that are used for plain system calls everywhere.
_ORDINARY = frozenset({"libc", "windows_sys", "js_sys", "web_sys", "sys_info", "sysinfo"})


def claim_of(block: Node, file: RustFile) -> str | None:
    """What is promised in a block that holds more than calls of foreign functions; None for those.

    That is a function whose contract nothing in the call shows, an unsafe function of the workspace, or a raw pointer
    that is followed; in a crate that wraps a foreign library the last is how its structs are read. Versions of a
    function for the processor are chosen by a check that says enough.
    """
    if any(word in file.unit.text for word in _DISPATCHED):
        return None
    for call in file.descendants(block, "call_expression"):
        promise = _promise(call, file)
        if promise is not None:
            return promise
    follows = any(file.bytes_of(node)[:1] == b"*" for node in file.descendants(block, "unary_expression"))
    return "the pointer is valid, and nobody writes to what it points to" if follows and not _wraps(file) else None


def _promise(call: Node, file: RustFile) -> str | None:
    name = called_name(call, file)
    if name in _TOLD_OF_THEMSELVES or (name in _OF_OTHERS and not _is_known(call, name, file)):
        return None
    if name in _PROMISES or name.endswith(_UNCHECKED):
        given = list(arguments_of(call))
        constant = given and all(each.type.endswith("_literal") for each in given)
        return None if constant else _PROMISES.get(name, f"what `{name}` does not check holds")
    if any(is_unsafe(unit.node) and not _is_foreign(unit) for unit in functions_called(call, file)):
        return f"what `{name}` asks of its callers holds"
    return None


def _is_known(call: Node, name: str, file: RustFile) -> bool:
    """Whether a function or a method is one of the table, by its path or by the type that it is called on."""
    owner, function = receiver_type(call, file), function_of(call)
    path = f"{owner.path}::{name}" if owner is not None else canonical(function, file) if function is not None else None
    return path in _BY_PATH


def is_unsafe(function: Node) -> bool:
    """Whether a function is declared `unsafe`."""
    return is_declared(function, "unsafe")


def is_extern(function: Node) -> bool:
    """Whether a function has the calling convention of a foreign language."""
    return is_declared(function, "extern_modifier")


def _is_foreign(unit: Unit) -> bool:
    """Whether a function has a foreign contract, or stands in for a foreign one where that is not there."""
    heads = (*(frame.head for frame in unit.frames), unit.data[unit.start : unit.node.start_byte])
    return is_extern(unit.node) or any(_STANDS_IN.search(head) for head in heads)


def _wraps(file: RustFile) -> bool:
    named = (package for package in file.crate.packages - _ORDINARY)
    return any(package.endswith(("_sys", "_sys_next", "_ffi", "_bindings")) or "_sys_" in package for package in named)
