"""What a comment beside the code says about it: a choice that is argued for is no oversight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from .rust_file import RustFile

_COMMENTS = ("line_comment", "block_comment")


def argues(node: Node, file: RustFile, words: re.Pattern[str]) -> bool:
    """Whether a comment right above the statement, or one around it, or behind it on its line, has one of the words."""
    if b"//" not in file.unit.text and b"/*" not in file.unit.text:
        return False
    return any(words.search(comment) for comment in beside(node, file) if "rust-perf:" not in comment)


def beside(node: Node, file: RustFile) -> Iterator[str]:
    """The comments that belong to the statement around a node, and to the branches and loops around that."""
    inner = node
    for around in file.ancestors(node):
        if inner != node and inner.type in ("closure_expression", "async_block", "function_item"):
            return
        if around.type in ("block", "match_block"):
            yield from _of_statement(inner, file)
        inner = around


def _of_statement(statement: Node, file: RustFile) -> Iterator[str]:
    before = statement.prev_sibling
    while before is not None and before.type in _COMMENTS:
        yield file.text(before)
        before = before.prev_sibling
    after = statement.next_sibling
    if after is not None and after.type in _COMMENTS and after.start_point.row == statement.end_point.row:
        yield file.text(after)
