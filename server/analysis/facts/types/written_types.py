"""Types as they are written: in annotations, signatures, fields and aliases of the workspace."""

from __future__ import annotations

import re

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.generics import Arguments, arguments_of_item, bounds_of, parameters_of
from ..code.members import declared, implemented_types, own_methods
from ..code.paths import canonical, own_type_path
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..code.type_model import RESULT, UNKNOWN, Type, peeled
from ..data.pools import GUARDS
from ..data.schema import facts_by_name

_MOST_ALIASES = 4
POOL_GUARDS = facts_by_name(GUARDS)
_POINTED = re.compile(r"(?:Arc|Rc|Box)<\s*(\w+)")
_NAMES = frozenset(
    {"type_identifier", "scoped_type_identifier", "identifier", "scoped_identifier", "primitive_type", "self"}
)
_BOXED_FUTURES = frozenset({"futures::future::BoxFuture", "futures::future::LocalBoxFuture"})
_FUTURES = frozenset({"std::future::Future", "futures::Future", "futures::future::Future"})
_HOLDERS = frozenset({"std::pin::Pin", "std::boxed::Box"})


def type_from(node: Node, file: RustFile, known: Arguments | None = None) -> Type | None:
    """The type that a written type stands for, aliases followed; `known` are the type parameters that are."""
    found = _written(node, file, known or {})
    if found is not None:
        found = _alias(found, file) or found
    if found is not None and found.path in _HOLDERS and (inner := peeled(found)) is not None:
        return inner if inner.path == "async" else found
    return found if found != UNKNOWN else None


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
                return foreign_type(unit, target, file, _alias_arguments(unit, found, file))
            finally:
                followed.pop()
    return None


def _alias_arguments(unit: Unit, found: Type, file: RustFile) -> Arguments:
    """The arguments of an alias; what is left out has its default."""
    known = dict(arguments_of_item(unit, found))
    written = unit.node.child_by_field_name("type_parameters")
    for parameter in written.named_children if written is not None else ():
        name, default = parameter.child_by_field_name("name"), parameter.child_by_field_name("default_type")
        if name is None or default is None:
            continue
        word = unit.data[name.start_byte : name.end_byte].decode("utf-8", "replace")
        if parameters_of(unit).index(word) >= len(found.args):
            known[word] = foreign_type(unit, default, file, known) or UNKNOWN
    return known


def _written(node: Node, file: RustFile, known: Arguments) -> Type | None:
    kind = node.type
    if kind in _NAMES:
        return _named(node, file, known)
    if kind in ("generic_type", "generic_type_with_turbofish"):
        return _generic(node, file, known)
    if kind == "reference_type":
        return Type("&", (_inner(node, "type", file, known),))
    if kind == "tuple_type":
        return Type("()", tuple(type_from(child, file, known) or UNKNOWN for child in node.named_children))
    if kind == "unit_type":
        return Type("()")
    if kind == "array_type":
        return Type("[]", (_inner(node, "element", file, known),))
    if kind == "bounded_type":
        return _written(node.named_children[0], file, known)
    if kind in ("dynamic_type", "abstract_type"):
        return _of_trait(node, file, known)
    return None


def _inner(node: Node, field: str, file: RustFile, known: Arguments) -> Type:
    inner = node.child_by_field_name(field)
    return (type_from(inner, file, known) if inner is not None else None) or UNKNOWN


def _named(node: Node, file: RustFile, known: Arguments) -> Type | None:
    text = file.text(node)
    if text in known:
        return known[text]
    if node.type == "scoped_type_identifier" and text.startswith("Self::"):
        return _associated(text.removeprefix("Self::"), file, known)
    path = _path_of_type(node, file)
    return Type(path) if path else _of_parameter(text, file, known)


def _of_parameter(name: str, file: RustFile, known: Arguments) -> Type | None:
    """A `P: AsRef<Path>` of the function is what `impl AsRef<Path>` would be."""
    given = (_given_by(trait, file, known) for trait in bounds_of(file.unit, name))
    return next((found for found in given if found is not None), None)


def _given_by(trait: Node, file: RustFile, known: Arguments) -> Type | None:
    """What `AsRef<T>` and `Into<T>` give."""
    name = trait.child_by_field_name("type") if trait.type == "generic_type" else None
    given = trait.child_by_field_name("type_arguments")
    if name is None or given is None or file.text(name) not in ("AsRef", "Into"):
        return None
    return Type("impl", tuple(type_from(each, file, known) or UNKNOWN for each in given.named_children[:1]))


