"""The type that a call parses into, where the code around it says so."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.members import declared
from ..code.paths import canonical
from ..code.rust_file import RustFile


def type_parsed(call: Node, file: RustFile) -> str | None:
    """The path of the workspace's type in the turbofish or annotation, else in what the function around returns."""
    return type_written_for(call, file) or _path_in(_returned(call, file), file)


def type_written_for(call: Node, file: RustFile) -> str | None:
    """The path of the workspace's type in the turbofish, else in the annotation around."""
    return _path_in(_annotation(call, file), file)


def parameter_parsed(call: Node, file: RustFile) -> str | None:
    """The type parameter of the function around that a call parses into: `fn get<T: DeserializeOwned>() -> T`."""
    return _parameter_in(_annotation(call, file) or _returned(call, file), call, file)


def parameter_written(call: Node, file: RustFile) -> str | None:
    """The type parameter of the function around whose value a call writes: `fn set<T: Serialize>(value: &T)`."""
    given = list(arguments_of(call))
    value = given[-1] if given else None
    while value is not None and value.type == "reference_expression":
        value = value.named_children[-1]
    binding = binding_of(value, file) if value is not None and value.type == "identifier" else None
    return _parameter_in(binding.annotation, call, file) if binding is not None else None


def _parameter_in(place: Node | None, call: Node, file: RustFile) -> str | None:
    function = file.function_around(call)
    declared_here = function.child_by_field_name("type_parameters") if function is not None else None
    if place is None or declared_here is None:
        return None
    names = {file.text(each) for each in file.descendants(declared_here, "type_identifier")}
    named = [place, *file.descendants(place, "type_identifier")]
    return next(
        (file.text(each) for each in named if each.type == "type_identifier" and file.text(each) in names), None
    )


def _path_in(place: Node | None, file: RustFile) -> str | None:
    named = [place, *file.descendants(place, "type_identifier")] if place is not None else []
    for each in named:
        path = canonical(each, file) if each.type == "type_identifier" else None
        units = declared(path, file) if path is not None else ()
        if any(unit.node.type in ("struct_item", "enum_item") for unit in units):
            return path
    return None


def _annotation(call: Node, file: RustFile) -> Node | None:
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        return function.child_by_field_name("type_arguments")
    for around in file.ancestors(call):
        annotation = around.child_by_field_name("type") if around.type == "let_declaration" else None
        if annotation is not None:
            return annotation
    return None


def _returned(call: Node, file: RustFile) -> Node | None:
    """What the function around returns; of a `Result`, what it holds."""
    if _annotation(call, file) is not None:
        return None
    function = file.function_around(call)
    returned = function.child_by_field_name("return_type") if function is not None else None
    held = returned.child_by_field_name("type_arguments") if returned is not None else None
    return held.named_children[0] if held is not None else returned
