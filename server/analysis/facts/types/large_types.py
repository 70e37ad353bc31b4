"""Which types of the workspace may be large: those with an array of some length, and those made of them.

Asked before the size of a type is worked out, as hardly any is. The names of types are taken for the types.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from tree_sitter import Node

from ...workspace.index import Index
from ..code.ground import Ground
from ..code.paths import owner_type
from ..code.rust_file import RustFile

_TYPES = frozenset({"struct_item", "enum_item", "union_item", "type_item"})
_LENGTH = re.compile(rb";\s*([^\[\];]+)\]")
_WORD = re.compile(rb"\b[A-Z]\w*")
_SHORT = 64
# A word where a type may stand in a declaration: no variant, nothing of a comment, text or attribute.
_PART = re.compile(rb"[:(<,=;\[] ?([A-Z]\w*)")
_NO_TYPE = re.compile(rb"//[^\n]*|\"(?:[^\"\\]|\\.)*\"|#\[(?:[^\[\]]|\[[^\]]*\])*\]|->")
# What is behind a pointer does not make a type larger; of nested brackets the innermost go first.
_POINTED = re.compile(
    rb"\b(?:Vec|Arc|Rc|Box|Weak|VecDeque|BTree(?:Map|Set)|(?:Index|DashMap|F[nx]?\w*|A)?Hash(?:Map|Set)|\w*Sender|\w*Receiver|"
    rb"PhantomData|JoinHandle|HashRing|NonNull|Cow)\s*<[^<>]*>|&\s*(?:'\w+ )?(?:mut )?\[?[\w:]+(?:<[^<>]*>)?"
)


class _Said(NamedTuple):
    """What the types of a file say, by a name: whether there is an array, and which types they may be made of."""

    digest: str
    by_name: dict[str, tuple[bool, frozenset[bytes]]]


def may_be_large(written: Node, file: RustFile) -> bool:
    """Whether a written type, or the path of a function of a type, may mean something large."""
    text = file.bytes_of(written)
    if b"[" in text or file.names.ground.workspace is None:
        return True
    aliases = file.names.aliases(file.unit.modules)
    for word in _WORD.findall(text):
        name = owner_type(file) or "" if word == b"Self" else aliases.get(word, word).decode("utf-8", "replace")
        if file.names.derived("may be large", name):
            return True
    return False


def is_name_of_large(ground: Ground, name: str) -> bool:
    """Whether a type of that name may be large."""
    return ground.workspace is not None and name in _names(ground.workspace)


def _names(index: Index) -> frozenset[str]:
    generation, found = index.kept.get("names of large types", (-1, frozenset()))
    if generation != index.plain:
        found = _found(index)
        index.kept["names of large types"] = index.plain, found
    names: frozenset[str] = found
    return names


def _found(index: Index) -> frozenset[str]:
    known: dict[str, _Said] = index.kept.setdefault("arrays in types", {})
    made_of: defaultdict[str, set[str]] = defaultdict(set)
    waiting: list[str] = []
    for path in index:
        held = index.file(path)
        if held is None:
            continue
        if path not in known or known[path].digest != held.summary.digest:
            types = ((item.name, text) for item, text in held.texts(_TYPES))
            known[path] = _Said(held.summary.digest, {name: _said(text) for name, text in types})
        for name, (has_array, words) in known[path].by_name.items():
            if has_array:
                waiting.append(name)
            for word in words:
                made_of[word.decode("utf-8", "replace")].add(name)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += made_of[name]
    return frozenset(found)


def _said(text: bytes) -> tuple[bool, frozenset[bytes]]:
    text, before = _NO_TYPE.sub(b"", text), b""
    while text != before:
        before, text = text, _POINTED.sub(b"", text)
    lengths = (length.strip().replace(b"_", b"") for length in _LENGTH.findall(text))
    has_array = any(not length.isdigit() or int(length) >= _SHORT for length in lengths)
    return has_array, frozenset(_PART.findall(text))
