"""Errors that are a `String`, and who throws them away."""

from __future__ import annotations

from tree_sitter import Node

from ..code.calls import called_name
from ..code.error_types import body_around
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import STRING

_MAKERS = frozenset({"Err", "map_err", "ok_or_else"})
_PASSES = frozenset(
    {"closure_expression", "block", "match_arm", "match_block", "match_expression", "parenthesized_expression"}
)


def is_text_error(text: Node, file: RustFile) -> bool:
    """Whether a text is the error of a function, the one that is the unit, which returns `Result<_, String>`."""
    for around in file.ancestors(text):
        if around.type == "arguments":
            call = file.parent(around)
            return call is not None and called_name(call, file) in _MAKERS and _returns_text(call, file)
        if around.type not in _PASSES:
            return False
    return False


def _returns_text(place: Node, file: RustFile) -> bool:
    function = body_around(place, file)
    written = function.child_by_field_name("return_type") if function is not None else None
    if function != file.unit.node or written is None or written.type != "generic_type":
        return False
    arguments = written.child_by_field_name("type_arguments")
    given = arguments.named_children if arguments is not None else []
    return len(given) == 2 and canonical(given[1], file) == STRING
