"""`tag = "type"`, which names the variant beside its fields."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.members import declared
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.serialization.serde_items import Variant, variants_of
from ....analysis.facts.types.written_types import type_from
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where every variant has named fields, or a struct of this file that has: others do not take a tag inside."""
    span = finding.captures.get("enum")
    view = file.view_at(span) if span is not None else None
    enum = file.node_at(span, view) if span is not None and view is not None else None
    if view is None or enum is None:
        return None
    bodies = [_fields(variant, view) for variant in variants_of(enum, view)]
    if any(body is None for body in bodies):
        return None
    taken = any(_has_type(body) for body in bodies if body is not None)
    tag = "kind" if taken else "type"
    title = f'Tag by `tag = "{tag}"`: every sender must write the tag, and stored data must be migrated'
    return Fix(title, Safety.UNSAFE, (Edit(finding.span, f'tag = "{tag}"'),))


def _fields(variant: Variant, view: RustFile) -> str | None:
    """The text of a variant's named fields, empty for a unit variant; None for what a tag cannot stand in."""
    if variant.body is None:
        return ""
    if variant.is_struct:
        return view.text(variant.body)
    payloads = variant.payloads()
    return _struct_fields(payloads[0], view) if len(payloads) == 1 else None


def _struct_fields(payload: Node, view: RustFile) -> str | None:
    held = type_from(payload, view)
    for unit in declared(held.path, view) if held is not None else ():
        body = unit.node.child_by_field_name("body")
        if unit.node.type == "struct_item" and body is not None and body.type == "field_declaration_list":
            return unit.data[body.start_byte : body.end_byte].decode("utf-8", "replace")
    return None


def _has_type(fields: str) -> bool:
    """Whether a field is written as `type`, which the tag would clash with."""
    return "r#type" in fields or '"type"' in fields
