"""The iterator is asked itself, or handed on."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ....analysis.syntax.query import arguments_of
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

_TITLES = {
    "len": "Count the items",
    "is_empty": "Ask for the first item",
    "contains": "Look for the item",
    "into_iter": "Go on with the iterator",
    "handed": "Hand on the iterator",
}
# What may get its type from the collection alone.
_INFERRED = re.compile(rb"\b(into|parse|try_into|default|collect|sum|product|from)\b\s*(::<|\()")
_ANY_ITEM = re.compile(rb"<\s*(_|&\s*_)?\s*,?\s*>|^\s*\w+\s*$")
_SIMPLE = re.compile(rb"[\w.:*&\"'\-\[\] ]+(\.(as_str|as_ref|len|as_slice|as_bytes)\(\))?")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the types do not hang on the collection, and asking does not take more than an expression."""
    how, view = finding.data.get("how", ""), file.view_at(finding.span)
    items, collected, use = (finding.captures.get(name) for name in ("items", "collected", "use"))
    if view is None or items is None or collected is None or use is None or not _is_typed(items, collected, file):
        return None
    let = finding.captures.get("let")
    if let is None and b"//" in file.text[collected.start : use.end].removeprefix(file.text[items.start : items.end]):
        return None
    asked = file.node_at(use, view)
    asking = _asking(how, asked, file.text[items.start : items.end], view) if asked is not None else None
    if asking is None:
        return None
    if how == "handed":
        edits = [Edit(Span(items.end, collected.end), "")]
    elif let is None:
        edits = [Edit(Span(finding.span.start, use.end), asking)]
    else:
        removed = _statement(let, file)
        if removed is None or file.text.count(b"\n", items.start, items.end):
            return None
        made = file.slice(items)
        edits = [Edit(removed, ""), Edit(use, f"{made}.{asking}" if asking else made)]
    return Fix(_TITLES[how], Safety.SAFE, tuple(edits))


def _is_typed(items: Span, collected: Span, file: FixFile) -> bool:
    written = file.text[items.end : collected.end]
    return _ANY_ITEM.search(written) is not None or not _INFERRED.search(file.text[items.start : items.end])


def _asking(how: str, asked: Node, items: bytes, view: RustFile) -> str | None:
    """What the iterator is asked instead; a variable that holds it may not be declared with `mut`."""
    if how in ("is_empty", "contains") and re.fullmatch(rb"[\w.]+", items):
        return None
    if how == "contains":
        wanted = next(iter(arguments_of(asked)), None)
        return _looked_for(wanted, view) if wanted is not None else None
    return {"len": "count()", "is_empty": "next().is_none()", "into_iter": "", "handed": ""}[how]


def _looked_for(wanted: Node, view: RustFile) -> str | None:
    """Each item is compared with what is looked for, which is evaluated as often."""
    text = view.text(wanted)
    if not _SIMPLE.fullmatch(text.encode()):
        return None
    name = "item" if not re.search(r"\bitem\b", text) else "each"
    if wanted.type == "reference_expression":
        value = wanted.child_by_field_name("value")
        return f"any(|{name}| {name} == {view.text(value)})" if value is not None else None
    return f"any(|{name}| &{name} == {text})"


def _statement(let: Span, file: FixFile) -> Span | None:
    """The lines of the declaration, when nothing else stands there and no comment above it is about it."""
    start = file.text.rfind(b"\n", 0, let.start) + 1
    end = file.text.find(b"\n", let.end) + 1
    alone = not file.text[start : let.start].strip() and not file.text[let.end : end].strip() and end > 0
    above = file.text[:start].rstrip(b"\r\n").rpartition(b"\n")[2].strip()
    return Span(start, end) if alone and not above.startswith((b"//", b"#", b"*")) else None
