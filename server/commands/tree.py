"""`tree`: the syntax tree of a file, for those who write rules."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..analysis.syntax.parser import parse
from ..report.terminal import printable

_LONGEST_LEAF = 60


def lines(text: bytes) -> Iterator[str]:
    """One named node a line: its field, type, place (from 1) and, for a leaf, its text."""
    stack: list[tuple[Node, int, str | None]] = [(parse(text).root_node, 0, None)]
    while stack:
        node, depth, field = stack.pop()
        yield _line(node, depth, field)
        children = [
            (child, depth + 1, node.field_name_for_child(index))
            for index, child in enumerate(node.children)
            if child.is_named or child.is_error or child.is_missing
        ]
        stack.extend(reversed(children))


def _line(node: Node, depth: int, field: str | None) -> str:
    start, end = node.start_point, node.end_point
    place = f"{start.row + 1}:{start.column + 1}-{end.row + 1}:{end.column + 1}"
    missing = "MISSING " if node.is_missing else ""
    text = (node.text or b"").decode("utf-8", "replace")
    leaf = "" if node.named_child_count else f"  {printable(text[:_LONGEST_LEAF])}"
    return f"{'  ' * depth}{field + ': ' if field else ''}{missing}{node.type} {place}{leaf}"
