"""A reference in the place of a copy: what is written for the copy, and for each use of the variable that had it."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.bindings import Binding
from ..analysis.facts.code.nodes import is_mutable
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.moves.ownership import Held
from ..analysis.facts.moves.value_uses import uses
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import span_of

_READ = frozenset({"reference", "receiver", "macro", "compared", "argument"})


def borrowed(call: Node, source: Node, how: str, held: str, view: RustFile) -> tuple[Edit, ...] | None:
    """The edits for a copy without a name; None where it is not known whether the source is a reference already."""
    if how not in _READ:
        return None
    cut = Edit(Span(source.end_byte, call.end_byte), "")
    if how in ("receiver", "macro") or held == Held.OWNED.value:
        return (cut, Edit(Span(source.start_byte, source.start_byte), "&")) if how == "argument" else (cut,)
    if not held:
        return None
    text = view.text(source)
    if how == "compared":
        return (Edit(span_of(call), f"*{text}"),)
    shown = text if held == Held.SHARED.value else f"&*{text}"
    whole = view.parent(call) if how == "reference" else call
    return (Edit(span_of(whole), shown),) if whole is not None else None


def borrowed_variable(
    variable: Binding, call: Node, source: Node, held: str, view: RustFile
) -> tuple[Edit, ...] | None:
    """The edits that make a variable a reference: its value, its type and what is done with it."""
    edits: list[Edit] = []
    for use in uses(variable, view):
        edit = _use(use.node, view)
        if edit is None:
            return None
        edits += edit
    text = view.text(source)
    shown = {Held.OWNED.value: f"&{text}", Held.SHARED.value: text, Held.MUTABLE.value: f"&*{text}"}.get(held)
    if shown is None:
        return None
    if variable.annotation is not None:
        edits.append(Edit(Span(variable.annotation.start_byte, variable.annotation.start_byte), "&"))
    return (*edits, Edit(span_of(call), shown))


def _use(node: Node, view: RustFile) -> tuple[Edit, ...] | None:
    """What a use becomes; None for one whose type would not fit any more."""
    around = view.parent(node)
    if around is None:
        return None
    if around.type == "reference_expression":
        return () if is_mutable(around) else (Edit(Span(around.start_byte, node.start_byte), ""),)
    if around.type == "binary_expression":
        return (Edit(Span(node.start_byte, node.start_byte), "*"),)
    if around.type == "token_tree":
        before = node.prev_sibling
        return (
            (Edit(Span(before.start_byte, node.start_byte), ""),) if before is not None and before.type == "&" else ()
        )
    return None if around.type in ("unary_expression", "match_expression", "let_condition") else ()
