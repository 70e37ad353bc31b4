"""Values that are a type's default: there are methods of their own for those."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import has_no_arguments, macro_name
from .calls import callee_path
from .derives import derived_by
from .members import declared, own_methods
from .rust_file import RustFile


def is_default(value: Node, file: RustFile) -> bool:
    """Whether an expression makes the default of its type: `Key::new()` of a `Key: Default`, `vec![]`."""
    if value.type == "macro_invocation":
        return macro_name(value, file.data) == "vec" and has_no_arguments(value)
    arguments = value.child_by_field_name("arguments") if value.type == "call_expression" else None
    if arguments is None or arguments.named_children:
        return False
    owner, _, name = callee_path(value, file).rpartition("::")
    return name == "default" or (name == "new" and has_default(owner, file))


def has_default(owner: str, file: RustFile) -> bool:
    """Whether a type has a default; one of another crate with a `new()` does by custom."""
    units = [unit for unit in declared(owner, file) if unit.node.type in ("struct_item", "enum_item")]
    if not units:
        return True
    derived = (each.path for unit in units for each in derived_by(unit.node, file.view(unit)))
    return any(path.endswith("Default") for path in derived) or bool(own_methods(owner, "default", file))
