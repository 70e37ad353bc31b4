"""A large generic function that only converts its argument is compiled anew for each type that it is called with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.generics import parameters_around, parameters_of
from ...facts.code.heads import listed_parameters
from ...facts.code.nodes import lies_in
from ...facts.code.rust_file import RustFile
from ...facts.generics.converted_arguments import Converted, converted_arguments
from ...facts.generics.instantiations import is_compiled_for_many
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_HEAD = re.compile(rb"\b(?:impl\s|AsRef\b|Into\b|ToString\b)")
_INLINE = re.compile(rb"#\[\s*inline\b")
_WORK = ("call_expression", "macro_invocation", "if_expression", "match_expression", "for_expression",
         "while_expression", "loop_expression", "try_expression", "await_expression")  # fmt: skip
_LARGE = 12
_MOST_LINES_OF_SMALL = 10


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=(b"impl ", b"AsRef<", b"Into<", b"ToString"))
def monomorphization_bloat(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Its name, when the rest of the body is large, not generic, and compiled for several types."""
    function = call.node
    body, name = function.child_by_field_name("body"), function.child_by_field_name("name")
    if function != file.unit.node or body is None or name is None or not _may_be(function, body, file):
        return
    arguments = converted_arguments(function, file)
    work = _other_work(arguments, body, file)
    if arguments and work >= _LARGE and is_compiled_for_many(_indices(arguments, function), file):
        listed = " and ".join(f"`{file.text(each.name)}`" for each in arguments)
        message = f"all of `{file.text(name)}` is compiled again for each type of {listed}, which is only converted"
        yield saw(name, message, function=function)


def _may_be(function: Node, body: Node, file: RustFile) -> bool:
    """The cheap questions: a bound that converts, a body of some lines, and a place where a function can be added."""
    if body.end_point.row - body.start_point.row < _MOST_LINES_OF_SMALL:
        return False
    if not _HEAD.search(file.data, function.start_byte, body.start_byte):
        return False
    if any(frame.trait or frame.kind == "trait_item" for frame in file.unit.frames):
        return False
    if _INLINE.search(file.data, file.unit.start, function.start_byte):
        return False
    around = parameters_around(file.unit) - set(parameters_of(file.unit))
    return not around or not any(name in around for name in _names_in(function, file))


def _names_in(function: Node, file: RustFile) -> Iterator[str]:
    """What a function says of the block around it: its parameters are those of `Self`, too."""
    for node in file.descendants(function, "type_identifier", "identifier", "self"):
        name = file.text(node)
        yield from parameters_around(file.unit) if name in ("self", "Self") else (name,)


def _other_work(arguments: list[Converted], body: Node, file: RustFile) -> int:
    """How much is done in the statements that do not say the generic arguments."""
    uses = [use for each in arguments for use in each.uses]
    rest = [each for each in body.named_children if not any(lies_in(use, each) for use in uses)]
    return sum(sum(1 for _ in file.descendants(each, *_WORK)) for each in rest)


def _indices(arguments: list[Converted], function: Node) -> list[int]:
    listed = listed_parameters(function)
    return [index for index, each in enumerate(listed) if any(lies_in(one.name, each) for one in arguments)]
