"""Imports that nothing names any more once a fix is applied: they go with it, as they would be warned about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from ..analysis.finding import Span
from ..analysis.syntax.units import Unit
from ..analysis.syntax.uses import imports_of
from ..analysis.whole_text import WholeText
from .edit import Edit, apply

# A word behind `::` names something of the path before it, no import.
_WORD = re.compile(rb"(?<!::)\b[A-Za-z_]\w*")
_ANY_WORD = re.compile(rb"[A-Za-z_]\w*")
# Traits that are imported for their methods alone: they go with the last of these.
_TRAITS = {b"ToSocketAddrs": {b"to_socket_addrs"}}
_LEAVES = {"identifier", "scoped_identifier", "use_as_clause", "self"}


def left_over_imports(whole: WholeText, edits: Sequence[Edit]) -> list[Edit]:
    """Edits that take away the imports whose last use the edits remove.

    Only those at the top of the file are looked at. `edits` are those of this file. A name that occurs anywhere else,
    be it in a comment, keeps its import; so do public ones, and those that an attribute stands above: of these only
    names of a list go, where it is a `cfg`.
    """
    text = whole.text
    gone = {word for edit in edits for word in _WORD.findall(text[edit.span.start : edit.span.end])}
    gone |= {trait for trait, names in _TRAITS.items() if names & gone}
    declared = ((unit, _written(unit)) for _, unit in whole.uses(()))
    naming = [use for unit, use in declared if not gone.isdisjoint(_said(use)) and _is_at_top(unit)]
    gone &= frozenset().union(*map(_said, naming))
    if not gone:
        return []
    after = apply(text, edits)
    within = Counter(word for use in naming for word in _WORD.findall(use))
    idle = {word for word in gone if not _occurs(word, after, within[word])}
    idle -= {trait for trait in idle if any(_occurs(name, after) for name in _TRAITS.get(trait, ()))}
    uses = [unit.node for unit in whole.placed_uses((), idle) if _is_at_top(unit) and _is_private(unit.node, text)]
    found = [(_removed(leaf, use, text), use) for use in uses for leaf, name in _leaves(use, text) if name in idle]
    taken = [edit.span for edit in edits]
    free = [(span, use) for span, use in found if not any(_overlap(span, other) for other in taken)]
    return [Edit(span, "") for span, use in free if not (_attribute(use) and span.start <= use.start_byte)]


def _is_at_top(unit: Unit) -> bool:
    """Whether a declaration is a `use` that stands in no block, and in no macro like `cfg_if!`."""
    above = unit.node.parent
    return unit.node.type == "use_declaration" and above is not None and above.type == "source_file"


def _written(use: Unit) -> bytes:
    """A declaration without the comments above and behind it."""
    return use.data[use.node.start_byte : use.node.end_byte]


@functools.lru_cache(maxsize=4096)
def _said(use: bytes) -> frozenset[bytes]:
    """The words of a declaration: hundreds stand at the top of a long file, and an edit changes none of them."""
    return frozenset(_ANY_WORD.findall(use))


def _occurs(word: bytes, text: bytes, times: int = 0) -> bool:
    """Whether a word occurs more often than so many times."""
    at = text.find(word)
    while at >= 0:
        found = _WORD.match(text, at)
        if found is not None and found[0] == word:
            times -= 1
            if times < 0:
                return True
        at = text.find(word, at + len(word))
    return False


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _is_private(use: Node, text: bytes) -> bool:
    above = _attribute(use)
    inert = above is None or text.startswith(b"#[cfg(", above.start_byte)
    return inert and not any(child.type == "visibility_modifier" for child in use.children)


def _attribute(use: Node) -> Node | None:
    before = use.prev_named_sibling
    return before if before is not None and before.type == "attribute_item" else None


def _leaves(use: Node, text: bytes) -> Iterator[tuple[Node, bytes]]:
    """The single names that a `use` brings, each with the node that brings it."""
    argument = use.child_by_field_name("argument")
    stack = [argument] if argument is not None else []
    while stack:
        node = stack.pop()
        if node.type in ("use_list", "scoped_use_list"):
            group = node.child_by_field_name("list") or node
            stack += group.named_children
        elif node.type in _LEAVES:
            name = _name(node, use, text)
            if name:
                yield node, name


def _name(leaf: Node, use: Node, text: bytes) -> bytes:
    if leaf.type == "self":
        path = leaf.parent.parent.child_by_field_name("path") if leaf.parent and leaf.parent.parent else None
        return text[path.start_byte : path.end_byte].rsplit(b"::", 1)[-1] if path is not None else b""
    alias = leaf.child_by_field_name("alias") or leaf.child_by_field_name("name") or leaf
    found = text[alias.start_byte : alias.end_byte]
    known = {imported.name.encode() for imported in imports_of(use, text)}
    return found if found in known else b""


def _removed(leaf: Node, use: Node, text: bytes) -> Span:
    """The bytes to take away: the name with its comma, or the whole declaration with its line."""
    group = leaf.parent
    if group is not None and group.type == "use_list" and group.named_child_count > 1:
        after, before = leaf.next_sibling, leaf.prev_sibling
        if after is not None and after.type == ",":
            following = after.next_sibling
            if following is not None and following.is_named:
                return Span(leaf.start_byte, following.start_byte)
            return Span(before.end_byte if before is not None else leaf.start_byte, after.end_byte)
        start = before.start_byte if before is not None and before.type == "," else leaf.start_byte
        return Span(start, leaf.end_byte)
    start = text.rfind(b"\n", 0, use.start_byte) + 1
    if text[start : use.start_byte].strip():
        start = use.start_byte
    end = text.find(b"\n", use.end_byte) + 1
    alone = end and not text[use.end_byte : end].strip()
    return Span(start, end if alone else use.end_byte)
