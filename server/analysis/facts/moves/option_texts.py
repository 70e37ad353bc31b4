"""What lies in an Option or Result and derefs to something shorter: when `as_deref` would do to look at it."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from ..code.calls import called_name, receiver_of
from ..code.paths import canonical
from ..code.places import place_of
from ..code.rust_file import RustFile, expression
from ..code.temporaries import extended_by, temporary_scope
from ..code.type_model import OPTION, RESULT, STRING, VEC, Type, referent
from ..types.asked_types import asked_type
from ..types.expressions import type_of
from .escapes import fate_of
from .ownership import gives
from .spent import spent
from .undisturbed import stays

_PATH = "std::path::PathBuf"
# Methods that give what a type derefs to; `as_ref` may give something else.
_VIEWS = {
    STRING: ("as_str", "deref"),
    _PATH: ("as_path", "deref"),
    VEC: ("as_slice", "deref"),
    "std::ffi::OsString": ("as_os_str", "deref"),
    "std::boxed::Box": ("deref",),
}
_OF_TYPE = {
    "std::string::String::as_str": STRING, "std::path::PathBuf::as_path": _PATH, "std::vec::Vec::as_slice": VEC,
    "std::ops::Deref::deref": "", "std::ffi::OsString::as_os_str": "std::ffi::OsString",
}  # fmt: skip
_TARGETS = {STRING: "str", _PATH: "Path", VEC: "slice"}
_TWICE = re.compile(r"&\s*\*\s*\*\s*(\w+)")
_WHOLE = re.compile(r"&\s*(\w+)\s*\[\s*\.\.\s*\]")
_DEFAULTS = {"unwrap_or_default", "unwrap", "expect"}


class Shown(NamedTuple):
    """An Option that is looked at in a roundabout way: `source`, and the `rest` of the chain behind `as_deref()`."""

    source: Node
    rest: str


def shown_by_map(call: Node, file: RustFile) -> Shown | None:
    """`source.as_ref().map(|s| s.as_str())` and its like."""
    given = receiver_of(call)
    if given is None or given.type != "call_expression" or called_name(given, file) != "as_ref":
        return None
    source, arguments = receiver_of(given), call.child_by_field_name("arguments")
    view = arguments.named_children[0] if arguments is not None and len(arguments.named_children) == 1 else None
    if source is None or view is None:
        return None
    held = held_in(source, file)
    if held is None and type_of(source, file) is not None:
        return None
    wanted = _viewed_by(view, held.path if held is not None else None, file)
    return Shown(source, "") if wanted else None


def held_in(source: Node, file: RustFile) -> Type | None:
    """What an Option or Result holds."""
    found = referent(type_of(source, file))
    return found.argument(0) if found is not None and found.path in (OPTION, RESULT) else None


def _viewed_by(view: Node, held: str | None, file: RustFile) -> bool:
    """Whether a function or closure gives what its argument derefs to."""
    if view.type in ("identifier", "scoped_identifier"):
        wanted = _OF_TYPE.get(canonical(view, file) or "")
        return wanted is not None and (not wanted or held in (None, wanted))
    if view.type != "closure_expression":
        return False
    parameters, body = view.child_by_field_name("parameters"), view.child_by_field_name("body")
    if parameters is None or body is None or len(parameters.named_children) != 1:
        return False
    name, body = file.text(parameters.named_children[0]), expression(body)
    twice, whole = _TWICE.fullmatch(file.text(body)), _WHOLE.fullmatch(file.text(body))
    if twice is not None:
        return twice[1] == name
    if whole is not None:
        return whole[1] == name and held in (STRING, VEC)
    receiver = receiver_of(body) if body.type == "call_expression" else None
    if receiver is None or file.text(receiver) != name or held is None:
        return False
    arguments = body.child_by_field_name("arguments")
    return called_name(body, file) in _VIEWS.get(held, ()) and arguments is not None and not arguments.named_children


def shown_by_clone(call: Node, file: RustFile) -> Shown | None:
    """`source.clone().as_deref()`, and `source.clone().unwrap_or_default()` that is only read."""
    cloned = receiver_of(call)
    if cloned is None or cloned.type != "call_expression" or called_name(cloned, file) != "clone":
        return None
    source, name = receiver_of(cloned), called_name(call, file)
    held = (held_in(source, file) or _presumed(call, source, file)) if source is not None else None
    if source is None or held is None or held.path not in _TARGETS:
        return None
    if gives(source, file) is None and type_of(source, file) is not None:
        return None
    if name == "as_deref":
        return Shown(source, "") if stays(source, temporary_scope(call, file), file) else None
    rest = _rest(call, name, held.path, file)
    if rest is None or spent(cloned, file) is not None or not _is_only_read(call, source, file):
        return None
    return Shown(source, rest)


def _presumed(call: Node, source: Node, file: RustFile) -> Type | None:
    """A text, where the type is not known but a reference to what is unwrapped is handed to a `&str`."""
    fate = fate_of(call, file) if type_of(source, file) is None else None
    for use in fate.reads if fate is not None else ():
        around = file.parent(use.node)
        asked = asked_type(around, file) if around is not None and around.type == "reference_expression" else None
        if asked is not None and asked.path == "str":
            return Type(STRING)
    return None


def _rest(call: Node, name: str, held: str, file: RustFile) -> str | None:
    """What unwraps the reference as it unwrapped the copy."""
    arguments = call.child_by_field_name("arguments")
    if name in _DEFAULTS:
        is_possible = name != "unwrap_or_default" or held in (STRING, VEC)
        return f".{name}{file.text(arguments)}" if arguments is not None and is_possible else None
    given = arguments.named_children[0] if arguments is not None and len(arguments.named_children) == 1 else None
    if given is None or held != STRING:
        return None
    if given.type == "closure_expression" and name == "unwrap_or_else":
        body = given.child_by_field_name("body")
        given = expression(body) if body is not None else given
    text = _literal(given, file)
    return f".unwrap_or({text})" if text is not None else None


def _literal(node: Node, file: RustFile) -> str | None:
    """The text that `"x".to_string()`, `String::from("x")` and `String::new()` are made of."""
    if node.type != "call_expression":
        return '""' if file.text(node) == "String::new" else None
    if file.text(node) == "String::new()":
        return '""'
    arguments = node.child_by_field_name("arguments")
    made = receiver_of(node) if called_name(node, file) in ("to_string", "to_owned", "into") else None
    if made is None and file.text(node).startswith("String::from(") and arguments is not None:
        made = next(iter(arguments.named_children), None)
    return file.text(made) if made is not None and made.type == "string_literal" else None


def _is_only_read(call: Node, source: Node, file: RustFile) -> bool:
    fate = fate_of(call, file)
    if fate is None or not fate.reads or not fate.is_only_read or len(fate.names) > 1:
        return False
    if fate.names and place_of(source, file) is None:
        return False
    let = extended_by(call, file)
    scope = fate.names[0].scope if fate.names else file.parent(let) if let is not None else None
    return stays(source, scope if scope is not None else temporary_scope(call, file), file)
