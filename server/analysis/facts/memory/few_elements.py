"""Fields of the type `Vec` that are only ever given a few elements, as everything that sets them is seen."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.macros import arguments_written
from ..code.bindings import binding_of
from ..code.calls import called_name, is_called
from ..code.nodes import is_mutable
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..moves.borrowed_uses import SLICE
from ..running.startup import is_startup
from ..types.helpers import view_of
from ..types.numbers import number_of

FEW = 8
_READS = SLICE | {"len", "is_empty", "clone", "as_slice", "capacity"}
_EMPTY = ("Vec::new", "Vec::default", "Default::default")


def most_elements(name: str, owner: str, file: RustFile) -> int | None:
    """The most elements that a private field is given; None where that is not known, or the field may grow.

    Values that are made once, for statics or at start-up, do not count.
    """
    counts: list[int | None] = []
    made_often: set[int | None] = set()
    for unit in file.names.mentioning(name):
        view = view_of(unit, file)
        for literal, count in _set_in(view, name, owner):
            counts.append(count)
            if view.unit.node.type == "function_item" and not is_startup(literal, view):
                made_often.add(count)
        if _is_taken_apart(view, name) or not all(_only_reads(use, view) for use in _uses(view, name)):
            return None
    known = [count for count in counts if count is not None]
    return max(known) if any(made_often) and len(known) == len(counts) else None


def _set_in(view: RustFile, name: str, owner: str) -> Iterator[tuple[Node, int | None]]:
    """The literals of the struct that set the field, and how many elements each gives it."""
    for literal in view.descendants(view.unit.node, "struct_expression"):
        label, body = literal.child_by_field_name("name"), literal.child_by_field_name("body")
        if label is None or body is None or canonical(label, view) != owner:
            continue
        for each in body.named_children:
            if each.type == "shorthand_field_initializer" and view.text(each.named_children[-1]) == name:
                yield literal, _of_local(each.named_children[-1], view)
            elif each.type == "field_initializer":
                field, value = each.child_by_field_name("field"), each.child_by_field_name("value")
                if field is not None and value is not None and view.text(field) == name:
                    yield literal, _count(value, view)


def _count(value: Node, view: RustFile) -> int | None:
    """How many elements an expression makes a vector of: `vec![1, 2]`, `vec![0; 4]`, `Vec::new()`."""
    node = expression(value)
    if node.type == "macro_invocation" and view.text(node).startswith("vec!"):
        parts = arguments_written(node)
        tokens = node.named_children[-1]
        if not any(child.type == ";" for child in tokens.children):
            return len(parts)
        return number_of(parts[-1][0], view) if len(parts[-1]) == 1 else None
    if node.type == "call_expression":
        function = node.child_by_field_name("function")
        return 0 if function is not None and view.text(function).endswith(_EMPTY) else None
    return None


def _of_local(name: Node, view: RustFile) -> int | None:
    """The elements of a local that is made, never changed and put into the field."""
    binding = binding_of(name, view)
    if binding is None or binding.value is None or binding.kind != "let":
        return None
    return None if is_mutable(binding.name.parent or binding.name) else _count(binding.value, view)


def _uses(view: RustFile, name: str) -> Iterator[Node]:
    for field in view.descendants(view.unit.node, "field_expression"):
        label = field.child_by_field_name("field")
        if label is not None and view.text(label) == name and not is_called(field, view):
            yield field


def _is_taken_apart(view: RustFile, name: str) -> bool:
    """Whether a pattern binds a field of that name."""
    patterns = view.descendants(view.unit.node, "field_pattern")
    return any(
        (label := each.child_by_field_name("name")) is not None and view.text(label) == name for each in patterns
    )


def _only_reads(use: Node, view: RustFile) -> bool:
    """Whether a place that names a field of that name, of whatever struct, leaves its length as it is."""
    around = view.parent(use)
    if around is None:
        return False
    if around.type == "field_expression":
        call = view.parent(around)
        return call is not None and call.type == "call_expression" and called_name(call, view) in _READS
    if around.type == "reference_expression":
        return not is_mutable(around)
    return around.type == "index_expression" and around.named_child(0) == use
