"""Attributes that set the levels of lints: `#[allow(clippy::x)]`, `#![expect(unsafe_code)]`, `cfg_attr(…, warn(…))`."""

from __future__ import annotations

import re
from collections.abc import Iterable

Levels = tuple[tuple[str, str], ...]
"""Levels with the lint or group that they are for, outermost first: of two for one lint the later holds."""

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_COMMENT = re.compile(rb"//[^\n]*+|/\*.*?\*/", re.DOTALL)
_LEVEL = re.compile(rb"\b(allow|expect|warn|deny|forbid)\s*\(([^()]*)\)")
_ONLY_FOR_TESTS = re.compile(rb"#!?\s*\[\s*cfg_attr\s*\(\s*test\s*,")
_ATTRIBUTE = rb'#!?\s*\[(?:[^\[\]"]|"(?:[^"\\]|\\.)*"|\[[^\[\]]*\])*\]'
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.DOTALL)
_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s++|//[^\n]*+|/\*.*?\*/|" + _ATTRIBUTE.replace(b"#!?", b"#!", 1) + rb")*+", re.DOTALL
)
WARNINGS = "warnings"
"""The name of all that warns."""
UNSAFE_CODE = "unsafe_code"
"""The lint of rustc that a crate without unsafe code denies."""
_OF_RUSTC = frozenset({WARNINGS, UNSAFE_CODE})


def levels_in(attributes: bytes) -> Levels:
    """The levels that the attributes in a text set for lints of clippy, for all that warns, and for unsafe code."""
    if b"clippy" not in attributes and b"warnings" not in attributes and b"unsafe_code" not in attributes:
        return ()
    bare = _COMMENT.sub(b"", attributes)
    return tuple(pair for found in _ATTRIBUTES.findall(bare) for pair in _levels_of(found))


def levels_at_head(text: bytes) -> Levels:
    """The levels that the inner attributes of a file set for all of it."""
    if b"#!" not in text:
        return ()
    head = _HEAD.match(text)
    return levels_in(head[0]) if head is not None else ()


def is_of_rustc(name: str) -> bool:
    """Whether the level of a lint of rustc is of interest."""
    return name in _OF_RUSTC


def last_level(levels: Iterable[tuple[str, str]], names: frozenset[str]) -> str | None:
    """The level that holds for a lint of these names, its own and those of its groups."""
    return next((level for level, name in reversed(tuple(levels)) if name in names), None)


def _levels_of(attribute: bytes) -> Iterable[tuple[str, str]]:
    if _ONLY_FOR_TESTS.match(attribute):
        return
    for level, names in _LEVEL.findall(_STRING.sub(b"", attribute)):
        for name in names.decode("utf-8", "replace").split(","):
            plain = "".join(name.split())
            if plain.startswith("clippy::") or is_of_rustc(plain):
                yield level.decode(), plain
