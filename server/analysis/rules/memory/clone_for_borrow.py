"""A clone that is only read through `&` allocates and copies what a reference would have shown."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.code.rust_file import RustFile
from ...facts.moves.borrowable import borrowable, may_be_borrowable
from ...facts.moves.clones import CLONES, deep_clone, presumed_clone
from ...finding import Severity
from ...rule import Call, Sighting, methods, rule, saw

_AROUND = frozenset(
    {
        "reference_expression", "field_expression", "arguments", "binary_expression", "let_declaration",
        "macro_invocation", "expression_statement", "parenthesized_expression",
    }
)  # fmt: skip
_LONGEST_NAME = 40


@rule(Severity.WARNING, on=methods(*CLONES), heat=True)
def clone_for_borrow(call: Call, file: RustFile) -> Iterator[Sighting]:
    """Deep clones that nobody changes, keeps or moves, of what stays as it is while they live."""
    around = file.parent(call.node)
    if call.arguments or around is None or around.type not in _AROUND or not may_be_borrowable(call.node, file):
        return
    clone = deep_clone(call.node, file) or presumed_clone(call.node, file)
    read = borrowable(clone, file) if clone is not None else None
    if clone is None or read is None:
        return
    name = " ".join(file.text(clone.source).split())
    source = f"`{name}`" if len(name) < _LONGEST_NAME else "its source"
    if read.variable is not None:
        variable = file.text(read.variable.name)
        message = f"`{variable}` is a copy of {source} that is only read: a reference would do"
    else:
        message = f"this copy of {source} is only read: a reference would do"
    yield saw(
        call,
        message,
        source=clone.source,
        variable=read.variable.name if read.variable is not None else None,
        data={"how": read.how, "held": clone.held.value if clone.held is not None else ""},
    )
