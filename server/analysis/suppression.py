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


def file_allows(text: bytes) -> frozenset[str]:
    """The rules that `allow-file(…)` comments before the first item name."""
    if b"allow-file" not in text:
        return frozenset()
    names: set[str] = set()
    for line in text.splitlines():
        bare = line.strip()
        if bare and not bare.startswith((b"//", b"/*", b"*", b"#")):
            break
        for match in COMMENT.finditer(line):
            if match[1] == b"allow-file":
                names |= named(match[2])
    return frozenset(names)


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
        if match[1] == b"allow":
            place = Span(match.start(), match.end())
            found.append(Suppression(named(match[2]), place, _covered(unit, match.start(), match.end())))
    return found


def named(listed: bytes) -> frozenset[str]:
    """The rules between the parentheses of a comment."""
    return frozenset(name.strip() for name in listed.decode("utf-8", "replace").split(",") if name.strip())


def _covered(unit: Unit, start: int, end: int) -> Span:
    """A comment behind code covers its line; one on its own line covers the statement or item below it."""
    text = unit.text
    line = text.rfind(b"\n", 0, start) + 1
    if text[line:start].strip():
        line_end = text.find(b"\n", end)
        return Span(line, len(text) if line_end < 0 else line_end)
    node = unit.node.descendant_for_byte_range(unit.start + start, unit.start + end)
    if node is None or unit.start + start < unit.node.start_byte:
        return Span(line, len(text))
    while node.parent is not None and not node.type.endswith("comment"):
        node = node.parent
    following = node.next_named_sibling
    while following is not None and following.type in _BETWEEN:
        following = following.next_named_sibling
    if following is None:
        return Span(line, end)
    return Span(line, following.end_byte - unit.start)


_BETWEEN = {"line_comment", "block_comment", "attribute_item"}


def filtered(
    findings: Iterable[Finding], suppressions: list[Suppression], allowed: frozenset[str]
) -> list[Finding]:
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
