"""`#[inline]` in a program that is optimised as one piece: it only overrules what the optimiser knows better."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...facts.code.comments import argues
from ...facts.code.generics import parameters_around
from ...facts.code.rust_file import RustFile
from ...finding import Severity
from ...rule import Call, Sighting, nodes, rule, saw

_INLINE = re.compile(rb"#\[\s*inline\s*(\(\s*always\s*\)\s*)?\]")
_MEASURED = re.compile(r"(?i)bench|measur|profil|\bhot\b|faster|\bperf")


@rule(Severity.SUGGESTION, on=nodes("function_item"), needs=b"inline", default=False)
def needless_inline(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Functions of a program with fat LTO and one codegen unit, none of which is generic, where nothing is measured."""
    if call.node != file.unit.node or not file.crate.is_optimised_as_one or file.crate.has_benchmark:
        return
    attribute = next((each for each in file.unit.leading if _INLINE.fullmatch(file.bytes_of(each))), None)
    if attribute is None or _is_generic(call.node, file) or not _is_of_program(file):
        return
    if any(_MEASURED.search(file.text(each)) for each in file.unit.leading) or argues(call.node, file, _MEASURED):
        return
    yield saw(attribute, f"`{file.text(attribute)}` says nothing to a build with fat LTO and one codegen unit")


def _is_generic(function: Node, file: RustFile) -> bool:
    parameters = function.child_by_field_name("parameters")
    opaque = parameters is not None and next(file.descendants(parameters, "abstract_type"), None) is not None
    return opaque or bool(parameters_around(file.unit))


def _is_of_program(file: RustFile) -> bool:
    """Whether other projects do not build it with profiles of their own."""
    home = file.names.home()
    return file.names.is_of_application(home.target) if home is not None else not file.crate.has_library
