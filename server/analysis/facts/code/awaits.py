"""Await points: where a future may be left and entered again, in macro arguments too."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import KNOWN, SELECTS, STREAMS, macro_name, token_tree
from .paths import canonical
from .rust_file import RustFile

JOINS = frozenset({"join", "try_join"})
_SYNC_SELECT = ("crossbeam::", "flume::", "std::", "self::")
_SIGN = re.compile("|".join(["await", *sorted(SELECTS | JOINS)]).encode())
_AWAIT = re.compile(rb"\.\s*await\b")


def awaits_below(node: Node, file: RustFile) -> Iterator[Node]:
    """The await points below a node that belong to the same future, in text order of where they begin."""
    stack = [node]
    signs = _signs(file)
    while stack:
        current = stack.pop()
        at = bisect_left(signs, current.start_byte)
        if at == len(signs) or signs[at] >= current.end_byte:
            continue
        if current != node and is_other_future(current, file):
            continue
        if is_await_point(current, file):
            yield current
        stack.extend(reversed(parts_of(current, file)))


def _signs(file: RustFile) -> list[int]:
    """Where the unit's text says something without which there is no await point: most of a tree is not walked."""
    unit = file.unit
    return file.once(
        "signs of awaits", unit.node, lambda: [sign.start() for sign in _SIGN.finditer(file.data, unit.start, unit.end)]
    )


def is_await_point(node: Node, file: RustFile) -> bool:
    """Whether the future may be suspended at this very node."""
    if node.type == "await_expression":
        return True
    if node.type != "macro_invocation":
        return False
    name = macro_name(node, file.data)
    if name in SELECTS or name in JOINS:
        path = node.child_by_field_name("macro")
        return path is None or not (canonical(path, file) or "").startswith(_SYNC_SELECT)
    tree = token_tree(node)
    if tree is None or name.encode() in KNOWN:
        return False
    tokens = file.bytes_of(tree)
    return b"async" not in tokens and _AWAIT.search(tokens) is not None


def is_other_future(node: Node, file: RustFile) -> bool:
    """Whether what stands inside the node is no part of the future around it: closures, async blocks, items."""
    kind = node.type
    if kind in ("async_block", "closure_expression") or kind.endswith("_item"):
        return True
    return kind == "macro_invocation" and macro_name(node, file.data) in STREAMS


def parts_of(node: Node, file: RustFile) -> list[Node]:
    """The named children in text order; a known macro's arguments in the place of its tokens."""
    if node.type == "macro_invocation":
        return file.arguments_of_macro(node)
    return [child for child in node.named_children if child.type not in _WITHOUT_CODE]


_WITHOUT_CODE = frozenset({"token_tree", "line_comment", "block_comment", "attribute_item"})
