"""One buffer above the loop, cleared in each round."""

from __future__ import annotations

import re

from tree_sitter import Node

from ....analysis.facts.code.bindings import binding_of
from ....analysis.facts.code.nodes import lies_in
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.memory.round_buffers import is_known_before
from ....analysis.finding import Finding, Span
from ....analysis.syntax.macros import token_tree
from ....analysis.syntax.query import arguments_of
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_RESIZES = re.compile(rb"\.\s*(truncate|resize\w*|push\w*|pop|clear|extend\w*|append|drain|set_len|insert|remove)\b")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the loop is a statement of its own, and the name means nothing else there."""
    view = file.view_at(finding.span)
    spans = [finding.captures.get(name) for name in ("let", "loop", "variable")]
    nodes = [file.node_at(span, view) if span is not None and view is not None else None for span in spans]
    let, loop, variable = nodes
    value = file.node_at(finding.span, view) if view is not None else None
    if view is None or let is None or loop is None or variable is None or value is None:
        return None
    statement = loop.parent if loop.parent is not None and loop.parent.type == "expression_statement" else loop
    block = statement.parent
    if block is None or block.type != "block" or _means_more(variable, loop, block, view):
        return None
    name = view.text(variable)
    parts = _parts(finding.data.get("how", ""), name, value, let, view)
    if parts is None:
        return None
    above, below = parts
    indent = file.newline + file.indentation(statement.start_byte)
    inner = file.newline + file.indentation(let.start_byte)
    edits = (
        Edit(Span(statement.start_byte, statement.start_byte), f"{above}{indent}"),
        Edit(span_of(let), inner.join(below)),
    )
    return Fix(f"Keep `{name}` above the loop: its memory stays until the loop ends", Safety.UNSAFE, edits)


def _means_more(variable: Node, loop: Node, block: Node, view: RustFile) -> bool:
    """Whether something else of that name is used where the buffer will be seen."""
    word = view.bytes_of(variable)
    for each in view.descendants(block, "identifier"):
        if each.start_byte < loop.start_byte or each == variable or view.bytes_of(each) != word:
            continue
        binding = binding_of(each, view)
        if binding is None or (binding.name != variable and not lies_in(binding.name, loop)):
            return True
        if binding.name != variable and each != binding.name:
            return True
    return False


def _parts(how: str, name: str, value: Node, let: Node, view: RustFile) -> tuple[str, list[str]] | None:
    """The declaration above the loop, and the statements that stand in its place."""
    written = let.child_by_field_name("type")
    head = f"let mut {name}: {view.text(written)} =" if written is not None else f"let mut {name} ="
    text = view.text(value)
    if how == "empty":
        return f"{head} {text};", [f"{name}.clear();"]
    if how == "filled":
        size = next(iter(arguments_of(value)), None)
        if size is None:
            return None
        if is_known_before(size, let, view):
            return f"{head} {text};", [f"{name}.clear();"]
        made = text.replace("with_capacity", "new", 1).partition("(")[0]
        return f"{head} {made}();", [f"{name}.clear();", f"{name}.reserve({view.text(size)});"]
    if how in ("repeated", "large"):
        body, tree = let.parent, token_tree(value)
        changed = (
            re.search(rb"\b" + name.encode() + _RESIZES.pattern, view.bytes_of(body)) if body is not None else None
        )
        if tree is None or changed is not None:
            return None
        return f"{head} {text};", [f"{name}.fill({view.text(tree.children[1])});"]
    return _copied(head, name, value, written, view)


def _copied(head: str, name: str, value: Node, written: Node | None, view: RustFile) -> tuple[str, list[str]] | None:
    function = value.child_by_field_name("function")
    if function is None:
        return None
    given = function.child_by_field_name("type_arguments")
    inner = function.child_by_field_name("function") if function.type == "generic_function" else function
    source = inner.child_by_field_name("value") if inner is not None else None
    method = inner.child_by_field_name("field") if inner is not None else None
    if source is None or method is None:
        return None
    if given is not None and written is None:
        head = f"let mut {name}: {view.text(given)[1:-1]} ="
    items = view.text(source)
    filled = f"extend_from_slice(&{items})" if view.text(method) == "to_vec" else f"extend({items})"
    return f"{head} Vec::new();", [f"{name}.clear();", f"{name}.{filled};"]
