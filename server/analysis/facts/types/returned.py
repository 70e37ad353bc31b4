"""What the functions of the workspace give back."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.generics import arguments_of_block
from ..code.members import declared, methods_of
from ..code.nodes import is_declared
from ..code.rust_file import RustFile
from ..code.type_model import UNKNOWN, Type
from .written_types import foreign_type


def is_async(function: Node) -> bool:
    """Whether a function is declared `async`."""
    return is_declared(function, "async")


def returned(unit: Unit, file: RustFile, owner: Type | None = None) -> Type | None:
    """What a call of a function gives; `owner` is the type that it is called on."""
    annotation = unit.node.child_by_field_name("return_type")
    known = arguments_of_block(unit, owner) if owner is not None else {}
    found = foreign_type(unit, annotation, file, known) if annotation is not None else Type("()")
    return Type("async", (found or UNKNOWN,)) if is_async(unit.node) else found


def returned_by_path(path: str, file: RustFile) -> tuple[Type | None, bool]:
    """What a function of the workspace gives by its path, and whether there is such a function."""
    owner, _, name = path.rpartition("::")
    for unit in declared(path, file):
        if unit.node.type == "function_item":
            return returned(unit, file), True
    for unit in functions_of(owner, name, file) if "::" in owner else ():
        return returned(unit, file, Type(owner)), True
    return None, False


def functions_of(owner: str, name: str, file: RustFile) -> list[Unit]:
    """The functions of a name that a type has; no constants or types of that name."""
    kinds = ("function_item", "function_signature_item")
    return [unit for unit in methods_of(owner, name, file) if unit.node.type in kinds]
