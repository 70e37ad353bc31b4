"""JSON is parsed into a `Value`, of which known keys are read: a struct takes only these, and allocates no tree."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.bindings import names_in
from ...facts.code.paths import canonical
from ...facts.code.rust_file import RustFile
from ...facts.data.json_values import ANY_JSON, PARSERS
from ...facts.data.schema import facts_by_name
from ...facts.programs.settings_code import is_settings_code
from ...facts.running.cold_paths import ends_in_error, is_cold_path
from ...facts.running.startup import is_startup
from ...facts.serialization.json_reads import reads, reads_of_name
from ...facts.serialization.json_shapes import Shape
from ...facts.serialization.json_structs import struct_of
from ...finding import Severity
from ...rule import Call, Sighting, calls, methods, rule, saw, types

_VALUES = facts_by_name(ANY_JSON)
_ON_THE_WAY = frozenset({"try_expression", "await_expression", "field_expression", "call_expression"})
_PLAIN = frozenset({"value", "data", "json", "parsed", "result"})
_SHORT, _SHOWN = 2, 4


@rule(
    Severity.WARNING,
    on=calls(*facts_by_name(PARSERS)) + methods("json", "parse") + types("Json"),
    needs=b"Value",
    heat=True,
)
def untyped_json_value(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Values of which literal keys are read and nothing else; what is passed on, changed or searched is left alone."""
    written, shape = _value_written(call, file), Shape()
    if written is None or canonical(written, file) not in _VALUES:
        return
    known = _extracted(call.node, shape, file) if call.node.type == "generic_type" else reads(call.node, shape, file)
    keys = shape.paths()
    if not known or not keys or shape.is_changed() or not shape.is_used() or "from_value" in shape.readers:
        return
    if is_cold_path(call.node, file) or ends_in_error(call.node, file):
        return
    if is_startup(call.node, file) or is_settings_code(file):
        return
    shown = ", ".join(f"`{key}`" for key in keys[:_SHOWN]) + (" and others" if len(keys) > _SHOWN else "")
    message = f"a tree of all the JSON is built to read {shown} of it: a struct takes only these"
    data = {"name": _name(call.node, file)} | (
        {"struct": struct_of(_name(call.node, file), shape)} if shape.fields else {}
    )
    yield saw(call, message, data=data, type=written)


def _name(place: Node, file: RustFile) -> str:
    """What the struct may be called: as the variable or parameter, if that says anything."""
    for around in file.ancestors(place):
        pattern = around.child_by_field_name("pattern") if around.type in ("let_declaration", "parameter") else None
        if pattern is not None:
            names = [file.text(each) for each in names_in(pattern, file)]
            return names[0] if names and len(names[0]) > _SHORT and names[0] not in _PLAIN else "body"
    return "body"


def _value_written(call: Call, file: RustFile) -> Node | None:
    """The type that is parsed into: in the turbofish, in the annotation of the variable, in the extractor."""
    if call.node.type == "generic_type":
        return _first_of(call.node)
    function = call.node.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        return _first_of(function)
    annotation = _annotation(call.node, file)
    wraps = annotation is not None and annotation.type == "generic_type"
    return _first_of(annotation) if annotation is not None and wraps else annotation


def _annotation(call: Node, file: RustFile) -> Node | None:
    """The type that is written for the variable which the parsed value, taken out of its result, is bound to."""
    for around in file.ancestors(call):
        if around.type == "let_declaration":
            return around.child_by_field_name("type")
        if around.type not in _ON_THE_WAY:
            return None
    return None


def _first_of(generic: Node) -> Node | None:
    arguments = generic.child_by_field_name("type_arguments")
    named = [each for each in arguments.named_children if each.type != "lifetime"] if arguments is not None else []
    return named[0] if named else None


def _extracted(extractor: Node, shape: Shape, file: RustFile) -> bool:
    """`Json(value): Json<Value>` among the parameters of a handler."""
    parameter = extractor.parent
    function = parameter.parent.parent if parameter is not None and parameter.parent is not None else None
    pattern = parameter.child_by_field_name("pattern") if parameter is not None else None
    if pattern is None or function is None or function.type != "function_item":
        return False
    names = list(names_in(pattern, file))
    return len(names) == 1 and reads_of_name(names[0], function, shape, file)
