"""Macro arguments as trees.

tree-sitter leaves the body of a macro as loose tokens. For macros whose arguments are known to be expressions
the arguments are parsed again, at their own place: the nodes carry the offsets of the file, so that rules see
an `.await` inside `select!` or `format!` like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node, Query, QueryCursor, Tree

from .parser import RUST, parse_ranges

_INVOCATIONS = QueryCursor(Query(RUST, "(macro_invocation) @macro"))

_FORMATTING = {
    "print", "println", "eprint", "eprintln", "format", "write", "writeln", "panic", "format_args",
    "todo", "unreachable", "unimplemented", "trace", "debug", "info", "warn", "error", "event", "span",
    "bail", "ensure", "anyhow", "eyre", "log", "instrument", "info_span", "debug_span", "error_span",
    "trace_span", "warn_span",
}  # fmt: skip
_EXPRESSIONS = {
    "vec", "assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne", "dbg",
    "join", "try_join", "pin", "pin_mut", "matches", "ready", "smallvec", "try",
}  # fmt: skip
SELECTS = {"select", "select_biased"}
DIVERGING = frozenset({"panic", "unreachable", "todo", "unimplemented", "bail"})
"""Macros behind which nothing runs."""
STREAMS = {"stream", "try_stream"}
_RUNS_LATER = re.compile(r"spawn|async|await|lazy|once|block|thread|defer|quote|cfg|test|bench|html|sql|query")
KNOWN = frozenset(name.encode() for name in _FORMATTING | _EXPRESSIONS | SELECTS | STREAMS)


class SelectArm(NamedTuple):
    """One branch of a `select!`: byte ranges of its pattern, future, condition and body."""

    pattern: tuple[int, int]
    future: tuple[int, int]
    condition: tuple[int, int] | None
    body: tuple[int, int]


class Fragment(NamedTuple):
    """A part of a macro's arguments that was parsed: its range, and the macro invocation it stands in."""

    start: int
    end: int
    host: Node


def invocations(root: Node) -> list[Node]:
    """The macro invocations below a node, the ones inside other macros' tokens left out."""
    return _INVOCATIONS.captures(root).get("macro", [])


def conditional_items(item: Node, data: bytes) -> list[Node]:
    """The items in the branches of a `cfg_if!` or a `cfg_select!`; none for what is none."""
    if item.type == "expression_statement":
        item = item.children[0]
    if item.type != "macro_invocation" or macro_name(item, data) not in ("cfg_if", "cfg_select"):
        return []
    tree = token_tree(item)
    branches = [child for child in tree.children if child.type == "token_tree"] if tree is not None else []
    spans = [(b.start_byte + 1, b.end_byte - 1) for b in branches if data[b.start_byte : b.start_byte + 1] == b"{"]
    return parse_ranges(data, spans).root_node.children if spans else []


def macro_name(invocation: Node, data: bytes) -> str:
    """The last segment of the macro's path."""
    node = invocation.child_by_field_name("macro")
    if node is None:
        return ""
    return data[node.start_byte : node.end_byte].rsplit(b"::", 1)[-1].strip().decode("utf-8", "replace")


def has_no_arguments(invocation: Node) -> bool:
    """Whether there is nothing between the brackets of a macro's invocation."""
    tree = token_tree(invocation)
    return tree is not None and len(tree.children) == 2


def token_tree(invocation: Node) -> Node | None:
    """The delimited arguments of a macro invocation."""
    for child in reversed(invocation.children):
        if child.type == "token_tree":
            return child
    return None


def fragments_of(invocation: Node, data: bytes, *, of_all: bool = False) -> list[Fragment]:
    """The ranges of the invocation's arguments which hold code.

    None for a macro that is not known; with `of_all` those of any that is written like a call.
    """
    tree = token_tree(invocation)
    name = macro_name(invocation, data)
    if tree is None or (name.encode() not in KNOWN and not (of_all and _is_like_call(name, tree))):
        return []
    if name in SELECTS:
        spans = [span for arm in select_arms(tree, data) for span in (arm.future, arm.condition, arm.body) if span]
    elif name in STREAMS:
        spans = [(tree.start_byte, tree.end_byte)] if tree.children[0].type == "{" else []
    else:
        spans = [_value_part(tokens, data) for tokens in _split(tree.children[1:-1], (",", ";"))]
    return [Fragment(s, e, invocation) for s, e in spans if _has_code(data[s:e])]


def arguments_written(invocation: Node) -> list[list[Node]]:
    """The tokens of each argument of a macro that takes a list, whether or not there is code in them."""
    tree = token_tree(invocation)
    return list(_split(tree.children[1:-1], (",", ";"))) if tree is not None else []


