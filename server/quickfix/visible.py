"""Whether a name in a declaration is seen from outside of the file."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.paths import owner_trait, owner_type
from ..analysis.facts.code.rust_file import RustFile


def is_exported(name: Node, view: RustFile) -> bool:
    """Whether the item or field that names something in its signature can be used by other files."""
    unit = view.unit
    if unit.node.type == "function_item":
        body = unit.node.child_by_field_name("body")
        if body is not None and body.start_byte <= name.start_byte < body.end_byte:
            return False
        return _is_public(unit.node) and _owner_is_public(view) if owner_trait(view) is None else True
    if unit.node.type == "struct_item":
        field = next((a for a in view.ancestors(name) if a.type == "field_declaration"), None)
        return _is_public(unit.node) and (field is None or _is_public(field))
    return _is_public(unit.node) or unit.node.type not in ("type_item", "enum_item", "static_item", "const_item")


def _is_public(item: Node) -> bool:
    return any(child.type == "visibility_modifier" for child in item.children)


def _owner_is_public(view: RustFile) -> bool:
    """A method of a type that only the file knows is not seen either."""
    owner = owner_type(view)
    if owner is None:
        return True
    units = view.names.items(view.unit.modules, owner)
    return not units or any(_is_public(unit.node) for unit in units)
