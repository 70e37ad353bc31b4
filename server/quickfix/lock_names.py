"""Where the type of a lock is named: in its declaration, and where the lock is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ..analysis.facts.code.paths import canonical
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.facts.locking.lock_uses import Use
from ..analysis.facts.locking.locks import Lock

_NAMED = ("type_identifier", "scoped_type_identifier", "identifier", "scoped_identifier")
_GUARD_NAMED = re.compile(rb"(?<!:):(?!:)\s*&?\s*('\w+\s+)?(mut\s+)?[\w:]*Guard<")


def names_guards(text: bytes) -> bool:
    """Whether a file writes down the type of a guard, which is another one for another lock."""
    return _GUARD_NAMED.search(text) is not None


def type_names(lock: Lock, uses: list[Use], kind: str) -> Iterator[Node]:
    """The nodes that name the lock's type."""
    declared = lock.declaration
    if declared.type == "identifier":
        let = declared.parent
        while let is not None and let.type != "let_declaration":
            let = let.parent
        parts = [let] if let is not None else []
    else:
        parts = [declared]
    places = [(part, lock.view) for part in parts] + [(use.made, use.view) for use in uses if use.made is not None]
    for node, view in places:
        yield from _meaning(node, kind, view)


def _meaning(node: Node, kind: str, view: RustFile) -> Iterator[Node]:
    """The outermost nodes below that stand for the type itself."""
    if node.type in _NAMED and canonical(node, view) == kind:
        yield node
        return
    for child in node.named_children:
        yield from _meaning(child, kind, view)
