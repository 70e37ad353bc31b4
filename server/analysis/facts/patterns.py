"""Patterns take types apart: what a name within one has for its type."""

from __future__ import annotations

from tree_sitter import Node

from .bindings import names_in
from .paths import canonical
from .rust_file import RustFile
from .type_model import OPTION, RESULT, Type, peeled


def type_inside(pattern: Node, name: Node, whole: Type | None, file: RustFile) -> Type | None:
    """The type of `name` within a pattern that matches a value of type `whole`."""
    if pattern == name or whole is None:
        return whole if pattern == name else None
    kind = pattern.type
    if kind in ("mut_pattern", "ref_pattern", "match_pattern", "reference_pattern", "captured_pattern"):
        inner = next((c for c in pattern.named_children if name in (c, *names_in(c, file))), None)
        if kind == "reference_pattern" and whole.path == "&":
            whole = whole.argument(0)
        return type_inside(inner, name, whole, file) if inner is not None else None
    if kind == "tuple_pattern" and whole.path == "()":
        parts = [part for part in pattern.children if part.is_named or part.type == "_"]
        for index, part in enumerate(parts):
            if name in (part, *names_in(part, file)):
                return type_inside(part, name, whole.argument(index), file)
    if kind == "tuple_struct_pattern":
        return _through_variant(pattern, name, whole, file)
    return None


_VARIANTS = {
    "std::option::Option::Some": (OPTION, 0),
    "std::result::Result::Ok": (RESULT, 0),
    "std::result::Result::Err": (RESULT, 1),
}


def _through_variant(pattern: Node, name: Node, whole: Type, file: RustFile) -> Type | None:
    variant = pattern.child_by_field_name("type")
    known = _VARIANTS.get((canonical(variant, file) if variant is not None else None) or "")
    held = peeled(whole)
    parts = pattern.named_children[1:]
    if known is not None and held is not None and held.path == known[0] and len(parts) == 1:
        return type_inside(parts[0], name, held.argument(known[1]), file)
    if known is None and len(parts) == 1:
        return type_inside(parts[0], name, whole.argument(0) if whole.args else None, file)
    return None
