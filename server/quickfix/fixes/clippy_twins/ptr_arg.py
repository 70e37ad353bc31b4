"""The parameter borrows the memory itself, and calls that only its owner has are spelled otherwise."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.calls import is_called
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.moves.owner_references import owner_parameters
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Safe where all callers are seen, and hand in what exists already; what a trait says is left to it."""
    view = file.view_at(finding.span)
    node = file.node_at(finding.span, view) if view is not None else None
    if view is None or node is None or (view.unit.frames and view.unit.frames[-1].kind == "trait_item"):
        return None
    function = next(each for each in view.ancestors(node) if each.type == "function_item")
    found = next((each for each in owner_parameters(function, view) if span_of(each.owner) == finding.span), None)
    if found is None:
        return None
    edits = [Edit(finding.span, found.instead), *(Edit(span_of(call), text) for call, text in found.renamed)]
    if found.instead == "Path" and view.names.imported(view.unit.modules, "Path") is None:
        edits.append(file.add_use("std::path::Path", view.unit.modules))
    if _is_seen_whole(function, view, file):
        return Fix(f"Take a `&{found.instead}`", Safety.SAFE, tuple(edits))
    return Fix(f"Take a `&{found.instead}` (callers may have to follow)", Safety.UNSAFE, tuple(edits))


def _is_seen_whole(function: Node, view: RustFile, file: FixFile) -> bool:
    """Whether the function can only be named in its file, and is only called there, with what surely fits."""
    label = function.child_by_field_name("name")
    if label is None or any(child.type == "visibility_modifier" for child in function.children):
        return False
    name = view.text(label)
    for other in file.views(name.encode()):
        for use in other.descendants(other.unit.node, "identifier", "field_identifier"):
            if other.text(use) == name and use.start_byte != label.start_byte and not _fits(use, other):
                return False
    return True


def _fits(use: Node, view: RustFile) -> bool:
    """Whether a name is called, with arguments that are not made to measure for the parameter's type."""
    above = view.parent(use)
    named = above if above is not None and above.type in ("scoped_identifier", "field_expression") else use
    call = view.parent(named)
    if call is None or call.type != "call_expression" or not is_called(named, view):
        return False
    given = call.child_by_field_name("arguments")
    return given is not None and all(_has_own_type(each) for each in given.named_children)


def _has_own_type(argument: Node) -> bool:
    """Whether the type of an argument is not inferred from the parameter, as those of `into()` and `collect()` are."""
    while argument.type in ("reference_expression", "parenthesized_expression") and argument.named_child_count:
        argument = argument.named_children[-1]
    return argument.type in _PLAIN or argument.type.endswith("literal")


_PLAIN = frozenset({"identifier", "field_expression", "self", "index_expression", "scoped_identifier"})
