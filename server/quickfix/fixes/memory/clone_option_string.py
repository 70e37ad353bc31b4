"""`as_deref` in the place of the copy."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.data.receivers import RECEIVERS
from ....analysis.facts.data.schema import by_owner
from ....analysis.facts.moves.escapes import named_by
from ....analysis.facts.moves.value_uses import uses
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_OF_STR = by_owner(RECEIVERS)["std::primitive::str"]
# Methods that a `&str` does not have, or has with another result.
_MACROS = frozenset({"token_tree", "macro_invocation", "expression_statement"})
_OTHERS = frozenset({"as_str", "capacity", "get"})


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where all that reads the text takes a `&str` as well."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    source = finding.captures.get("source")
    if view is None or call is None or source is None:
        return None
    shown = f"{file.slice(source)}.as_deref(){finding.data.get('rest', '')}"
    edit = Edit(Span(source.end, finding.span.end), shown[len(file.slice(source)) :])
    if finding.data.get("rest"):
        whole = _replaced(call, view)
        if whole is None:
            return None
        edit = Edit(span_of(whole), shown)
    return Fix("Look at it through `as_deref`", Safety.SAFE, (edit,))


def _replaced(call: Node, view: RustFile) -> Node | None:
    """What the reference takes the place of: the copy, with the `&` before it."""
    variable = named_by(call, view)
    if variable is not None:
        is_fit = variable.annotation is None and all(_reads_str(use.node, view) for use in uses(variable, view))
        return call if is_fit else None
    around = view.parent(call)
    if around is not None and around.type == "reference_expression":
        return around
    return call if _reads_str(call, view) else None


def _reads_str(node: Node, view: RustFile) -> bool:
    """Whether a use takes a `&str` as it takes a `String`: a method that both have, an argument of a format macro."""
    around = view.parent(node)
    if node.type.endswith("string_literal") or (around is not None and around.type in _MACROS):
        return True
    method = around.child_by_field_name("field") if around is not None and around.type == "field_expression" else None
    name = view.text(method) if method is not None else ""
    return name in _OF_STR and name not in _OTHERS
