"""A guard that is given back before an await: in a block of its own, or by `drop`."""

from __future__ import annotations

from tree_sitter import Node

from ..analysis.facts.code.bindings import names_in, uses_of
from ..analysis.facts.code.rust_file import RustFile
from ..analysis.finding import Span
from .edit import Edit
from .fix_file import FixFile


def released_before(let: Node, first: Span, file: FixFile, view: RustFile) -> tuple[Edit, ...]:
    """Edits that end a guard's life before the statement that waits; it is taken again behind it if used there."""
    block, pattern = let.parent, let.child_by_field_name("pattern")
    names = list(names_in(pattern, view)) if pattern is not None else []
    if block is None or len(names) != 1:
        return ()
    statements = [s for s in block.named_children if not s.type.endswith("_comment")]
    waiting = next((s for s in statements if s.start_byte <= first.start and first.end <= s.end_byte), None)
    if waiting is None or waiting.start_byte <= let.start_byte:
        return ()
    before = [s for s in statements if let.start_byte <= s.start_byte < waiting.start_byte]
    uses = [use for use in uses_of(names[0], block, view) if use.end_byte > waiting.start_byte]
    if any(use.start_byte < waiting.end_byte for use in uses) or _hidden(names[0], before[1:], view):
        return ()
    if not uses and len(before) == 1:
        return ()
    if not uses and not _needed_later(before[1:], waiting, block, view):
        return (_as_block(before, file),)
    indent, name = file.newline + file.indentation(waiting.start_byte), view.text(names[0])
    edits = [Edit(Span(waiting.start_byte, waiting.start_byte), f"drop({name});{indent}")]
    if uses:
        edits.append(Edit(Span(waiting.end_byte, waiting.end_byte), indent + view.text(let)))
    return tuple(edits)


def _hidden(name: Node, statements: list[Node], view: RustFile) -> bool:
    """Whether the guard can no longer be named, as another value took its name."""
    return any(view.bytes_of(name) == view.bytes_of(other) for other in _declared(statements, view))


def _needed_later(statements: list[Node], waiting: Node, block: Node, view: RustFile) -> bool:
    """Whether a name that the critical section declares is used behind it."""
    declared = _declared(statements, view)
    return any(use.start_byte >= waiting.start_byte for name in declared for use in uses_of(name, block, view))


def _declared(statements: list[Node], view: RustFile) -> list[Node]:
    patterns = [s.child_by_field_name("pattern") for s in statements if s.type == "let_declaration"]
    return [name for pattern in patterns if pattern is not None for name in names_in(pattern, view)]


def _as_block(statements: list[Node], file: FixFile) -> Edit:
    start, end = statements[0].start_byte, statements[-1].end_byte
    indent = file.indentation(start)
    body = file.slice(Span(start, end)).replace("\n" + indent, "\n    " + indent)
    return Edit(Span(start, end), f"{{{file.newline}{indent}    {body}{file.newline}{indent}}}")
