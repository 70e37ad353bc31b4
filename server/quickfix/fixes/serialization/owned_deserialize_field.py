"""Shows the fields borrowed from the input, with the lifetime wherever the file names the type."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_TITLE = "Borrow from the input with `#[serde(borrow)] Cow<'a, str>`; values made elsewhere need `.into()`"
_MAKES = ("struct_expression", "struct_pattern", "scoped_type_identifier", "scoped_identifier")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A preview: what keeps such a value, and what makes one, may stand in other files."""
    fields = [span for name, span in finding.captures.items() if name.startswith("field")]
    edits = [edit for span in fields for edit in _borrowed(span, file)]
    if not edits or len(edits) != 2 * len(fields):
        return None
    end = Span(finding.span.end, finding.span.end)
    edits.append(Edit(end, "<'a>"))
    edits += [Edit(Span(each, each), "<'_>") for each in _named(file, finding.span)]
    return Fix(_TITLE, Safety.SHOW, tuple(edits))


def _borrowed(span: Span, file: FixFile) -> Iterator[Edit]:
    field = file.whole.root_around(span).named_descendant_for_byte_range(span.start, span.end)
    written = field.child_by_field_name("type") if field is not None else None
    if written is not None:
        at, indent = Span(span.start, span.start), file.newline + file.indentation(span.start)
        yield Edit(at, f"#[serde(borrow)]{indent}")
        yield Edit(span_of(written), "std::borrow::Cow<'a, str>")


def _named(file: FixFile, label: Span) -> Iterator[int]:
    """Behind each place that names the type as a type: where a value is made of it, the lifetime is told by that."""
    name = file.slice(label)
    waiting = list(file.whole.roots(name.encode()))
    while waiting:
        node = waiting.pop()
        waiting += node.named_children
        if node.type != "type_identifier" or node.start_byte == label.start or _makes_value(node):
            continue
        if file.slice(span_of(node)) == name:
            yield node.end_byte


def _makes_value(node: Node) -> bool:
    return node.parent is not None and node.parent.type in _MAKES
