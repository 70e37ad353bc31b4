"""What happens in (nearly) every round of a loop, by walking all ways through its body.

A way that is left by an error does not count, nor one on which an entry turned out to be malformed or missing:
those are rare. A way on which a plain condition skips the work does count, and so does `break`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import DIVERGING, macro_name
from ...syntax.query import arguments_of
from .calls import called_name
from .loops import LOOPS
from .rust_file import RustFile

_MOST = 8
_COMPLAINS = frozenset({"warn", "error"})
_LOOKUP = re.compile(
    r"(get|fetch|lookup|load|remove|ok|parse|first|last|upgrade|try|to|as|from|checked|read|query|decode|convert|"
    r"deserialize)(_\w+)?"
)
_KEYED = re.compile(r"(get|fetch|lookup|load|remove|read|query)(_\w+)?")  # without an argument they give a property
_CASE = re.compile(r"\b(Ok|Some)\((_|None|true|false|Some\b|[\d\"'])")
_FAILS = re.compile(rb"return\s+(Some\(\s*)?(Err\b|None\b|\w*[Ee]rror)|return\s*$")


class Way(NamedTuple):
    """One way through some code: how often the thing happened, where the way goes on, and whether it is rare."""

    times: int
    goes: str = "on"
    rare: bool = False


Ways = frozenset[Way]


def every_round(body: Node, happens: Callable[[Node], bool], file: RustFile) -> int:
    """How often something happens in nearly every round; 0 when a condition decides, or the loop may end early."""
    ways = _Walk(happens, file).through(body, frozenset({Way(0)}))
    ordinary = {way.times for way in ways if not way.rare and way.goes in ("on", "continue")}
    if not ordinary or any(way.goes == "break" for way in ways):
        return 0
    return min(ordinary)


class _Walk:
    def __init__(self, happens: Callable[[Node], bool], file: RustFile) -> None:
        self._happens = happens
        self._file = file

    def through(self, node: Node, ways: Ways) -> Ways:
        """The ways behind a node, from the ways that lead to it; those which go elsewhere pass it by."""
        live = frozenset(way for way in ways if way.goes == "on")
        past = ways - live
        if not live or len(ways) > 64:
            return ways
        step = _STEPS.get(node.type)
        if step is not None:
            after = step(self, node, live)
        elif node.type in LOOPS or node.type in _CLOSED:
            after = live
        else:
            after = self._each(self._parts(node), live)
        if self._happens(node):
            after = frozenset(
                way._replace(times=min(_MOST, way.times + 1)) if way.goes == "on" else way for way in after
            )
        return past | after

    def _each(self, nodes: Iterable[Node], ways: Ways) -> Ways:
        for node in nodes:
            ways = self.through(node, ways)
        return ways

    def _parts(self, node: Node) -> list[Node]:
        if node.type == "macro_invocation":
            return self._file.arguments_of_macro(node)
        return node.named_children

    def _if(self, node: Node, ways: Ways) -> Ways:
        condition = node.child_by_field_name("condition")
        consequence, alternative = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        if condition is None or consequence is None:
            return ways
        ways = self.through(condition, ways)
        then = self.through(consequence, ways)
        other = self.through(alternative, ways) if alternative is not None else ways
        return then | (_rarely(other) if _is_lookup(condition, self._file) else other)

    def _match(self, node: Node, ways: Ways) -> Ways:
        value, body = node.child_by_field_name("value"), node.child_by_field_name("body")
        if value is None or body is None:
            return ways
        ways = self.through(value, ways)
        after: Ways = frozenset()
        arms = [arm for arm in body.named_children if arm.type == "match_arm"]
        heads = [self._file.text(pattern) if (pattern := arm.child_by_field_name("pattern")) else "" for arm in arms]
        found = any(head.startswith(("Ok(", "Some(")) for head in heads)
        for arm, head in zip(arms, heads, strict=True):
            result = arm.child_by_field_name("value")
            ends = self.through(result, ways) if result is not None else ways
            missed = head.startswith("Err(") or (found and head in ("None", "_", "None | Some(_)"))
            if missed and (head.startswith("Err(") or _looks_up(value, self._file)):
                ends = _rarely(ends)
            after |= ends
        return after

    def _let(self, node: Node, ways: Ways) -> Ways:
        value, alternative = node.child_by_field_name("value"), node.child_by_field_name("alternative")
        pattern = node.child_by_field_name("pattern")
        ways = self.through(value, ways) if value is not None else ways
        if alternative is None or value is None or pattern is None:
            return ways
        other = self.through(alternative, ways)
        return ways | (_rarely(other) if _is_missed_rarely(pattern, value, self._file) else other)

    def _return(self, node: Node, ways: Ways) -> Ways:
        ways = self._each(node.named_children, ways)
        return _going(ways, "error" if _FAILS.match(self._file.bytes_of(node)) else "break")

    def _macro(self, node: Node, ways: Ways) -> Ways:
        name = macro_name(node, self._file.data)
        if name in DIVERGING:
            return _going(ways, "error")
        ways = self._each(self._parts(node), ways)
        return _rarely(ways) if name in _COMPLAINS else ways


def _rarely(ways: Ways) -> Ways:
    return frozenset(way._replace(rare=True) for way in ways)


def _going(ways: Ways, where: str) -> Ways:
    return frozenset(way._replace(goes=where) if way.goes == "on" else way for way in ways)


_CLOSED = frozenset({"closure_expression", "async_block", "function_item"})
_STEPS: dict[str, Callable[[_Walk, Node, Ways], Ways]] = {
    "if_expression": _Walk._if,
    "match_expression": _Walk._match,
    "let_declaration": _Walk._let,
    "return_expression": _Walk._return,
    "macro_invocation": _Walk._macro,
    "continue_expression": lambda walk, node, ways: _going(ways, "continue"),
    "break_expression": lambda walk, node, ways: _going(ways, "break"),
}


def _is_lookup(condition: Node, file: RustFile) -> bool:
    """`if let Ok(..) = ..`, and `if let Some(..) = ..` of something that is looked up or converted."""
    if condition.type != "let_condition":
        return False
    pattern, value = condition.child_by_field_name("pattern"), condition.child_by_field_name("value")
    return pattern is not None and value is not None and _is_missed_rarely(pattern, value, file)


def _is_missed_rarely(pattern: Node, value: Node, file: RustFile) -> bool:
    """Whether a pattern fails only for what is malformed or missing; a test for membership binds nothing."""
    head = file.text(pattern)
    if _CASE.search(head):
        return False
    return head.startswith("Ok(") or ("Some(" in head and _looks_up(value, file))


def _looks_up(value: Node, file: RustFile) -> bool:
    """Whether an Option says that an entry is missing or malformed, by the name of what made it."""
    kind = value.type
    if kind in ("await_expression", "try_expression", "parenthesized_expression", "reference_expression"):
        inner = value.named_child(value.named_child_count - 1)
        return inner is not None and _looks_up(inner, file)
    if kind == "tuple_expression":
        return all(_looks_up(each, file) for each in value.named_children)
    if kind != "call_expression" or not _LOOKUP.fullmatch(called_name(value, file)):
        return False
    return any(True for _ in arguments_of(value)) or not _KEYED.fullmatch(called_name(value, file))
