"""What is written to a terminal: a person reads it, and that is slower than anything before it."""

from __future__ import annotations

from tree_sitter import Node

from ...syntax.macros import macro_name
from ..code.rust_file import RustFile

_ANSWERS = frozenset({"print", "println"})
_PRINTS = _ANSWERS | {"eprint", "eprintln"}
_CONDITIONS = frozenset({"if_expression", "match_expression", "let_declaration"})


def answers_on_the_console(file: RustFile) -> bool:
    """Whether the function at hand prints its result, as commands do and services do not."""
    return b"print" in file.unit.text and any(
        macro_name(each, file.data) in _ANSWERS for each in file.descendants(file.unit.node, "macro_invocation")
    )


def talks_in_each_round(body: Node, file: RustFile) -> bool:
    """Whether each round of a loop prints; what stands under a condition complains about a few of them."""
    return b"print" in file.bytes_of(body) and any(
        macro_name(each, file.data) in _PRINTS and not _is_conditional(each, body, file)
        for each in file.descendants(body, "macro_invocation")
    )


def _is_conditional(node: Node, body: Node, file: RustFile) -> bool:
    for around in file.ancestors(node):
        if around == body:
            return False
        if around.type in _CONDITIONS:
            return True
    return False
