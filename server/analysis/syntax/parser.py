"""The tree-sitter parser for Rust, from scratch and incrementally."""

from __future__ import annotations

import tree_sitter
import tree_sitter_rust
from tree_sitter import Point, Tree

RUST = tree_sitter.Language(tree_sitter_rust.language())
_PARSER = tree_sitter.Parser(RUST)


_LAST: list[tuple[bytes, Tree]] = []


def parse(data: bytes, old: Tree | None = None) -> Tree:
    """The tree of the text; `old` is the tree of the text before, already told of the edit.

    The last tree is kept, as the fixes of a text are asked for right after its findings.
    """
    if old is not None:
        return _PARSER.parse(data, old)
    if not _LAST or _LAST[0][0] != data:
        _LAST[:] = [(data, _PARSER.parse(data))]
    return _LAST[0][1]


def parse_ranges(data: bytes, ranges: list[tuple[int, int]]) -> Tree:
    """The tree of the given byte ranges of the text, read as if they followed one another."""
    parser = tree_sitter.Parser(
        RUST, included_ranges=[tree_sitter.Range(Point(0, s), Point(0, e), s, e) for s, e in ranges]
    )
    return parser.parse(data)


def reparse(tree: Tree, before: bytes, after: bytes, start: int, old_end: int, new_end: int) -> Tree:
    """The tree of `after`, which differs from `before` in one replacement of bytes.

    A copy is told of the edit: nodes of the tree would stand elsewhere after it, or in memory that is given back.
    """
    edited = tree.copy()
    edited.edit(start, old_end, new_end, _point(before, start), _point(before, old_end), _point(after, new_end))
    return parse(after, edited)


def moved(tree: Tree, text: bytes, start: int, end: int, rows: tuple[int, int]) -> Tree:
    """The tree of a part of a text as a tree of that text, whose nodes stand where the part does.

    The part begins a line; `rows` are the lines that it begins in and ends in, as counting them reads all the text. The
    parser takes over all that it is given, so that this costs a moment; where there are errors, it may recover in
    another way.
    """
    told = tree.copy()
    first, last = rows
    at, stop = Point(first, 0), Point(last, end - text.rfind(b"\n", start, end) - 1)
    told.edit(0, 0, start, Point(0, 0), Point(0, 0), at)
    parser = tree_sitter.Parser(RUST, included_ranges=[tree_sitter.Range(at, stop, start, end)])
    return parser.parse(text, told)


def _point(data: bytes, offset: int) -> Point:
    row = data.count(b"\n", 0, offset)
    return Point(row, offset - data.rfind(b"\n", 0, offset) - 1)
