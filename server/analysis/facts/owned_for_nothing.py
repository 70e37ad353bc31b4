"""Borrowed values of which an owned copy is made although the place asks for a reference: `&text.to_string()`."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from .asked_types import VIEWS, asked_type, key_type
from .calls import called_name, receiver_of
from .looked_at import is_looked_at
from .ownership import Held, gives
from .rust_file import RustFile
from .spent import spent
from .temporaries import extended_by, temporary_scope
from .type_model import STRING, VEC, Type
from .types import type_of
from .undisturbed import stays

_STR, _SLICE, _PATH, _OS = "str", "[]", "std::path::Path", "std::ffi::OsStr"
_MAKES = {
    "to_string": {_STR}, "to_vec": {_SLICE}, "to_path_buf": {_PATH}, "to_os_string": {_OS},
    "to_owned": {_STR, _SLICE, _PATH, _OS}, "into_owned": {"std::borrow::Cow"},
}  # fmt: skip
_COPIES = {
    "to_string": {STRING}, "to_vec": {VEC}, "to_path_buf": {"std::path::PathBuf"}, "to_owned": {STRING, VEC},
    "to_os_string": {"std::ffi::OsString"}, "into_owned": set[str](),
}  # fmt: skip
MAKES = tuple(_MAKES)
_KEYS = frozenset({STRING, VEC, "std::path::PathBuf", "std::ffi::OsString"})


class Needless(NamedTuple):
    """An owned copy that nobody asks for.

    `how` is "reference" for one behind a `&`, which is part of `whole`, "argument" for one that is handed over,
    "split" for one that is taken apart, "loop" and "iterator" for one whose elements are gone through.
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
    found = type_of(source, file)
    while found is not None and found.path == "&":
        found = found.argument(0)
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
        return call, ""
    above = file.parent(around)
    method = around.child_by_field_name("field")
    if method is None or above is None or above.type != "call_expression":
        return call, ""
    if file.text(method) == "split" and is_view and found.path == _STR:
        return call, "split"
    is_gone_through = file.text(method) == "into_iter" and found.path in (_SLICE, VEC)
    outer = file.parent(above) if is_gone_through else None
    return (above, "iterator") if outer is not None and outer.type in ("for_expression", "arguments") else (call, "")


def _wants_view(reference: Node, file: RustFile) -> bool:
    """Whether the place of a reference asks for one to the borrowed form, or for a key that has such a form."""
    asked = asked_type(reference, file)
    if asked is not None:
        return asked.path in VIEWS
    key = key_type(reference, file)
    return key is not None and key.path in _KEYS