def _associated(name: str, file: RustFile, known: Arguments) -> Type | None:
    """`Self::Error`, as the same `impl` says."""
    frames, owner = file.unit.frames, own_type_path(file)
    for unit in own_methods(owner, name, file) if owner is not None else ():
        target = unit.node.child_by_field_name("type")
        if unit.node.type == "type_item" and target is not None and unit.frames == frames:
            return foreign_type(unit, target, file, known)
    return Type(f"{owner}::{name}") if owner is not None else None


def _generic(node: Node, file: RustFile, known: Arguments) -> Type | None:
    path = _path_of_type(node, file)
    if path is None:
        return None
    written = node.child_by_field_name("type_arguments")
    every = [each for each in written.named_children if each.type != "lifetime"] if written is not None else []
    args = tuple(type_from(each, file, known) or UNKNOWN for each in every)
    return Type("async", args[:1]) if path in _BOXED_FUTURES else Type(path, args)


def _of_trait(node: Node, file: RustFile, known: Arguments) -> Type | None:
    """`impl Future<Output = T>` is a future of `T`, and `impl AsRef<T>` gives one; of other traits nothing is told."""
    trait = node.child_by_field_name("trait")
    while trait is not None and trait.type == "bounded_type":
        trait = trait.named_child(0)
    name = trait.child_by_field_name("type") if trait is not None and trait.type == "generic_type" else None
    bindings = trait.child_by_field_name("type_arguments") if trait is not None else None
    if name is not None and bindings is not None and canonical(name, file) in _FUTURES:
        for binding in bindings.named_children:
            if binding.type == "type_binding" and (output := binding.child_by_field_name("type")) is not None:
                return Type("async", (type_from(output, file, known) or UNKNOWN,))
    given = _given_by(trait, file, known) if trait is not None else None
    return given or Type("dyn" if node.type == "dynamic_type" else "impl")


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
    if path is not None and path.endswith("::Result") and path != RESULT and not declared(path, file):
        return RESULT
    return path


def self_type(file: RustFile) -> Type | None:
    """The type of `self`, seen through the smart pointer of an `impl Trait for Arc<Owner>`."""
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    pointed = _POINTED.match(frame.name) if frame is not None else None
    path = scope_of(file).path_of(pointed[1]) if pointed is not None else own_type_path(file)
    return Type(path) if path else None


def field_type(owner: str, name: str, file: RustFile) -> Type | None:
    """The type of a field of a struct that the workspace declares."""
    return field_of(Type(owner), name, file)


def field_of(whole: Type, name: str, file: RustFile) -> Type | None:
    """The type of a field of a value, or of the value that it derefs to."""
    seen: Type | None = whole
    for _ in range(4):
        if seen is None:
            break
        found, is_declared = _own_field(seen, name, file)
        if is_declared:
            return found
        seen = deref_target(seen, file)
    return None


def _own_field(whole: Type, name: str, file: RustFile) -> tuple[Type | None, bool]:
    """The type of a field that the struct itself has, and whether it has one of that name."""
    known = file.names.memo
    key = ("field", whole, name)
    if key not in known:
        fields = ((unit, field_declaration(unit, name)) for unit in declared(whole.path, file))
        written = next(((unit, field) for unit, field in fields if field is not None), None)
        if written is None:
            known[key] = (None, False)
        else:
            unit, field = written
            known[key] = (foreign_type(unit, field, file, arguments_of_item(unit, whole)), True)
    found: tuple[Type | None, bool] = known[key]
    return found


def deref_target(whole: Type, file: RustFile) -> Type | None:
    """What a type of the workspace, or a pool's guard of one, derefs to, behind references and smart pointers."""
    guarded = POOL_GUARDS.get(whole.path)
    manager = whole.argument(0) if guarded is not None else None
    trait, _, name = guarded.rpartition("::") if guarded is not None else ("Deref", "", "Target")
    for unit, known in implemented_types(manager or whole, name, trait, file):
        target = unit.node.child_by_field_name("type")
        return peeled(foreign_type(unit, target, file, known)) if target is not None else None
    return None


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


def foreign_type(unit: Unit, node: Node, file: RustFile, known: Arguments | None = None) -> Type | None:
    """The type that a node of another unit stands for."""
    return type_from(node, file.view(unit), known)
