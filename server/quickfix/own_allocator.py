"""An allocator for a program: the dependency in its manifest, and the item that puts it in place."""

from __future__ import annotations

from pathlib import Path

from tree_sitter import Node

from ..analysis.finding import Finding, Span
from ..analysis.syntax.parser import parse
from ..analysis.workspace.files import read
from .edit import Edit, Fix, Safety
from .manifest_file import ManifestFile

_ITEM = "#[global_allocator]\nstatic GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;\n"
_HEAD = ("inner_attribute_item", "use_declaration", "extern_crate_declaration", "shebang")


def with_mimalloc(finding: Finding, file: ManifestFile) -> Fix | None:
    """Both edits; None where the root file of the program is not known, or holds what it should not."""
    root = finding.data.get("root")
    text = read(Path(root)) if root is not None else None
    dependency = file.set_key(("dependencies", "mimalloc"), '"0.1"')
    if root is None or text is None or dependency is None or b"GLOBAL" in text:
        return None
    at = _behind_head(parse(text).root_node, text)
    newline = "\r\n" if b"\r\n" in text[:4096] else "\n"
    item = (f"\n{_ITEM}" if at else f"{_ITEM}\n").replace("\n", newline)
    return Fix(
        "Allocate with mimalloc (a new dependency, and C code to build)",
        Safety.UNSAFE,
        (dependency, Edit(Span(at, at), item, root)),
    )


def _behind_head(root: Node, text: bytes) -> int:
    """Behind the line of the last import, declared module or attribute at the top; 0 where there is none."""
    end = 0
    for child in root.children:
        is_head = child.type in _HEAD or (child.type == "mod_item" and child.child_by_field_name("body") is None)
        if is_head or (child.type == "line_comment" and text[child.start_byte :].startswith(b"//!")):
            end = child.end_byte
        elif not child.type.endswith("_comment") and child.type != "attribute_item":
            break
    line = text.find(b"\n", max(0, end - 1)) + 1
    return line if end and line else 0
