"""`copy_from_slice` of the two ranges."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.calls import called_name
from ....analysis.facts.code.rust_file import RustFile, expression
from ....analysis.facts.memory.slice_copies import Copied, Side, SliceCopy, slice_copy_of
from ....analysis.facts.types.numbers import number_of
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_PURE = frozenset({"len", "min", "max"})
_BARE = ("identifier", "scoped_identifier", "field_expression", "integer_literal", "call_expression")
_SUMS = ("+", "-", "*")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The loop as one statement for each slice; a range that ends before it begins would panic."""
    view, span = file.view_at(finding.span), finding.captures.get("loop")
    loop = file.node_at(span, view) if view is not None and span is not None else None
    while loop is not None and loop.type == "expression_statement":
        loop = loop.named_children[0]
    found = slice_copy_of(loop, view) if view is not None and loop is not None else None
    if view is None or found is None or not _is_plain(found, view):
        return None
    lines = [_line(each, found, view) for each in found.copies]
    if any(line is None for line in lines):
        return None
    text = f"{file.newline}{file.indentation(found.loop.start_byte)}".join(line for line in lines if line)
    if _never_reversed(found, view):
        return Fix("Copy the slice at once", Safety.SAFE, (Edit(span_of(found.loop), text),))
    title = "Copy the slice at once (panics where the range ends before it begins)"
    return Fix(title, Safety.UNSAFE, (Edit(span_of(found.loop), text),))


def _is_plain(found: SliceCopy, view: RustFile) -> bool:
    """Whether nothing but the loop would be lost, and its bounds may be written twice."""
    around = view.parent(found.loop)
    is_statement = around is not None and around.type in ("block", "expression_statement")
    comments = any(True for _ in view.descendants(found.loop, "line_comment", "block_comment"))
    calls = [call for end in (found.start, found.end) for call in (end, *view.descendants(end, "call_expression"))]
    pure = all(call.type != "call_expression" or called_name(call, view) in _PURE for call in calls)
    counted = any(side.counted or not side.known for each in found.copies for side in (each.to, each.source))
    statements = found.loop.child_by_field_name("body")
    alone = statements is not None and len(statements.named_children) == len(found.copies)
    return is_statement and alone and pure and not comments and not counted


def _never_reversed(found: SliceCopy, view: RustFile) -> bool:
    start, end = number_of(found.start, view), number_of(found.end, view)
    return start == 0 or (start is not None and end is not None and start <= end)


def _line(copied: Copied, found: SliceCopy, view: RustFile) -> str | None:
    to, source = _range(copied.to, found, view), _range(copied.source, found, view)
    if to is None or source is None:
        return None
    method = "clone_from_slice" if copied.cloned else "copy_from_slice"
    return f"{view.text(copied.to.place)}[{to}].{method}(&{view.text(copied.source.place)}[{source}]);"


def _range(side: Side, found: SliceCopy, view: RustFile) -> str | None:
    low, high = _moved(found.start, side, view), _moved(found.end, side, view)
    if low is None or high is None:
        return None
    whole = not found.inclusive and side.offset is None and high == f"{view.text(side.place)}.len()"
    return f"{'' if low == '0' else low}{'..=' if found.inclusive else '..'}{'' if whole else high}"


def _moved(bound: Node, side: Side, view: RustFile) -> str | None:
    """A bound of the range with the side's offset; None for one below zero."""
    text = _summand(bound, view)
    if side.offset is None:
        return text
    one, two = (number_of(node, view) if node.type == "integer_literal" else None for node in (bound, side.offset))
    if one is not None and two is not None:
        moved = one + two if side.sign == "+" else one - two
        return str(moved) if moved >= 0 else None
    if one == 0:
        return view.text(side.offset) if side.sign == "+" else None
    if text == view.text(side.offset) and side.sign == "-":
        return "0"
    return f"{text} {side.sign} {view.text(side.offset)}"


def _summand(bound: Node, view: RustFile) -> str:
    inner = expression(bound)
    is_sum = inner.type == "binary_expression" and inner.children[1].type in _SUMS
    return view.text(inner) if inner.type in _BARE or is_sum else f"({view.text(inner)})"
