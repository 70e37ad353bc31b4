"""Comments by which a finding is allowed: above its statement, above its function, at the top of the file."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ..analysis.finding import Finding, Span
from ..analysis.suppression import statement_of
from ..analysis.whole_text import WholeText
from .edit import Edit, Fix, Safety


def suppress_line(finding: Finding, text: bytes, *, toml: bool = False, whole: WholeText | None = None) -> Fix:
    """`// rust-perf: allow(rule)` on a line of its own above the statement.

    `whole` is the same text as it is parsed already.
    """
    start = finding.span.start
    at = start if toml else _start(_statement(finding.span, whole or WholeText.parsed(text)), start)
    return _above(at, f"Allow `{finding.rule}` here", finding, text, "#" if toml else "//")


def suppress_function(finding: Finding, text: bytes, whole: WholeText | None = None) -> Fix | None:
    """The same above the function around it; None where there is none, or the statement is that function itself."""
    function = next(_functions_around(_statement(finding.span, whole or WholeText.parsed(text))), None)
    if function is None:
        return None
    return _above(_start(function, 0), f"Allow `{finding.rule}` in this function", finding, text, "//")


def suppress_file(finding: Finding, text: bytes, *, toml: bool = False) -> Fix:
    """`// rust-perf: allow-file(rule)` at the file's top, behind a shebang."""
    at = text.find(b"\n") + 1 if text.startswith(b"#!/") else 0
    if text.startswith(b"\xef\xbb\xbf"):
        at = 3
    comment = f"{'#' if toml else '//'} rust-perf: allow-file({finding.rule}){_newline(text)}"
    return Fix(f"Allow `{finding.rule}` in this file", Safety.SAFE, (Edit(Span(at, at), comment),))


def _above(at: int, title: str, finding: Finding, text: bytes, mark: str) -> Fix:
    line = text.rfind(b"\n", 0, at) + 1
    indent = text[line:at] if not text[line:at].strip() else text[line : line + _blank(text, line)]
    comment = f"{indent.decode('ascii', 'replace')}{mark} rust-perf: allow({finding.rule}){_newline(text)}"
    return Fix(title, Safety.SAFE, (Edit(Span(line, line), comment),))


def _statement(span: Span, whole: WholeText) -> Node | None:
    node = whole.root_around(span).named_descendant_for_byte_range(span.start, span.end)
    return statement_of(node) if node is not None else None


def _functions_around(statement: Node | None) -> Iterator[Node]:
    node = statement.parent if statement is not None else None
    while node is not None:
        if node.type == "function_item":
            yield node
        node = node.parent


def _start(statement: Node | None, otherwise: int) -> int:
    """Where a statement begins, with its attributes."""
    if statement is None:
        return otherwise
    before = statement.prev_named_sibling
    while before is not None and before.type == "attribute_item":
        statement, before = before, before.prev_named_sibling
    return statement.start_byte


def _blank(text: bytes, start: int) -> int:
    return len(text[start : start + 200]) - len(text[start : start + 200].lstrip(b" \t"))


def _newline(text: bytes) -> str:
    return "\r\n" if b"\r\n" in text[:4096] else "\n"
