"""Types as they are written: in annotations, signatures, fields and aliases of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..syntax.units import Unit
from .paths import canonical, own_type_path
from .rust_file import RustFile
from .scope import scope_of, scopes_of
from .type_model import RESULT, UNKNOWN, Type

_MOST_ALIASES = 4
_POINTED = re.compile(r"(?:Arc|Rc|Box)<\s*(\w+)")


def type_from(node: Node, file: RustFile) -> Type | None:
    """The type that a written type stands for, aliases of the workspace followed."""
    found = _written(node, file)
    return (_alias(found, file) or found) if found is not None else None


def _alias(found: Type, file: RustFile) -> Type | None:
    """What an alias stands for; one that leads back to itself, or goes on and on, stands for itself."""
    followed: list[str] = file.names.memo.setdefault("aliases that are being followed", [])
    if found.path in followed or len(followed) >= _MOST_ALIASES:
        return None
    for unit in declared(found.path, file):
        target = unit.node.child_by_field_name("type")
        if unit.node.type == "type_item" and target is not None:
            followed.append(found.path)
            try:
                return foreign_type(unit, target, file)
            finally:
                followed.pop()
    return None


def _written(node: Node, file: RustFile) -> Type | None:
    kind = node.type
    if kind == "reference_type":
        inner = node.child_by_field_name("type")
        found = type_from(inner, file) if inner is not None else None
        return Type("&", (found or UNKNOWN,))
    if kind == "tuple_type":
        return Type("()", tuple(type_from(child, file) or UNKNOWN for child in node.named_children))
    if kind == "unit_type":
        return Type("()")
    if kind == "array_type":
        element = node.child_by_field_name("element")
        return Type("[]", ((type_from(element, file) if element is not None else None) or UNKNOWN,))
    if kind in ("dynamic_type", "abstract_type"):
        return Type("dyn") if kind == "dynamic_type" else Type("impl", _converted(node, file))
    if kind in ("generic_type", "generic_type_with_turbofish"):
        arguments = node.child_by_field_name("type_arguments")
        args = arguments.named_children if arguments is not None else []
        path = _path_of_type(node, file)
        return Type(path, tuple(type_from(a, file) or UNKNOWN for a in args if a.type != "lifetime")) if path else None
    if kind in (
        "type_identifier",
        "scoped_type_identifier",
        "identifier",
        "scoped_identifier",
        "primitive_type",
        "self",
    ):
        path = _path_of_type(node, file)
        return Type(path) if path else None
    return None


def _converted(bound: Node, file: RustFile) -> tuple[Type, ...]:
    """What `impl AsRef<T>` gives with `as_ref()`, and `impl Into<T>` with `into()`."""
    trait = bound.child_by_field_name("trait")
    name = trait.child_by_field_name("type") if trait is not None and trait.type == "generic_type" else None
    arguments = trait.child_by_field_name("type_arguments") if trait is not None else None
    if name is None or arguments is None or file.text(name) not in ("AsRef", "Into"):
        return ()
    return tuple(type_from(argument, file) or UNKNOWN for argument in arguments.named_children[:1])


def type_in_turbofish(function: Node, file: RustFile) -> Type | None:
    """The type in `collect::<T>()` and in `parse::<T>()`, which makes a Result of it."""
    method, arguments = function.child_by_field_name("function"), function.child_by_field_name("type_arguments")
    first = arguments.named_child(0) if arguments is not None else None
    word = file.text(method).rpartition(".")[2].strip() if method is not None else ""
    held = type_from(first, file) if first is not None and word in ("collect", "sum", "product", "parse") else None
    return Type(RESULT, (held,)) if held is not None and word == "parse" else held


def _path_of_type(node: Node, file: RustFile) -> str | None:
    if file.text(node) == "Self":
        found = self_type(file)
        return found.path if found else None
    path = canonical(node, file)
    if path is not None and path.endswith("::Result") and path != RESULT:
        return RESULT
    return path


def self_type(file: RustFile) -> Type | None:
    """The type of `self`, seen through the smart pointer of an `impl Trait for Arc<Owner>`."""
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    pointed = _POINTED.match(frame.name) if frame is not None else None
    path = scope_of(file).path_of(pointed[1]) if pointed is not None else own_type_path(file)
    return Type(path) if path else None


def declared(path: str, file: RustFile) -> tuple[Unit, ...]:
    """The units that declare the item of a canonical path, in this file or elsewhere in the workspace."""
    scopes = scopes_of(path, file)
    if not scopes:
        return ()
    key = ("declared", path)
    known = file.names.memo
    if key not in known:
        known[key] = tuple(unit for scope, name in scopes for unit in scope.names.items(scope.modules, name))
    found: tuple[Unit, ...] = known[key]
    return found


def methods_of(owner: str, name: str, file: RustFile) -> tuple[Unit, ...]:
    """The functions of a name in the blocks of the type or trait of a canonical path, in all files of its crate."""
    key = ("methods of", owner, name)
    if key not in file.names.memo:
        file.names.memo[key] = tuple(_methods_of(owner, name, file))
    found: tuple[Unit, ...] = file.names.memo[key]
    return found


def _methods_of(owner: str, name: str, file: RustFile) -> Iterator[Unit]:
    for scope, base in scopes_of(owner, file):
        yield from scope.names.methods(base, name)
        home = scope.names.home()
        for path in scope.names.files_with_methods(home.target, base, name) if home is not None else ():
            if path != scope.names.path:
                units = scope.names.of(path).methods(base, name)
                yield from (unit for unit in units if own_type_path(file.view(unit)) == owner)


def field_type(owner: str, name: str, file: RustFile) -> Type | None:
    """The type of a field of a struct that the file declares."""
    known = file.names.memo
    key = ("field", owner, name)
    if key not in known:
        fields = ((unit, field_declaration(unit, name)) for unit in declared(owner, file))
        known[key] = next((foreign_type(unit, field, file) for unit, field in fields if field is not None), None)
    found: Type | None = known[key]
    return found


def field_declaration(unit: Unit, name: str) -> Node | None:
    """The written type of a struct's field, by its name or its number."""
    return field_in(unit.node, unit, name)


def field_in(item: Node, unit: Unit, name: str) -> Node | None:
    """The written type of a field of a struct or variant, by its name or its number."""
    body = item.child_by_field_name("body")
    if body is None:
        return None
    if body.type == "ordered_field_declaration_list":
        types = body.children_by_field_name("type")
        return types[int(name)] if name.isdigit() and int(name) < len(types) else None
    for field in body.named_children:
        label = field.child_by_field_name("name")
        if label is not None and unit.data[label.start_byte : label.end_byte].decode("utf-8", "replace") == name:
            return field.child_by_field_name("type")
    return None


def foreign_type(unit: Unit, node: Node, file: RustFile) -> Type | None:
    """The type that a node of another unit stands for."""
    return type_from(node, file.view(unit))
