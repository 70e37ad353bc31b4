"""Literals of one character where a text is searched for them."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.rust_file import RustFile
from ..code.type_model import STRING, Type, peeled
from ..types.expressions import type_of

PLACES = {
    "contains": 0, "starts_with": 0, "ends_with": 0, "find": 0, "rfind": 0, "matches": 0, "rmatches": 0,
    "match_indices": 0, "rmatch_indices": 0, "split": 0, "rsplit": 0, "split_inclusive": 0, "split_terminator": 0,
    "rsplit_terminator": 0, "splitn": 1, "rsplitn": 1, "split_once": 0, "rsplit_once": 0, "trim_start_matches": 0,
    "trim_end_matches": 0, "replace": 0, "replacen": 0,
}  # fmt: skip
"""The methods of texts for which clippy asks for a `char`, with the pattern's place among the arguments."""

_OF_TEXTS = frozenset(PLACES) - {
    "contains", "starts_with", "ends_with", "find", "rfind", "matches", "replace",
}  # fmt: skip
_TEXTS = frozenset({"str", STRING})
_COW = "std::borrow::Cow"
_LITERAL = re.compile(r'"((?:[^"\\]|\\.[^"]*))"', re.DOTALL)
_RAW = re.compile(r'r(#*)"([\x00-\x7f])"\1', re.DOTALL)
_ONE = re.compile(r"[\x00-\x7f]|\\[nrt0\\'\"]|\\x[0-7][0-9A-Fa-f]|\\u\{0*[0-7]?[0-9A-Fa-f]\}")


def char_of(literal: Node, file: RustFile) -> str | None:
    """The literal of one ASCII character as a `char`; None for all others."""
    text = file.text(literal)
    if literal.type == "raw_string_literal":
        raw = _RAW.fullmatch(text)
        return _quoted({"\\": "\\\\", "\n": "\\n"}.get(raw[2], raw[2])) if raw is not None else None
    found = _LITERAL.fullmatch(text) if literal.type == "string_literal" else None
    return _quoted(found[1]) if found is not None and _ONE.fullmatch(found[1]) else None


def _quoted(one: str) -> str:
    return "'" + {"'": "\\'", '\\"': '"', "\n": "\\n"}.get(one, one) + "'"


def searches_text(receiver: Node, method: str, file: RustFile) -> bool:
    """Whether a method is one of texts: by what it is called on, else where only texts have one of that name."""
    found = type_of(receiver, file)
    held = peeled(found)
    if held is None:
        return found is None and method in _OF_TEXTS and not file.names.is_own_method(method)
    return held.path in _TEXTS or (held.path == _COW and held.argument(0) == Type("str"))
