"""Patterns take types apart: what a name within one has for its type."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..code.bindings import names_in
from ..code.members import declared
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import OPTION, RESULT, Type, peeled
from .written_types import field_in, field_type, foreign_type


def type_inside(pattern: Node, name: Node, whole: Type | None, file: RustFile) -> Type | None:
    """The type of `name` within a pattern that matches a value of type `whole`."""
    if pattern == name:
        return whole
    kind = pattern.type
    if kind in ("mut_pattern", "ref_pattern", "match_pattern", "reference_pattern", "captured_pattern"):
        inner = next((c for c in pattern.named_children if name in (c, *names_in(c, file))), None)
        if kind == "reference_pattern" and whole is not None and whole.path == "&":
            whole = whole.argument(0)
        return type_inside(inner, name, whole, file) if inner is not None else None
    if kind == "tuple_pattern":
        parts = [part for part in pattern.children if part.is_named or part.type == "_"]
        for index, part in enumerate(parts):
            if name in (part, *names_in(part, file)):
                held = whole.argument(index) if whole is not None and whole.path == "()" else None
                return type_inside(part, name, held, file)
    if kind == "tuple_struct_pattern":
        return _through_variant(pattern, name, whole, file)
    if kind == "struct_pattern":
        return _through_fields(pattern, name, file)
    return None


def _through_fields(pattern: Node, name: Node, file: RustFile) -> Type | None:
    """The type of a name in `Point { x, y: top }`, by the declaration of the struct or variant in the file."""
    owner = pattern.child_by_field_name("type")
    path = canonical(owner, file) if owner is not None else None
    for field in pattern.named_children if path is not None else ():
        label, inner = field.child_by_field_name("name"), field.child_by_field_name("pattern")
        if field.type != "field_pattern" or label is None or path is None:
            continue
        if name == label:
            return _declared_field(path, file.text(label), file)
        if inner is not None and name in (inner, *names_in(inner, file)):
            return type_inside(inner, name, _declared_field(path, file.text(label), file), file)
    return None


def _declared_field(path: str, field: str, file: RustFile) -> Type | None:
    """The type of a field of a struct, or of a variant of an enum, that the file declares."""
    found = field_type(path, field, file)
    if found is not None:
        return found
    owner, _, label = path.rpartition("::")
    for unit in declared(owner, file):
        body = unit.node.child_by_field_name("body") if unit.node.type == "enum_item" else None
        for variant in body.named_children if body is not None else ():
            word = variant.child_by_field_name("name")
            if word is not None and unit.data[word.start_byte : word.end_byte].decode("utf-8", "replace") == label:
                written = field_in(variant, unit, field)
                return foreign_type(unit, written, file) if written is not None else None
    return None


_VARIANTS = {
    "std::option::Option::Some": (OPTION, 0),
    "std::result::Result::Ok": (RESULT, 0),
    "std::result::Result::Err": (RESULT, 1),
}


def _through_variant(pattern: Node, name: Node, whole: Type | None, file: RustFile) -> Type | None:
    variant = pattern.child_by_field_name("type")
    path = (canonical(variant, file) if variant is not None else None) or ""
    known = _VARIANTS.get(path)
    held = peeled(whole) if whole is not None else None
    parts = pattern.named_children[1:]
    if known is not None and held is not None and held.path == known[0] and len(parts) == 1:
        return type_inside(parts[0], name, held.argument(known[1]), file)
    places = [child for child in pattern.children if child.is_named or child.type == "_"][1:]
    for index, part in enumerate(places):
        if name in (part, *names_in(part, file)):
            found = _declared_field(path, str(index), file) if known is None and not _has_rest(places[:index]) else None
            if found is None and known is None and len(parts) == 1 and whole is not None and whole.args:
                found = whole.argument(0)
            return type_inside(part, name, found, file)
    return None


def _has_rest(places: list[Node]) -> bool:
    return any(place.type == "remaining_field_pattern" for place in places)


def opened_in(name: Node, file: RustFile) -> Iterator[tuple[Node, Node]]:
    """The patterns that a name is matched with, each with what runs when it fits."""
    around = file.parent(name)
    if around is None or around.child_by_field_name("value") != name:
        return
    if around.type == "match_expression":
        body = around.child_by_field_name("body")
        for arm in body.named_children if body is not None else ():
            pattern, value = arm.child_by_field_name("pattern"), arm.child_by_field_name("value")
            if pattern is not None and value is not None:
                yield pattern, value
    elif around.type == "let_condition":
        pattern, owner = around.child_by_field_name("pattern"), file.parent(around)
        while owner is not None and owner.type == "let_chain":
            owner = file.parent(owner)
        body = owner.child_by_field_name("consequence") or owner.child_by_field_name("body") if owner else None
        if pattern is not None and body is not None:
            yield pattern, body
