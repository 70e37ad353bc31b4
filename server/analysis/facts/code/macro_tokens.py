"""Names among the arguments of macros that are not read as trees: bare tokens, and `{name}` in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import arguments_written, token_tree
from .rust_file import RustFile

_TEXTS = frozenset({"string_literal", "raw_string_literal"})


def argument_from(tokens: list[Node], macro: Node, file: RustFile) -> Node | None:
    """An argument as an expression: as it was parsed, or the one token that it is."""
    start = tokens[0].start_byte
    found = next((each for each in file.arguments_of_macro(macro) if each.start_byte == start), None)
    return found if found is not None else tokens[0] if len(tokens) == 1 else None


def first_argument(macro: Node, file: RustFile) -> Node | None:
    """What a macro that takes a list is given first."""
    return next((argument_from(tokens, macro, file) for tokens in arguments_written(macro)), None)


def named_in_macros(word: bytes, scope: Node, file: RustFile) -> Iterator[Node]:
    """The tokens of macros that are this name, and the texts that have it in braces; those of outer macros first."""
    if b"!" not in file.bytes_of(scope):
        return
    inline = re.compile(rb"\{[^{}]*(?<!\w)" + re.escape(word) + rb"(?!\w)[^{}]*\}")
    for tree in file.once("token trees", file.unit.node, lambda: _token_trees(file)):
        inside = scope.start_byte <= tree.start_byte and tree.end_byte <= scope.end_byte
        if inside and word in file.bytes_of(tree) and tree.parent != scope:
            yield from _in_tree(tree, word, inline, file)


def _token_trees(file: RustFile) -> list[Node]:
    """The arguments of all macros of the unit: many names are looked for in the same ones."""
    trees = (token_tree(macro) for macro in file.descendants(file.unit.node, "macro_invocation"))
    return [tree for tree in trees if tree is not None]


def _in_tree(tree: Node, word: bytes, inline: re.Pattern[bytes], file: RustFile) -> Iterator[Node]:
    for token in tree.named_children:
        if token.type == "token_tree":
            yield from _in_tree(token, word, inline, file)
        elif token.type in _TEXTS:
            if inline.search(file.bytes_of(token)):
                yield token
        elif token.type in ("identifier", "self") and file.bytes_of(token) == word and not is_label(token, file):
            yield token


def is_label(token: Node, file: RustFile) -> bool:
    """Whether a token is a field's name, a key or part of a path, and no variable."""
    before, after = token.prev_sibling, token.next_sibling
    if before is not None and before.type in (".", "::"):
        return True
    if after is None or after.type not in ("=", ":", "::", "=>", "!"):
        return False
    return after.type != "=" or file.data[after.end_byte : after.end_byte + 1] != b"="
