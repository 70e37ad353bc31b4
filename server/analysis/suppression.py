"""`// rust-perf: allow(rule, …) reason` comments: what they silence, and which of them silence nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tree_sitter import Node

from .finding import Finding, Severity, Span
from .syntax.units import Unit

UNUSED = "unused-suppression"
COMMENT = re.compile(rb"(?://[/!]?|/\*|#)\s*rust-perf:\s*(allow|allow-file)\s*\(([^)\n]*)\)")


@dataclass(slots=True)
class Suppression:
    """One comment: the rules that it names, the bytes that it covers, and whether it was needed."""

    rules: frozenset[str]
    place: Span
    covers: Span
    used: set[str] = field(default_factory=set)


def file_suppressions(text: bytes) -> list[Suppression]:
    """The `allow-file(…)` comments before the first item; they cover the file."""
    found: list[Suppression] = []
    at = 0
    for line in text.splitlines(keepends=True) if b"allow-file" in text else ():
        bare = line.strip()
        if bare and not bare.startswith((b"//", b"/*", b"*", b"#", b"\xef\xbb\xbf")):
            break
        for match in COMMENT.finditer(line):
            if match[1] == b"allow-file":
                place = Span(at + match.start(), at + match.end())
                found.append(Suppression(named(match[2]), place, Span(0, len(text))))
        at += len(line)
    return found


def frame_allows(unit: Unit) -> frozenset[str]:
    """The rules that comments above the `impl`s and modules around a unit name."""
    names: set[str] = set()
    for frame in unit.frames:
        for match in COMMENT.finditer(frame.head) if b"rust-perf:" in frame.head else ():
            names |= named(match[2])
    return frozenset(names)


def suppressions_in(unit: Unit) -> list[Suppression]:
    """The comments within a unit, in bytes of the unit's text."""
    if b"rust-perf:" not in unit.text:
        return []
    found: list[Suppression] = []
    for match in COMMENT.finditer(unit.text):
        covers = _covered(unit, match.start(), match.end()) if match[1] == b"allow" else None
        if covers is not None:
            found.append(Suppression(named(match[2]), Span(match.start(), match.end()), covers))
    return found


def named(listed: bytes) -> frozenset[str]:
    """The rules between the parentheses of a comment."""
    return frozenset(name.strip() for name in listed.decode("utf-8", "replace").split(",") if name.strip())


def _covered(unit: Unit, start: int, end: int) -> Span | None:
    """A comment behind code covers its line; one on its own line covers the statement or item below it.

    What begins on the same line as that statement is covered too. Text that only looks like a comment covers
    nothing and is None.
    """
    text = unit.text
    line = text.rfind(b"\n", 0, start) + 1
    if not unit.node.start_byte <= unit.start + start < unit.node.end_byte:
        return Span(line, len(text))
    comment = unit.node.descendant_for_byte_range(unit.start + start, unit.start + end)
    while comment is not None and not comment.type.endswith("comment"):
        comment = comment.parent if comment.type in _IN_COMMENTS else None
    if comment is None:
        return None
    if text[line:start].strip():
        return Span(line, _line_end(text, end))
    following = comment.next_named_sibling
    while following is not None and following.type in _BETWEEN:
        following = following.next_named_sibling
    if following is None:
        return Span(line, end)
    first_line = _line_end(text, following.start_byte - unit.start)
    return Span(line, max(first_line, _last(following).end_byte - unit.start))


_BETWEEN = {"line_comment", "block_comment", "attribute_item"}
_IN_COMMENTS = {"doc_comment", "inner_doc_comment_marker", "outer_doc_comment_marker"}


def _last(node: Node) -> Node:
    """The end of the statement that a node begins: within a macro's tokens that is the next semicolon."""
    if node.parent is None or node.parent.type != "token_tree":
        return node
    last = node
    while last.next_sibling is not None and last.type != ";" and last.next_sibling.type not in (")", "}", "]"):
        last = last.next_sibling
    return last


def _line_end(text: bytes, at: int) -> int:
    end = text.find(b"\n", at)
    return len(text) if end < 0 else end


def filtered(findings: Iterable[Finding], suppressions: list[Suppression], allowed: frozenset[str]) -> list[Finding]:
    """The findings that no comment silences; comments remember which rules they were used for."""
    kept: list[Finding] = []
    for finding in findings:
        covering = [s for s in suppressions if finding.rule in s.rules and s.covers.contains(finding.span.start)]
        for suppression in covering:
            suppression.used.add(finding.rule)
        if not covering and finding.rule not in allowed:
            kept.append(finding)
    return kept


def unused(suppressions: list[Suppression], enabled: Iterable[str], known: Iterable[str]) -> list[Finding]:
    """A finding for each comment that names a rule which is on and found nothing, or which does not exist."""
    on, exists = set(enabled), set(known)
    found: list[Finding] = []
    for suppression in suppressions:
        idle = sorted(n for n in suppression.rules - suppression.used if n in on or n not in exists)
        if idle:
            names = ", ".join(f"`{name}`" for name in idle)
            message = f"this comment allows {names}, and nothing here needs it"
            found.append(Finding(UNUSED, Severity.SUGGESTION, suppression.place, message))
    return found


def statement_of(node: Node) -> Node:
    """The statement or item that a suppression of a finding at the node would stand above."""
    current = node
    while current.parent is not None and current.parent.type not in ("block", "declaration_list", "source_file"):
        current = current.parent
    return current
