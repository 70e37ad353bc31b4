"""Which lints of clippy are allowed at a place, by the attributes around it or by the tables `[lints]` of manifests."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.lint_attributes import WARNINGS, Levels, last_level, levels_in
from ..code.rust_file import RustFile
from ..data.clippy_lints import LINTS
from ..data.schema import facts_by_name

_IN_ALL = frozenset({"perf", "style", "complexity", "correctness", "suspicious"})
_SILENT = ("allow", "expect")
_FIRM = ("deny", "forbid")
_WORDS = (b"clippy::", b"warnings")
_BESIDE = frozenset({"attribute_item", "line_comment", "block_comment"})
_HOLDERS = frozenset({"match_arm", "field_initializer", "shorthand_field_initializer", "variadic_parameter"})


def _names_of(lint: str, group: str) -> frozenset[str]:
    broad = {"clippy::all"} if group in _IN_ALL else set[str]()
    return frozenset({lint, f"clippy::{group}", *broad})


_NAMES = {
    lint.removeprefix("clippy::").replace("_", "-"): _names_of(lint, g) for lint, g in facts_by_name(LINTS).items()
}
_WARNINGS = frozenset({WARNINGS})
TWINS = frozenset(_NAMES)
"""The rules that are lints of clippy."""


def is_allowed_for_clippy(twin: str, node: Node, file: RustFile) -> bool:
    """Whether clippy would be silent about its lint of a rule's name at a node."""
    levels = (*file.crate.lints, *_around_unit(file), *_in_unit(node, file))
    level = last_level(levels, _NAMES[twin])
    if level in _SILENT:
        return True
    return level not in _FIRM and last_level(levels, _WARNINGS) in _SILENT


def _around_unit(file: RustFile) -> Levels:
    frames = (pair for frame in file.unit.frames for pair in levels_in(frame.head))
    return (*file.names.lint_levels(), *frames)


def _in_unit(node: Node, file: RustFile) -> Levels:
    """The levels of the attributes at the nodes around, outermost first."""
    if not any(word in file.unit.text for word in _WORDS):
        return ()
    around = [node, *file.ancestors(node)]
    texts = [file.bytes_of(attribute) for each in reversed(around) for attribute in _attributes(each)]
    return tuple(pair for text in texts for pair in levels_in(text))


def _attributes(node: Node) -> Iterator[Node]:
    """The attributes of a node: those before it, and those that stand inside of it."""
    before: list[Node] = []
    beside = node.prev_sibling
    while beside is not None and beside.type in _BESIDE:
        before.append(beside)
        beside = beside.prev_sibling
    yield from (each for each in reversed(before) if each.type == "attribute_item")
    own = ("inner_attribute_item", "attribute_item") if node.type in _HOLDERS else ("inner_attribute_item",)
    yield from (child for child in node.children if child.type in own)
