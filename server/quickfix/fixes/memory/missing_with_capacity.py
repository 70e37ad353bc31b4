"""`with_capacity` with the number of rounds of the loop that fills the collection."""

from __future__ import annotations

import re

from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

_NEW = re.compile(r"(.*)::(?:new|default)\s*\(\s*\)", re.DOTALL)


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the number can be written; the declaration moves down to the loop if it is only known there."""
    capacity, place = finding.data.get("capacity"), finding.data.get("place")
    declaration, loop = finding.captures.get("declaration"), finding.captures.get("loop")
    if capacity is None or declaration is None or loop is None:
        return None
    call = f"{_type(finding, file, declaration)}::{_made(finding, file, capacity)}"
    title = f"Reserve for `{capacity}` elements"
    if place == "here":
        return Fix(title, Safety.SAFE, (Edit(finding.span, call),))
    moved = _moved(finding.span, declaration, loop, call, file) if place == "loop" else None
    return Fix(f"{title}, declared above the loop", Safety.SAFE, moved) if moved is not None else None


def _made(finding: Finding, file: FixFile, capacity: str) -> str:
    """The constructor: a map that is made by `default` may have any hasher."""
    is_hashed = finding.data.get("container", "").endswith(("HashMap", "HashSet"))
    if is_hashed and "::default" in file.slice(finding.span):
        return f"with_capacity_and_hasher({capacity}, Default::default())"
    return f"with_capacity({capacity})"


def _type(finding: Finding, file: FixFile, declaration: Span) -> str:
    """The collection's type as it is written, with its turbofish."""
    written = _NEW.fullmatch(file.slice(finding.span))
    if written is None:
        return "Vec"
    if written[1].endswith("Default"):
        annotation = file.slice(Span(declaration.start, finding.span.start)).partition(":")[2]
        return annotation.partition("<")[0].strip()
    return written[1]


def _moved(place: Span, declaration: Span, loop: Span, call: str, file: FixFile) -> tuple[Edit, ...] | None:
    """The declaration's line taken out, and written again above the loop's."""
    start = file.text.rfind(b"\n", 0, declaration.start) + 1
    end = file.text.find(b"\n", declaration.end) + 1
    above = file.text[:start].rstrip(b"\r\n").rpartition(b"\n")[2].strip()
    target = file.text.rfind(b"\n", 0, loop.start) + 1
    alone = file.text[start : declaration.start].isspace() and file.text[declaration.end : end].isspace()
    if not alone or above.startswith((b"//", b"#")) or file.text[target : loop.start].strip():
        return None
    before, after = Span(declaration.start, place.start), Span(place.end, declaration.end)
    line = f"{file.indentation(loop.start)}{file.slice(before)}{call}{file.slice(after)}{file.newline}"
    return Edit(Span(start, end), ""), Edit(Span(target, target), line)
