"""A box around a collection: its elements are on the heap already, and each access takes a pointer more."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.exported import is_exported
from ...facts.code.nodes import is_mutable
from ...facts.code.paths import canonical
from ...facts.code.rust_file import RustFile
from ...facts.programs.clippy_choices import clippy_flag
from ...finding import Severity
from ...rule import Call, Sighting, rule, saw, types

_COLLECTIONS = frozenset(
    {"std::vec::Vec", "std::string::String"}
    | {f"std::collections::{name}" for name in ("HashMap", "HashSet", "BTreeMap", "BTreeSet")}
    | {f"std::collections::{name}" for name in ("VecDeque", "LinkedList", "BinaryHeap")}
)
_AROUND = frozenset({"generic_type", "type_arguments", "tuple_type", "array_type", "pointer_type", "reference_type"})
_OWN_WORDS = frozenset({"std::boxed::Box", "std::rc::Rc", "std::sync::Arc", "std::vec::Vec"})
_OF_FUNCTIONS = frozenset({"function_item", "function_signature_item"})
_HOLDERS = frozenset(
    {"field_declaration", "ordered_field_declaration_list", "const_item", "static_item", "parameter", *_OF_FUNCTIONS}
)


@rule(Severity.WARNING, on=types("Box"))
def box_collection(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Boxes of collections in fields, signatures, constants and statics; what is exported has to stay as it is."""
    boxed = _first_argument(call.node)
    collection = _collection(boxed, file) if boxed is not None else None
    if collection is None or canonical(_name(call.node), file) != "std::boxed::Box":
        return
    holder = _holder(call.node, file)
    if holder is None or (file.unit.frames and file.unit.frames[-1].trait):
        return
    if clippy_flag("avoid-breaking-exported-api", True, file) and is_exported(_member(holder, file), file):
        return
    yield saw(call, f"`{collection}` keeps its elements on the heap itself: the box around it is one pointer more")


def _first_argument(generic: Node) -> Node | None:
    given = generic.child_by_field_name("type_arguments")
    return next((each for each in given.named_children if each.type != "lifetime"), None) if given else None


def _name(node: Node) -> Node:
    return node.child_by_field_name("type") or node


def _collection(boxed: Node, file: RustFile) -> str | None:
    """The name of the collection that a type is."""
    if boxed.type not in ("type_identifier", "scoped_type_identifier", "generic_type"):
        return None
    path = canonical(_name(boxed) if boxed.type == "generic_type" else boxed, file)
    return path.rpartition("::")[2] if path in _COLLECTIONS else None


def _holder(node: Node, file: RustFile) -> Node | None:
    """The declaration whose type it is a part of, where clippy has not another word for what is right around it."""
    inner = node
    for around in file.ancestors(node):
        if around.type in _HOLDERS:
            is_returned = around.type in _OF_FUNCTIONS and around.child_by_field_name("return_type") == inner
            return around if is_returned or around.type not in _OF_FUNCTIONS else None
        if around.type not in _AROUND or not _lets_speak(around, file):
            return None
        inner = around
    return None


def _lets_speak(around: Node, file: RustFile) -> bool:
    if around.type == "reference_type":
        return is_mutable(around)
    return around.type != "generic_type" or canonical(_name(around), file) not in _OWN_WORDS


def _member(holder: Node, file: RustFile) -> Node:
    """What can be public: a field, or the item itself."""
    return holder if holder.type == "field_declaration" else file.unit.node
