"""Maps behind a lock as they are declared: fields of structs, statics and aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import uses_of
from ..code.members import declared
from ..code.nodes import visibility_of
from ..code.rust_file import RustFile
from ..code.type_model import Type, peeled
from ..data.maps import MAPS
from ..types.statics import names_of_lazy_statics, type_of_lazy_static
from ..types.written_types import type_from
from .guards import LOCKS
from .locks import has_outside_modules

_FIELDS = ("field_declaration", "ordered_field_declaration_list")
_DECLARATIONS = (*_FIELDS, "static_item", "type_item", "let_declaration")
_NO_DECLARATION = ("parameter", "function_item", "impl_item", "closure_expression")


class LockedMap(NamedTuple):
    """A field `name` of the struct `owner`, or a static, a local or an alias without one.

    `place` is the written type with the wrappings around the lock; `shared` a map that many threads are known to
    hold, `visible` one that other files can lock.
    """

    name: str
    owner: str
    place: Node
    declaration: Node
    lock: str
    map: Type
    shared: bool
    visible: bool
    alias: bool = False


def declared_map(node: Node, file: RustFile) -> LockedMap | None:
    """What `Mutex<HashMap<..>>` in a type declares."""
    lock = type_from(node, file)
    held = _held(lock, file)
    declaration = _declaration(node)
    label = file.unit.node.child_by_field_name("name")
    if lock is None or held is None or declaration is None or label is None:
        return None
    whole = _whole_type(node)
    owner = "::".join(("self", *file.unit.modules, file.text(label))) if declaration.type in _FIELDS else ""
    named = declaration.child_by_field_name("name") or declaration.child_by_field_name("pattern")
    if declaration.type == "let_declaration" and not _is_passed_around(declaration, whole, file):
        return None
    name = file.text(named) if named is not None else _number(whole, declaration)
    is_static = declaration.type == "static_item"
    shared = is_static or b"Arc<" in file.bytes_of(whole) or _in_arc(file.text(label), file)
    inside = declaration.type in ("let_declaration", "static_item") and declaration != file.unit.node
    parts = (file.unit.node, declaration) if declaration.type == "field_declaration" else (file.unit.node,)
    public = all(visibility_of(part) is not None for part in parts)
    visible = not inside and (public or has_outside_modules(file))
    alias = declaration.type == "type_item"
    return LockedMap(name, owner, whole, declaration, lock.path, held, shared, visible, alias)


def _is_passed_around(let: Node, whole: Node, file: RustFile) -> bool:
    """Whether a local is cloned for others; one that becomes a field is told of there."""
    pattern = let.child_by_field_name("pattern")
    if pattern is None or pattern.type != "identifier" or b"Arc<" not in file.bytes_of(whole) or let.parent is None:
        return False
    uses = [file.parent(use) for use in uses_of(pattern, let.parent, file)]
    return not any(use is not None and use.type.endswith("field_initializer") for use in uses)


def lazily_declared_maps(invocation: Node, file: RustFile) -> Iterator[LockedMap]:
    """The maps of a `lazy_static!`, each placed at its name, as the macro's arguments are loose tokens."""
    for name in names_of_lazy_statics(file.unit):
        lock = peeled(type_of_lazy_static(file.unit, name, file))
        held = _held(lock, file)
        place = _token(invocation, name, file) if held is not None else None
        if lock is not None and held is not None and place is not None:
            yield LockedMap(name, "", place, place, lock.path, held, True, True)


def _token(node: Node, name: str, file: RustFile) -> Node | None:
    for child in node.named_children:
        if child.type == "identifier" and file.text(child) == name:
            return child
        found = _token(child, name, file) if child.type == "token_tree" else None
        if found is not None:
            return found
    return None


def _held(lock: Type | None, file: RustFile) -> Type | None:
    """The map in a lock; what the workspace itself calls a map may be anything."""
    held = lock.argument(0) if lock is not None and lock.path in LOCKS else None
    is_map = held is not None and held.path.rpartition("::")[2] in MAPS
    return held if held is not None and is_map and not declared(held.path, file) else None


def _declaration(node: Node) -> Node | None:
    around: Node | None = node
    while around is not None and around.type not in _DECLARATIONS:
        around = None if around.type in _NO_DECLARATION else around.parent
    return around


def _whole_type(node: Node) -> Node:
    """`Arc<Mutex<..>>` around the lock."""
    while node.parent is not None and node.parent.type == "type_arguments" and node.parent.parent is not None:
        node = node.parent.parent
    return node


def _number(whole: Node, fields: Node) -> str:
    written = fields.children_by_field_name("type")
    return str(written.index(whole)) if whole in written else "0"


def _in_arc(owner: str, file: RustFile) -> bool:
    """Whether the file puts the struct in an `Arc`, or gives it to a framework that does."""
    pattern = re.compile(rf"\b(?:Arc|Data|State|Extension)(?:<|::new\()\s*{re.escape(owner)}\b".encode())
    return any(pattern.search(unit.text) for unit in file.names.mentioning(owner))
