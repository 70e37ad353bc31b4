"""`unwrap_or_else` with a `panic!` that says the same."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding
from ....analysis.syntax.macros import token_tree
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_LITERAL = re.compile(r'^(r?#*"(?:[^"\\]|\\.)*)("#*)$', re.DOTALL)
_NAMES = ("err", "error", "failure")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where it is known whether there is an error to be told, as `expect` tells it behind its message."""
    view, text, whole = file.view_at(finding.span), finding.captures.get("text"), finding.captures.get("whole")
    message = file.node_at(text, view) if view is not None and text is not None else None
    call = file.node_at(whole, view) if view is not None and whole is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    carrier = finding.data.get("carrier")
    if view is None or message is None or arguments is None or carrier == "either":
        return None
    name = next(each for each in _NAMES if each not in view.text(arguments)) if carrier == "Result" else ""
    said = _formatted(message, name, view) if finding.data.get("how") == "format" else _given(message, name, view)
    if said is None:
        return None
    given = arguments.named_children[0]
    closure = f"|{name}| panic!({said})"
    edits = (Edit(finding.span, "unwrap_or_else"), Edit(span_of(given), closure))
    return Fix("Build the message only for the panic: `unwrap_or_else`", Safety.SAFE, edits)


def _formatted(message: Node, name: str, view: RustFile) -> str | None:
    """The arguments of `format!` as those of `panic!`."""
    tree = token_tree(message)
    parts = tree.children[1:-1] if tree is not None else []
    literal = _LITERAL.match(view.text(parts[0])) if parts else None
    # Before 2021 a literal alone is no format string.
    if tree is None or literal is None or (view.crate.edition < "2021" and len(parts) == 1):
        return None
    inside = view.data[tree.start_byte + 1 : tree.end_byte - 1].decode("utf-8", "replace")
    if not name:
        return inside
    return inside.replace(literal[0], f"{literal[1]}: {{{name}:?}}{literal[2]}", 1)


def _given(message: Node, name: str, view: RustFile) -> str:
    return f'"{{}}: {{{name}:?}}", {view.text(message)}' if name else f'"{{}}", {view.text(message)}'
