"""Units: the pieces of a file that are judged, cached and moved as a whole.

A unit is a function or another item. `impl`, `mod` and `trait` are opened: their members are units, and the
heads around them become the frames of each. The branches of `cfg_if!` and `cfg_select!` are opened too, as if all were
there.
A unit begins at the start of the line of its first comment or attribute, so that positions inside it do not
depend on what stands before. It ends with the comment behind it on its last line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tree_sitter import Node

from .macros import conditional_items

_OPENED = {"impl_item", "mod_item", "trait_item"}
_LEADING = {"line_comment", "block_comment", "attribute_item"}


class Frame(NamedTuple):
    """An `impl`, `mod` or `trait` around a unit, known by the text of its head, attributes and comments."""

    kind: str
    name: str
    trait: str
    head: bytes


@dataclass(slots=True, eq=False)
class Unit:
    """One piece of a parsed text; offsets count bytes of that text. `node` is the item itself.

    `path` is the file of a unit that the workspace's index gives, and `base` where its text begins there; a unit of
    the file under judgement has neither.
    """

    start: int
    end: int
    node: Node
    frames: tuple[Frame, ...]
    leading: tuple[Node, ...]
    data: bytes = field(repr=False)
    path: str = ""
    base: int = 0

    @property
    def text(self) -> bytes:
        """The bytes of the unit, from the start of its first line."""
        return self.data[self.start : self.end]

    @property
    def modules(self) -> tuple[str, ...]:
        """The inline modules around the unit, outermost first."""
        if not self.frames:
            return ()
        return tuple(frame.name for frame in self.frames if frame.kind == "mod_item")

    @property
    def broken(self) -> bool:
        """Whether the unit does not parse."""
        return self.node.has_error


def key_of(unit: Unit) -> Hashable:
    """What tells a unit from others, wherever it stands: its text, what is around it, and how the parse took it.

    Around an error a parse may leave the first words out of an item, so that its text alone does not tell its tree.
    """
    return unit.frames, unit.text, unit.node.type, unit.node.start_byte - unit.start


def units_of(root: Node, data: bytes) -> list[Unit]:
    """All units of a parsed text, in its order; text that is no item becomes a unit of kind ERROR."""
    found: list[Unit] = []
    leading: list[Node] = []
    # An explicit stack, as generated code nests modules deeper than Python nests calls.
    stack: list[tuple[Iterator[Node], tuple[Frame, ...]]] = [(iter(root.children), ())]
    while stack:
        children, frames = stack[-1]
        child = next(children, None)
        kind = child.type if child is not None else ""
        if child is None:
            stack.pop()
            leading = []
        elif not child.is_named and kind != "ERROR":
            continue
        elif kind == "inner_attribute_item":
            if _is_judged(child, data):
                found.append(_unit(child, frames, leading, data))
            leading = []
        elif kind in _LEADING:
            if not _trails(child, data):
                leading.append(child)
            elif found and not data[found[-1].end : child.start_byte].strip(b" \t"):
                comment = data[child.start_byte : child.end_byte].rstrip()
                found[-1] = replace(found[-1], end=child.start_byte + len(comment))
        else:
            body = child.child_by_field_name("body") if kind in _OPENED else None
            branches = conditional_items(child, data)
            if branches:
                stack.append((iter(branches), frames))
            elif body is not None and (kind == "mod_item" or _has_members(body)):
                stack.append((iter(body.children), (*frames, _frame(child, body, leading, data))))
            elif kind not in _NO_UNITS:
                found.append(_unit(child, frames, leading, data))
            leading = []
    return found


def _has_members(body: Node) -> bool:
    """An `impl` or `trait` without members is a unit itself, as it says what a type implements or a name stands for."""
    return any(child.type not in _LEADING and child.type != "inner_attribute_item" for child in body.named_children)


_NO_UNITS = {"visibility_modifier", "shebang"}


def _is_judged(attribute: Node, data: bytes) -> bool:
    """Whether an attribute of the whole file says something about how the crate is built or linted."""
    if attribute.parent is None or attribute.parent.type != "source_file":
        return False
    text = data[attribute.start_byte : attribute.end_byte]
    return any(word in text for word in (b"feature", b"clippy", b"no_main"))


def _unit(item: Node, frames: tuple[Frame, ...], leading: list[Node], data: bytes) -> Unit:
    first = leading[0] if leading else item
    start = data.rfind(b"\n", 0, first.start_byte) + 1
    return Unit(start, item.end_byte, item, frames, tuple(leading), data)


def _trails(comment: Node, data: bytes) -> bool:
    """A comment behind code on its line belongs to what stands before it."""
    if comment.type == "attribute_item":
        return False
    line = data.rfind(b"\n", 0, comment.start_byte) + 1
    return bool(data[line : comment.start_byte].strip(b" \t{"))


def _frame(item: Node, body: Node, leading: list[Node], data: bytes) -> Frame:
    kind = item.type
    start = leading[0].start_byte if leading else item.start_byte
    name = item.child_by_field_name("type" if kind == "impl_item" else "name")
    trait = item.child_by_field_name("trait") if kind == "impl_item" else None
    return Frame(
        kind,
        _text(name, data),
        _text(trait, data),
        data[start : body.start_byte] + _inner_attributes(body, data),
    )


def _inner_attributes(body: Node, data: bytes) -> bytes:
    if b"#!" not in data[body.start_byte : body.start_byte + 400]:
        return b""
    return b"".join(
        data[child.start_byte : child.end_byte] for child in body.children if child.type == "inner_attribute_item"
    )


def _text(node: Node | None, data: bytes) -> str:
    return "" if node is None else data[node.start_byte : node.end_byte].decode("utf-8", "replace")
