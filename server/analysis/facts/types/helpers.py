"""Functions of the workspace that are given a closure or called from somewhere, looked into by name."""

from __future__ import annotations

from dataclasses import dataclass

from tree_sitter import Node

from ...syntax.declared import name_of
from ...syntax.units import Unit
from ..code.bindings import uses_of
from ..code.calls import called_name, callee_path, receiver_of
from ..code.heads import parameter_for
from ..code.members import declared, methods_of
from ..code.rust_file import RustFile
from .expressions import receiver_type
from .returned import is_async


@dataclass(frozen=True, slots=True)
class Helper:
    """A function that a call reaches, and the parameter that takes the argument in question."""

    file: RustFile
    parameter: Node

    def uses(self) -> list[Node]:
        """Where the body uses the parameter."""
        return uses_of(self.parameter, self.file.unit.node, self.file)


def helper_called(call: Node, index: int, file: RustFile) -> Helper | None:
    """The function of the workspace that a call reaches, with the parameter for the argument of that index."""
    for unit in functions_called(call, file):
        name = _parameter(unit, index, call)
        if name is not None:
            file.names.mentioning(called_name(call, file))
            return Helper(view_of(unit, file), name)
    return None


def functions_called(call: Node, file: RustFile) -> tuple[Unit, ...]:
    """The declarations of the workspace that a call may mean."""
    name = called_name(call, file)
    if receiver_of(call) is not None:
        owner = receiver_type(call, file)
        found = methods_of(owner.path, name, file) if owner is not None else ()
    else:
        return functions_at(callee_path(call, file), file)
    return _only_functions(found)


def functions_at(path: str, file: RustFile) -> tuple[Unit, ...]:
    """The functions of the workspace that a canonical path may mean."""
    owner, _, name = path.rpartition("::")
    return _only_functions(declared(path, file) or (methods_of(owner, name, file) if "::" in owner else ()))


def _only_functions(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return tuple(unit for unit in units if unit.node.type in ("function_item", "function_signature_item"))


def view_of(unit: Unit, file: RustFile) -> RustFile:
    """Another unit, to ask facts about."""
    return file.view(unit)


def opened(unit: Unit, file: RustFile) -> RustFile:
    """Another function whose body is read: a change in there counts, and is noted."""
    file.names.of(unit.path).mentioning(name_of(unit))
    return view_of(unit, file)


def async_body_of(call: Node, file: RustFile) -> RustFile | None:
    """The async function of the workspace that a call runs, to read its body."""
    for unit in functions_called(call, file):
        return opened(unit, file) if unit.node.type == "function_item" and is_async(unit.node) else None
    return None


def _parameter(unit: Unit, index: int, call: Node) -> Node | None:
    parameter = parameter_for(index, call, unit.node) if unit.node.type == "function_item" else None
    pattern = parameter.child_by_field_name("pattern") if parameter is not None else None
    return pattern if pattern is not None and pattern.type == "identifier" else None
