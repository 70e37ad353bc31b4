"""Numbers that are known without running anything: literals, constants of the workspace, and their arithmetic."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.members import declared, own_methods
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from .statics import local_static

_DEPTH = 8
_LARGEST = 1 << 64
_SUFFIX = re.compile(r"_|[ui](8|16|32|64|128|size)$")
_LIMIT = re.compile(r"(?:(?:std|core)::)?([ui])(8|16|32|64|size)::(MAX|BITS)")
_OPERATORS: dict[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv, "%": operator.mod,
    "<<": operator.lshift, ">>": operator.rshift, "|": operator.or_, "&": operator.and_,
}  # fmt: skip


def number_of(node: Node, file: RustFile, depth: int = 0) -> int | None:
    """The value of an expression, None when it is not known before the program runs."""
    if depth > _DEPTH:
        return None
    node = expression(node)
    match node.type:
        case "integer_literal":
            return _literal(file.text(node))
        case "identifier" | "scoped_identifier":
            limit = _limit(file.text(node)) if node.type == "scoped_identifier" else None
            if limit is not None:
                return limit
            found = _constant(node, file)
            return number_of(*found, depth + 1) if found is not None else None
        case "binary_expression":
            return _computed(node, file, depth)
        case "type_cast_expression":
            return number_of(node.named_children[0], file, depth + 1)
        case "call_expression" if called_name(node, file) == "len" and (array := receiver_of(node)) is not None:
            return _length(array, file)
    return None


def _literal(text: str) -> int | None:
    try:
        return int(_SUFFIX.sub("", text), 0)
    except ValueError:
        return None


def _limit(text: str) -> int | None:
    """`u16::MAX` and its like."""
    found = _LIMIT.fullmatch(text)
    if found is None:
        return None
    width = 64 if found[2] == "size" else int(found[2])
    return width if found[3] == "BITS" else (1 << width - (found[1] == "i")) - 1


def _computed(node: Node, file: RustFile, depth: int) -> int | None:
    sign, (left, right) = node.child_by_field_name("operator"), node.named_children[:2]
    compute = _OPERATORS.get(file.text(sign)) if sign is not None else None
    one = number_of(left, file, depth + 1) if compute is not None else None
    two = number_of(right, file, depth + 1) if one is not None else None
    if compute is None or one is None or two is None:
        return None
    divides, shifts = compute in (operator.floordiv, operator.mod), compute in (operator.lshift, operator.rshift)
    if (divides and two == 0) or (shifts and not 0 <= two < 64):
        return None
    found = compute(one, two)
    return found if 0 <= found < _LARGEST else None


def _constant(name: Node, file: RustFile) -> tuple[Node, RustFile] | None:
    """The value that a constant is declared with, and the view to look at it; one of several is not known."""
    if name.type == "identifier" and binding_of(name, file) is not None:
        return None
    local: Any = local_static(name, file) if name.type == "identifier" else None
    if local is not None:
        value = local.child_by_field_name("value")
        return (value, file) if value is not None and local.type == "const_item" else None
    path = canonical(name, file)
    owner = path.rpartition("::")[0] if path is not None else ""
    found: tuple[Unit, ...] = declared(path, file) if path is not None else ()
    if path is not None and not found and "::" in owner:
        found = own_methods(owner, path.rpartition("::")[2], file)
    value = found[0].node.child_by_field_name("value") if len(found) == 1 else None
    return (value, file.view(found[0])) if value is not None and found[0].node.type == "const_item" else None


def _length(array: Node, file: RustFile) -> int | None:
    """The number of elements that a constant array or slice is written with."""
    found = _constant(expression(array), file) if array.type in ("identifier", "scoped_identifier") else None
    value = expression(found[0]) if found is not None else None
    while value is not None and value.type == "reference_expression":
        value = value.child_by_field_name("value")
    if value is None or value.type != "array_expression" or any(child.type == ";" for child in value.children):
        return None
    return len([child for child in value.named_children if not child.type.endswith(("_comment", "attribute_item"))])
