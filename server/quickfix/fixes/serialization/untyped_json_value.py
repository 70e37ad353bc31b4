"""Shows the struct of the keys that are read, in the place of the tree of all."""

from __future__ import annotations

from ....analysis.facts.serialization.json_structs import type_name
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

_TITLE = "Parse into a struct of what is read; the reads become its fields"
_LEADING = ("attribute_item", "line_comment", "block_comment")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A preview: which keys must be there, and what their reads become, is for a person to say."""
    struct, written = finding.data.get("struct"), finding.captures.get("type")
    item = next(
        (each for each in file.whole.root_around(finding.span).named_children if finding.span.end <= each.end_byte),
        None,
    )
    if not struct or written is None or item is None or item.type == "mod_item":
        return None
    while item.prev_named_sibling is not None and item.prev_named_sibling.type in _LEADING:
        item = item.prev_named_sibling
    declared = struct.replace("\n", file.newline) + file.newline * 2
    name = type_name(finding.data["name"])
    return Fix(_TITLE, Safety.SHOW, (Edit(Span(item.start_byte, item.start_byte), declared), Edit(written, name)))
