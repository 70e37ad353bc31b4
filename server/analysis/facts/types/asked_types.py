"""What a place asks a reference to point to: by a parameter, by a `let` with a type, by the keys of a map."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import argument_index, called_name, receiver_of
from ..code.rust_file import RustFile
from ..code.type_model import STRING, Type, peeled
from ..data.schema import facts_by_name
from ..data.viewed import TAKES_VIEW
from .expressions import type_of
from .looked_at import called_path, parameter_of
from .written_types import foreign_type, type_from

VIEWS = frozenset({"str", "[]", "std::path::Path", "std::ffi::OsStr", "std::ffi::CStr"})
_TAKES_VIEW = facts_by_name(TAKES_VIEW)
_KEYED = frozenset(
    {
        "std::collections::HashMap", "std::collections::BTreeMap", "std::collections::HashSet",
        "std::collections::BTreeSet", "indexmap::IndexMap", "indexmap::IndexSet", "dashmap::DashMap",
    }
)  # fmt: skip
_LOOKS_UP = frozenset({"get", "contains", "contains_key", "remove", "get_mut", "get_key_value", "remove_entry"})


def asked_type(reference: Node, file: RustFile) -> Type | None:
    """The type behind the reference that the place of `&value` asks for; None when it is not known, or generic."""
    around = file.parent(reference)
    if around is None:
        return None
    if around.type == "let_declaration":
        written = around.child_by_field_name("type")
        return _pointed(type_from(written, file)) if written is not None else None
    if around.type in ("binary_expression", "compound_assignment_expr"):
        return Type("str") if _is_appended(reference, around, file) else None
    call = file.parent(around) if around.type == "arguments" else None
    if call is None or call.type != "call_expression":
        return None
    index = argument_index(call, reference)
    known = _TAKES_VIEW.get(called_path(call, file))
    if known is not None:
        return Type("str") if known == index else None
    found = parameter_of(call, index, file)
    if found is None:
        return None
    unit, annotation = found
    return _pointed(foreign_type(unit, annotation, file)) if annotation.type == "reference_type" else None


def _is_appended(reference: Node, around: Node, file: RustFile) -> bool:
    """Whether a reference is the right side of `text + &more` or `text += &more`."""
    left, operator = around.child_by_field_name("left"), around.child_by_field_name("operator")
    if left is None or left == reference or operator is None or operator.type not in ("+", "+="):
        return False
    return peeled(type_of(left, file)) == Type(STRING)


def key_type(reference: Node, file: RustFile) -> Type | None:
    """The type of the keys of a map or set in which `&value` is looked up."""
    arguments = file.parent(reference)
    call = file.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    receiver = receiver_of(call) if call is not None and call.type == "call_expression" else None
    if call is None or receiver is None or called_name(call, file) not in _LOOKS_UP:
        return None
    owned = peeled(type_of(receiver, file))
    return owned.argument(0) if owned is not None and owned.path in _KEYED else None


def _pointed(found: Type | None) -> Type | None:
    return found.argument(0) if found is not None and found.path == "&" else None
