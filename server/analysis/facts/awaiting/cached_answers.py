"""What a function does only when its cache or map has no answer: most rounds find one there."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.rust_file import RustFile

_LOOKED_UP = re.compile(rb"(?i)\.get(_cloned|_key_value)?\(|cache\w*\.|\bcached\w*\(")
_ELSEWHERE = re.compile(rb"(?<!lock\(\))(?<!read\(\))(?<!write\(\))\.await\b")
_CACHE = re.compile(rb"(?i)cache")


def only_if_missing(place: Node, file: RustFile) -> bool:
    """Whether a place is reached only when nothing was found: in `None =>`, in `else`, or after a `return` of it."""
    inner = place
    for around in file.ancestors(place):
        if around.type == "match_arm" and _is_none_of_lookup(around, file):
            return True
        if around.type == "if_expression" and around.child_by_field_name("alternative") == inner:
            if _finds(around, file):
                return True
        elif around.type == "block" and any(_returns_found(child, file) for child in _before(around, inner)):
            return True
        elif around.type == "function_item":
            return False
        inner = around
    return False


def _before(block: Node, inner: Node) -> list[Node]:
    return [child for child in block.named_children if child.end_byte <= inner.start_byte]


def _returns_found(statement: Node, file: RustFile) -> bool:
    """`if let Some(found) = cache.get(key) { return found; }`."""
    branch = statement.named_child(0) if statement.type == "expression_statement" else statement
    if branch is None or branch.type != "if_expression" or not _finds(branch, file):
        return False
    consequence = branch.child_by_field_name("consequence")
    return consequence is not None and any(file.descendants(consequence, "return_expression"))


def _finds(branch: Node, file: RustFile) -> bool:
    """Whether the condition of an `if` is that something was found: `let Some(found) = map.get(key)`."""
    condition = branch.child_by_field_name("condition")
    if condition is None:
        return False
    conditions = [condition, *file.descendants(condition, "let_condition")]
    first = next((each for each in conditions if each.type == "let_condition"), None)
    pattern = first.child_by_field_name("pattern") if first is not None else None
    if first is None or pattern is None or not file.bytes_of(pattern).startswith((b"Some(", b"Ok(Some(", b"Ok(")):
        return False
    return _is_lookup(first.child_by_field_name("value"), file)


def _is_none_of_lookup(arm: Node, file: RustFile) -> bool:
    pattern = arm.child_by_field_name("pattern")
    if pattern is None or not file.bytes_of(pattern).startswith((b"None", b"Ok(None)", b"_")):
        return False
    body = file.parent(arm)
    match = file.parent(body) if body is not None else None
    return match is not None and _is_lookup(match.child_by_field_name("value"), file)


def _is_lookup(value: Node | None, file: RustFile) -> bool:
    """Whether a value comes out of a map or cache, at once or by way of a variable."""
    if value is None:
        return False
    if value.type == "identifier":
        binding = binding_of(value, file)
        value = binding.value if binding is not None else None
        if value is None:
            return False
    text = b"".join(file.bytes_of(value).split())
    is_far = _ELSEWHERE.search(text) is not None and _CACHE.search(text) is None
    return _LOOKED_UP.search(text) is not None and not is_far