def _is_like_call(name: str, tree: Node) -> bool:
    """Whether a macro may be a function in all but its form: it takes expressions, and runs them where it stands."""
    return tree.children[0].type == "(" and _RUNS_LATER.search(name) is None


def _has_code(text: bytes) -> bool:
    return b"(" in text or b"." in text or b"!" in text or b"{" in text or b"|" in text


def _split(tokens: list[Node], at: tuple[str, ...]) -> Iterator[list[Node]]:
    """The runs of tokens between separators, the empty ones left out; `<` and `|` nest loosely."""
    run: list[Node] = []
    bars = 0
    for token in tokens:
        if token.type == "|":
            bars += 1
        if token.type in at and bars % 2 == 0:
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _value_part(tokens: list[Node], data: bytes) -> tuple[int, int]:
    """What stands behind `name =`, `target:`, `%` and `?` of a formatting argument."""
    for index, token in enumerate(tokens[:-1]):
        follows = tokens[index + 1].type
        if token.type == "=" and follows not in ("=", ">") and data[token.end_byte : token.end_byte + 1] != b"=":
            before = tokens[:index]
            if all(t.type in ("identifier", ".", "?", "%", "string_literal", "metavariable") for t in before):
                tokens = tokens[index + 1 :]
                break
        if index == 0 and token.type == "identifier" and follows == ":" and len(tokens) > 2:
            tokens = tokens[2:]
            break
    while len(tokens) > 1 and tokens[0].type in ("%", "?"):
        tokens = tokens[1:]
    return tokens[0].start_byte, tokens[-1].end_byte


def select_arms(tree: Node, data: bytes) -> Iterator[SelectArm]:
    """The branches of a `select!` body, `biased;` and `else` left out of the futures."""
    tokens = tree.children[1:-1]
    at = 0
    while at < len(tokens):
        arrow = next((i for i in range(at, len(tokens)) if tokens[i].type == "=>"), None)
        if arrow is None or arrow + 1 >= len(tokens):
            return
        end = _body_end(tokens, arrow + 1)
        head = tokens[at:arrow]
        if head and data[head[0].start_byte : head[0].end_byte] == b"biased":
            head = head[2:]
        arm = _arm(head, tokens[arrow + 1 : end], data)
        if arm is not None:
            yield arm
        at = end
        if at < len(tokens) and tokens[at].type == ",":
            at += 1


def _body_end(tokens: list[Node], start: int) -> int:
    first = tokens[start]
    is_block = first.type == "token_tree" and first.children and first.children[0].type == "{"
    if is_block and (start + 1 >= len(tokens) or tokens[start + 1].type not in (".", "?")):
        return start + 1
    return next((i for i in range(start, len(tokens)) if tokens[i].type == ","), len(tokens))


def _arm(head: list[Node], body: list[Node], data: bytes) -> SelectArm | None:
    if not body:
        return None
    ends = (body[0].start_byte, body[-1].end_byte)
    equals = next((i for i, t in enumerate(head) if t.type == "="), None)
    if equals is None or equals + 1 >= len(head):
        at = head[0].start_byte if head else body[0].start_byte
        return SelectArm((at, at), (at, at), None, ends)
    rest = head[equals + 1 :]
    condition = next((i for i, t in enumerate(rest) if t.type == "," and _is_if(rest, i, data)), None)
    future = rest if condition is None else rest[:condition]
    guard = None if condition is None else rest[condition + 2 :]
    if not future:
        return None
    return SelectArm(
        (head[0].start_byte, head[equals].start_byte),
        (future[0].start_byte, future[-1].end_byte),
        (guard[0].start_byte, guard[-1].end_byte) if guard else None,
        ends,
    )


def _is_if(tokens: list[Node], index: int, data: bytes) -> bool:
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    return follows is not None and data[follows.start_byte : follows.end_byte] == b"if"


def parsed(fragments: list[Fragment], data: bytes) -> list[Node]:
    """One tree for all fragments; fragments that touch one another, or do not parse, get trees of their own."""
    together: list[Fragment] = []
    alone: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda f: f.start):
        touches = bool(together) and fragment.start <= together[-1].end
        (alone if touches else together).append(fragment)
    tree = _parse_fragments(together, data).root_node
    if tree.has_error and len(together) > 1:
        return [_parse_fragments([fragment], data).root_node for fragment in together + alone]
    return [tree, *(_parse_fragments([fragment], data).root_node for fragment in alone)]


def _parse_fragments(fragments: list[Fragment], data: bytes) -> Tree:
    """One tree of all the fragments, each an expression statement at its own place."""
    masked = bytearray(data)
    ranges: list[tuple[int, int]] = []
    for fragment in fragments:
        masked[fragment.end : fragment.end + 1] = b";"
        ranges.append((fragment.start, min(fragment.end + 1, len(masked))))
    return parse_ranges(bytes(masked), ranges)
