"""Borrowed values of which an owned copy is made although the place asks for a reference: `&text.to_string()`."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile
from ..code.temporaries import extended_by, temporary_scope
from ..code.type_model import STRING, VEC, Type, referent
from ..types.asked_types import VIEWS, asked_type, key_type
from ..types.expressions import type_of
from ..types.looked_at import is_looked_at
from .ownership import Held, gives
from .spent import spent
from .undisturbed import stays

_STR, _SLICE, _PATH, _OS, _COW = "str", "[]", "std::path::Path", "std::ffi::OsStr", "std::borrow::Cow"
_MAKES = {
    "to_string": {_STR, _COW}, "to_vec": {_SLICE}, "to_path_buf": {_PATH}, "to_os_string": {_OS},
    "to_owned": {_STR, _SLICE, _PATH, _OS, "std::ffi::CStr"}, "into_owned": {_COW},
}  # fmt: skip
_COPIES = {
    "to_string": {STRING}, "to_vec": {VEC}, "to_path_buf": {"std::path::PathBuf"}, "to_owned": {STRING, VEC},
    "to_os_string": {"std::ffi::OsString"}, "into_owned": set[str](),
}  # fmt: skip
MAKES = tuple(_MAKES)
_OWNERS = {_STR: STRING, _SLICE: VEC, _PATH: "std::path::PathBuf", _OS: "std::ffi::OsString"}
# What goes on with an iterator without asking it for anything.
_LAZY = frozenset(
    {
        "map", "filter", "filter_map", "enumerate", "rev", "skip", "take", "step_by", "chain", "zip", "peekable",
        "flat_map", "flatten", "inspect", "take_while", "skip_while", "map_while", "scan", "fuse",
    }
)  # fmt: skip


class Needless(NamedTuple):
    """An owned copy that nobody asks for.

    `how` is "reference" for one behind a `&`, which is part of `whole`, "key" for such a one that a map is asked for,
    "argument" for one that is handed over, "split" for one that is taken apart, "loop" and "iterator" for one whose
    elements are gone through.
    """

    whole: Node
    source: Node
    how: str
    held: Held | None


def needless(call: Node, file: RustFile) -> Needless | None:
    """What a `to_owned` and its like copies for nothing; None where the copy is needed or nobody can tell."""
    source = receiver_of(call)
    if source is None:
        return None
    found = referent(type_of(source, file))
    whole, how = _asked_by(call, found, file) if found is not None else (call, "")
    if not how or not stays(source, _scope(call, file), file):
        return None
    if how in ("loop", "iterator") and spent(call, file) is not None:
        return None
    return Needless(whole, source, how, gives(source, file))


def _scope(call: Node, file: RustFile) -> Node:
    let = extended_by(call, file)
    block = file.parent(let) if let is not None else None
    return block if block is not None else temporary_scope(call, file)


def _asked_by(call: Node, found: Type, file: RustFile) -> tuple[Node, str]:
    """What wants less than the copy, and how."""
    name, around = called_name(call, file), file.parent(call)
    is_view = found.path in _MAKES[name]
    if around is None or not (is_view or found.path in _COPIES[name]):
        return call, ""
    if around.type == "arguments" and is_looked_at(call, file):
        return call, "argument"
    if around.type == "for_expression" and found.path in (_SLICE, VEC):
        return call, "loop"
    if around.type == "reference_expression":
        if is_looked_at(around, file) or (is_view and _wants_view(around, file)):
            return around, "reference"
        return (around, "key") if _is_key(around, found, file) else (call, "")
    above = file.parent(around)
    method = around.child_by_field_name("field")
    if method is None or above is None or above.type != "call_expression":
        return call, ""
    if file.text(method) == "split" and is_view and found.path == _STR:
        return call, "split"
    is_gone_through = file.text(method) == "into_iter" and found.path in (_SLICE, VEC)
    return (above, "iterator") if is_gone_through and _is_used_up(above, file) else (call, "")


def _is_used_up(items: Node, file: RustFile) -> bool:
    """Whether an iterator is done with where it stands, or handed on: another might outlive what it borrows."""
    node, around = items, file.parent(items)
    while around is not None and around.type == "field_expression":
        call = file.parent(around)
        if call is not None and call.type == "generic_function":
            call = file.parent(call)
        if call is None or call.type != "call_expression":
            return False
        if called_name(call, file) not in _LAZY:
            return True
        node, around = call, file.parent(call)
    if around is None or around.type == "expression_statement":
        return around is not None and file.bytes_of(around).endswith(b";")
    return around.type == "arguments" or (
        around.child_by_field_name("value") == node and around.type == "for_expression"
    )


def _is_key(reference: Node, found: Type, file: RustFile) -> bool:
    """Whether a map or set with keys of the owned type is asked for this one: the borrowed form finds it as well."""
    key = key_type(reference, file) if found.path in _OWNERS else None
    return key is not None and key.path == _OWNERS[found.path]


def _wants_view(reference: Node, file: RustFile) -> bool:
    """Whether the place of a reference asks for one to the borrowed form."""
    asked = asked_type(reference, file)
    return asked is not None and asked.path in VIEWS
