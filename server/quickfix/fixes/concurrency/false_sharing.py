"""`CachePadded` around what shall have a line of its own, in the type and where it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from ....analysis.facts.code.paths import owner_type
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

_DERIVES = re.compile(rb"\s*(#\[derive\((\s*(Debug|Default)\s*,?)*\)\]\s*)*")
_TITLE = "Give each a cache line of its own: `CachePadded`"


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Applied where the dependency is there and all places that make the struct are seen."""
    view = file.view_at(finding.span)
    if view is None:
        return None
    crossbeam = next((name for name in ("crossbeam-utils", "crossbeam") if view.crate.uses(name)), None)
    path = "crossbeam::utils::CachePadded" if crossbeam == "crossbeam" else "crossbeam_utils::CachePadded"
    padded = [span for name, span in finding.captures.items() if name == "element" or name.startswith("counter")]
    edits = [edit for span in padded for edit in _around(span, "CachePadded<", ">")]
    if not any(each.path[-1:] == ("CachePadded",) for each in file.imports(view.unit.modules)):
        edits.append(file.add_use(path, view.unit.modules))
    made = _initial_values(padded, view, file) if crossbeam is not None and "element" not in finding.captures else None
    if made is None:
        return Fix(_TITLE, Safety.SHOW, tuple(edits))
    return Fix(
        _TITLE, Safety.SAFE, (*edits, *(edit for span in made for edit in _around(span, "CachePadded::new(", ")")))
    )


def _around(span: Span, before: str, behind: str) -> tuple[Edit, Edit]:
    return Edit(Span(span.start, span.start), before), Edit(Span(span.end, span.end), behind)


def _initial_values(padded: list[Span], view: RustFile, file: FixFile) -> list[Span] | None:
    """The values that the counters begin with, wherever the struct is made; None when one is out of reach."""
    struct = view.unit.node
    name = view.text(struct.child_by_field_name("name") or struct)
    fields = _private_fields(struct, padded, view)
    head = view.data[view.unit.start : struct.start_byte]
    if fields is None or not _DERIVES.fullmatch(re.sub(rb"//[^\n]*", b"", head)) or _is_made_elsewhere(name, view):
        return None
    if any(re.search(rb"\.\s*%s\s*\.\s*into_inner\b" % field.encode(), file.text) for field in fields):
        return None
    found: list[Span] = []
    for value in _values(name, fields, file):
        if value is None:
            return None
        text = file.text[value.start_byte : value.end_byte]
        if re.fullmatch(rb"(\w+::)*Atomic\w+::(new\(.*\)|default\(\))", text, re.DOTALL):
            found.append(Span(value.start_byte, value.end_byte))
        elif text != b"Default::default()":
            return None
    return found


def _private_fields(struct: Node, padded: list[Span], view: RustFile) -> set[str] | None:
    body = struct.child_by_field_name("body")
    starts = {span.start for span in padded}
    found: set[str] = set()
    for field in body.named_children if body is not None else ():
        written, label = field.child_by_field_name("type"), field.child_by_field_name("name")
        if written is not None and label is not None and written.start_byte in starts:
            if any(child.type == "visibility_modifier" for child in field.children):
                return None
            found.add(view.text(label))
    return found


def _is_made_elsewhere(name: str, view: RustFile) -> bool:
    home = view.names.home()
    paths = view.names.files_with_word(home.target, f"{name} {{") if home is not None else ()
    return any(path != view.names.path for path in paths)


def _values(name: str, fields: set[str], file: FixFile) -> Iterator[Node | None]:
    """What the fields are given in each struct expression; None for what is no plain value there."""
    for view in file.views():
        for made in view.descendants(view.unit.node, "struct_expression"):
            label, body = made.child_by_field_name("name"), made.child_by_field_name("body")
            word = view.text(label) if label is not None else ""
            if word != name and not (word == "Self" and owner_type(view) == name):
                continue
            for given in body.named_children if body is not None else ():
                if given.type == "shorthand_field_initializer" and view.text(given) in fields:
                    yield None
                field = given.child_by_field_name("field")
                if given.type == "field_initializer" and field is not None and view.text(field) in fields:
                    yield given.child_by_field_name("value")
