"""Clones of what is costly to copy: what they are a copy of, and how that is held."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.calls import called_name, receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import STRING, UNKNOWN, VEC, Type, referent
from ..types.asked_types import VIEWS, asked_type, key_type
from ..types.expressions import type_of
from ..types.returned import functions_of
from .clone_costs import Cost, clone_cost
from .ownership import Held, gives

# Methods that make a copy of a value of the type itself; what they make of other types is something else.
_COPIES = {
    "to_string": frozenset({STRING}),
    "to_vec": frozenset({VEC}),
    "to_path_buf": frozenset({"std::path::PathBuf"}),
    "to_os_string": frozenset({"std::ffi::OsString"}),
}
_VIEWED = frozenset({"str", "[]", "std::path::Path", "std::ffi::OsStr", "dyn", "impl"})
_TEXTS = re.compile(rb"(^|[._])(id|name|path|key|url|uri|text|title|email|token|message|filename|username|dir)s?$")
CLONES = ("clone", "to_owned", *_COPIES)


class Clone(NamedTuple):
    """A call that copies a value: `source` is what is copied, of type `type`; `held` says how it is had."""

    call: Node
    source: Node
    type: Type
    held: Held | None


def deep_clone(call: Node, file: RustFile) -> Clone | None:
    """What a call copies, if it allocates to do so; None for handles, numbers and what is not known."""
    return file.once("deep clone", call, lambda: _deep_clone(call, file))


def _deep_clone(call: Node, file: RustFile) -> Clone | None:
    found = copied(call, file)
    return found if found is not None and clone_cost(found.type, file) is Cost.DEEP else None


def presumed_clone(call: Node, file: RustFile) -> Clone | None:
    """A copy of an unknown type behind a `&`, where the place or the name tells that it is a text or the like."""
    source, reference, name = receiver_of(call), file.parent(call), called_name(call, file)
    if source is None or reference is None or name not in ("clone", "to_owned"):
        return None
    if reference.type != "reference_expression" or type_of(source, file) is not None:
        return None
    asked = asked_type(reference, file)
    wanted = key_type(reference, file) if asked is None else asked
    if wanted is not None:
        is_costly = wanted.path in VIEWS or clone_cost(wanted, file) is Cost.DEEP
    else:
        is_costly = name == "clone" and _TEXTS.search(file.bytes_of(source)) is not None
    return Clone(call, source, wanted or UNKNOWN, gives(source, file)) if is_costly else None


def copied(call: Node, file: RustFile) -> Clone | None:
    """What a call makes another of, of the same type, be that costly or not."""
    source, name = receiver_of(call), called_name(call, file)
    arguments = call.child_by_field_name("arguments")
    if source is None or arguments is None or arguments.named_children or name not in CLONES:
        return None
    found = referent(type_of(source, file))
    if found is None or found == UNKNOWN or found.path in _VIEWED:
        return None
    wanted = _COPIES.get(name)
    if wanted is not None and found.path not in wanted:
        return None
    if name != "clone" and functions_of(found.path, name, file):
        return None
    return Clone(call, source, found, gives(source, file))
