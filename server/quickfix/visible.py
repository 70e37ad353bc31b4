"""Whether a name in a declaration is seen from outside of the file."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.nodes import visibility_of
from ..analysis.facts.code.paths import owner_trait, owner_type
from ..analysis.facts.code.rust_file import RustFile


def is_seen_outside(name: Node, view: RustFile) -> bool:
    """Whether the item or field that names something in its signature can be used by other files."""
    unit = view.unit
    is_visible = visibility_of(unit.node) is not None
    if unit.node.type == "function_item":
        body = unit.node.child_by_field_name("body")
        if body is not None and body.start_byte <= name.start_byte < body.end_byte:
            return False
        return owner_trait(view) is not None or (is_visible and _owner_is_visible(view))
    if unit.node.type == "struct_item":
        field = next((a for a in view.ancestors(name) if a.type == "field_declaration"), None)
        return is_visible and (field is None or visibility_of(field) is not None)
    return is_visible or unit.node.type not in ("type_item", "enum_item", "static_item", "const_item")


def _owner_is_visible(view: RustFile) -> bool:
    """A method of a type that only the file knows is not seen either."""
    owner = owner_type(view)
    if owner is None:
        return True
    units = view.names.items(view.unit.modules, owner)
    return not units or any(visibility_of(unit.node) is not None for unit in units)
