"""Whether somebody wrote down why unsafe code is sound: above it, beside it, inside it, or in the docs around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.units import Frame
from ..code.rust_file import RustFile

_ARGUES = re.compile(
    rb"(?i)\bsafe(ty|ly)?\b|\b(un)?sound(ness)?\b|\binvariants?\b|\bundefined behaviou?r\b|\bUB\b"
    rb"|\bguarante|\bpre-?conditions?\b|\balready (\w+ )?(checked|validated|verified|parsed|known|initiali[sz]ed)\b"
    rb"|\b(is|are|always|must be|be|known) (valid|initiali[sz]ed|aligned|non-?null|in bounds)\b"
    rb"|\bexclusive(ly)? (access|borrow|owner)|\bcan(not|'t| not|\snever) (fail|be null|overflow|alias|race|panic)"
    rb"|\bchecked (above|before|by)|\bsingle[- ]threaded|\boutlives?\b"
)
_COMMENTS = ("line_comment", "block_comment")
_BETWEEN = (b"//", b"/*", b"*", b"#[", b"#!")
_MOST_LINES = 40


def is_argued(node: Node, file: RustFile) -> bool:
    """Whether a comment of the block, of a statement, branch or loop around it, or the docs of its function say why."""
    text = file.unit.text
    if b"//" not in text and b"/*" not in text:
        return False
    if any(_ARGUES.search(file.bytes_of(comment)) for comment in file.descendants(node, *_COMMENTS)):
        return True
    rows = _Rows(file)
    starts = {each.start_byte for each in (node, *file.ancestors(node)) if each.type not in _WHOLES}
    return any(_ARGUES.search(comment) for start in starts for comment in rows.beside(start)) or _docs_argue(file)


def is_argued_beside(implementation: Node, file: RustFile) -> bool:
    """Whether an `unsafe impl` beside this one, for the same type or of the same trait of the crate, says why."""
    for part in ("type", "trait"):
        label = implementation.child_by_field_name(part)
        label = (label.child_by_field_name("type") or label) if label is not None else None
        if label is None:
            continue
        wanted = file.bytes_of(label)
        if wanted in (b"Send", b"Sync"):
            continue
        for unit in file.names.mentioning(file.text(label).rpartition("::")[2]):
            other = unit.node.child_by_field_name(part) if unit.node.type == "impl_item" else None
            if (
                other is None
                or unit.node == file.unit.node
                or not unit.data.startswith(b"unsafe", unit.node.start_byte)
            ):
                continue
            if unit.data[other.start_byte : other.end_byte].startswith(wanted) and _docs_argue(file.view(unit)):
                return True
    return False


_WHOLES = frozenset({"function_item", "source_file"})


def _docs_argue(file: RustFile) -> bool:
    """Docs of an item, or of the `impl` or module around it, with a word about safety hold for all in it."""
    own = (file.bytes_of(each) for each in file.unit.leading if each.type in _COMMENTS)
    return any(_ARGUES.search(text) for text in (*own, *map(_comments_of, file.unit.frames)))


def _comments_of(frame: Frame) -> bytes:
    return b"\n".join(line for line in frame.head.splitlines() if line.lstrip().startswith((b"//", b"/*", b"*")))


class _Rows:
    """The comments at the line of a place, and those in the lines above it that nothing else stands between."""

    def __init__(self, file: RustFile) -> None:
        self._text = file.data
        self._first = file.unit.start

    def beside(self, at: int) -> Iterator[bytes]:
        start = self._text.rfind(b"\n", 0, at) + 1
        end = self._text.find(b"\n", at)
        line = self._text[start : end if end >= 0 else len(self._text)]
        if b"//" in line or b"/*" in line:
            yield line[min(each for each in (line.find(b"//"), line.find(b"/*")) if each >= 0) :]
        for _ in range(_MOST_LINES):
            if start <= self._first:
                return
            above = self._text.rfind(b"\n", 0, start - 1) + 1
            line = self._text[above : start - 1].strip()
            if not line.startswith(_BETWEEN) and not line.endswith((b"*/", b"]")):
                return
            yield line
            start = above
