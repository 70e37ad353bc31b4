"""What is still around a value: `Result`s, `Option`s and a tuple; and what patterns take off."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from .rust_file import RustFile


class Wrapping(NamedTuple):
    """How many `Result`s and `Option`s are still around the value, and whether it is the first part of a tuple.

    `asked` says that `?` took a layer off, `changed` that the error was made another one before.
    """

    level: int
    tuple: bool = False
    asked: bool = False
    changed: bool = False

    def less(self) -> Wrapping:
        """One layer taken off, without `?`."""
        return self._replace(level=self.level - 1)

    @property
    def how(self) -> str:
        """Whether and how errors are passed on."""
        return ("?*" if self.changed else "?") if self.asked else ""


def bound(pattern: Node, wrapping: Wrapping, file: RustFile) -> tuple[Node, Wrapping] | None:
    """The name that a pattern gives to the value, and what is still around it there."""
    kind = pattern.type
    if kind == "identifier":
        is_name = not file.text(pattern)[:1].isupper() and not file.text(pattern).startswith("_")
        return (pattern, wrapping) if is_name else None
    if kind in ("mut_pattern", "ref_pattern", "match_pattern", "reference_pattern"):
        inner = next((c for c in pattern.named_children if c.type != "mutable_specifier"), None)
        return bound(inner, wrapping, file) if inner is not None else None
    if kind == "tuple_struct_pattern":
        variant = pattern.child_by_field_name("type")
        parts = [c for c in pattern.children[1:] if c.is_named or c.type == "_"]
        if variant is None or file.text(variant).rpartition("::")[2] == "Err" or not parts:
            return None
        return bound(parts[0], wrapping.less(), file)
    if kind == "tuple_pattern":
        parts = [c for c in pattern.children if c.is_named or c.type == "_"]
        return bound(parts[0], wrapping._replace(tuple=False), file) if parts else None
    return None


def refuses(pattern: Node, file: RustFile) -> bool:
    """`Err(..)`, `None` and `_` take the case in which there is no value."""
    return file.text(pattern).startswith(("Err", "None", "_", "Poll::Pending"))


_WORD = re.compile(r"\b(?!mut\b)([a-z]\w*)\b")
_VARIANT = re.compile(r"\b(?:Ok|Some)\s*\(")
_PARTS = re.compile(r"\(\s*(?:mut\s+)?\w+\s*,")


def bound_in_text(pattern: str, wrapping: Wrapping) -> tuple[str, Wrapping] | None:
    """The same for the pattern of a `select!` arm, which is no tree: the first name in its text."""
    word = _WORD.search(pattern)
    if word is None:
        return None
    level = wrapping.level - len(_VARIANT.findall(pattern))
    return word[1], wrapping._replace(level=level, tuple=wrapping.tuple and _PARTS.search(pattern) is None)
