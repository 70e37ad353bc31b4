"""Which declaration a local name stands for: `let`, parameter, pattern, closure parameter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from .rust_file import RustFile, expression


class Binding(NamedTuple):
    """Where a local name is declared.

    `kind` is let, parameter, closure, for, match or condition; `pattern` the whole pattern, `name` its
    identifier; `annotation` the written type; `value` what is bound or matched or iterated; `scope` the node
    in which the name lives.
    """

    kind: str
    name: Node
    pattern: Node
    annotation: Node | None
    value: Node | None
    scope: Node


def binding_of(identifier: Node, file: RustFile) -> Binding | None:
    """The declaration of a local name at its use; None for items, statics and unknown names."""
    return file.once("binding", identifier, lambda: _find(identifier, file))


def _find(identifier: Node, file: RustFile) -> Binding | None:
    word = file.bytes_of(identifier)
    inner = identifier
    for around in file.ancestors(identifier):
        kind = around.type
        if kind == "block":
            found = _let_before(word, around, inner, file)
        elif kind in ("function_item", "closure_expression"):
            found = _parameters_by_name(around, file).get(word)
        else:
            declared = _declared_in(around, inner, file)
            found = next((binding for binding in declared if file.bytes_of(binding.name) == word), None)
        if found is not None or kind == "function_item":
            return found
        inner = around
    return None


def _declared_in(around: Node, inner: Node, file: RustFile) -> Iterator[Binding]:
    kind = around.type
    if kind == "for_expression" and inner == around.child_by_field_name("body"):
        yield from _pattern("for", around, "pattern", "value", around, file)
    elif kind == "match_arm":
        yield from _arm(around, file)
    elif kind in ("if_expression", "while_expression"):
        condition = around.child_by_field_name("condition")
        if condition is not None and inner not in (condition, around.child_by_field_name("alternative")):
            yield from _conditions(condition, around, file)
    elif kind == "let_chain":
        for part in around.named_children:
            if part.start_byte < inner.start_byte:
                yield from _conditions(part, around, file)


def _let_before(word: bytes, block: Node, inner: Node, file: RustFile) -> Binding | None:
    """The last `let` of a name in a block above a statement of that."""
    lets = file.once("lets by name", block, lambda: _lets_by_name(block, file)).get(word, ())
    return next((binding for start, binding in reversed(lets) if start < inner.start_byte), None)


def _lets_by_name(block: Node, file: RustFile) -> dict[bytes, list[tuple[int, Binding]]]:
    """The variables of a block by their names, each with where its `let` begins: many names are looked up in one."""
    found: dict[bytes, list[tuple[int, Binding]]] = {}
    for statement in block.named_children:
        if statement.type == "let_declaration":
            for word, binding in _by_name(_pattern("let", statement, "pattern", "value", block, file), file).items():
                found.setdefault(word, []).append((statement.start_byte, binding))
    return found


def _by_name(bindings: Iterator[Binding], file: RustFile) -> dict[bytes, Binding]:
    """The first of each name."""
    found: dict[bytes, Binding] = {}
    for binding in bindings:
        found.setdefault(file.bytes_of(binding.name), binding)
    return found


def _parameters_by_name(function: Node, file: RustFile) -> dict[bytes, Binding]:
    return file.once("parameters by name", function, lambda: _by_name(_parameters(function, file), file))


def _pattern(kind: str, node: Node, pattern: str, value: str, scope: Node, file: RustFile) -> Iterator[Binding]:
    found = node.child_by_field_name(pattern)
    if found is None:
        return
    annotation = node.child_by_field_name("type") if kind == "let" else None
    bound = node.child_by_field_name(value)
    for name in names_in(found, file):
        yield Binding(kind, name, found, annotation, bound, scope)


def _parameters(function: Node, file: RustFile) -> Iterator[Binding]:
    parameters = function.child_by_field_name("parameters")
    kind = "parameter" if function.type == "function_item" else "closure"
    for parameter in parameters.named_children if parameters is not None else ():
        pattern = parameter.child_by_field_name("pattern") if parameter.type == "parameter" else parameter
        if pattern is None or parameter.type in ("self_parameter", "attribute_item", "line_comment"):
            continue
        annotation = parameter.child_by_field_name("type") if parameter.type == "parameter" else None
        for name in names_in(pattern, file):
            yield Binding(kind, name, pattern, annotation, None, function)


def _arm(arm: Node, file: RustFile) -> Iterator[Binding]:
    pattern = arm.child_by_field_name("pattern")
    match = arm.parent.parent if arm.parent is not None else None
    value = match.child_by_field_name("value") if match is not None else None
    for name in names_in(pattern, file) if pattern is not None else ():
        yield Binding("match", name, pattern, None, value, arm)  # type: ignore[arg-type]


def _conditions(condition: Node, scope: Node, file: RustFile) -> Iterator[Binding]:
    if condition.type == "let_condition":
        yield from _pattern("condition", condition, "pattern", "value", scope, file)
    elif condition.type == "let_chain":
        for part in condition.named_children:
            yield from _conditions(part, scope, file)


def names_in(pattern: Node, file: RustFile) -> Iterator[Node]:
    """The identifiers that a pattern binds."""
    kind = pattern.type
    if kind in ("identifier", "shorthand_field_identifier"):
        if not file.bytes_of(pattern)[:1].isupper():
            yield pattern
        return
    skip = pattern.child_by_field_name("type") if kind in ("tuple_struct_pattern", "struct_pattern") else None
    condition = pattern.child_by_field_name("condition") if kind == "match_pattern" else None
    for child in pattern.named_children:
        if child not in (skip, condition) and child.type not in ("scoped_identifier", "field_identifier"):
            yield from names_in(child, file)


def uses_of(name: Node, scope: Node, file: RustFile) -> list[Node]:
    """The later places of a local name within its scope, shadowed ones left out, in text order."""
    word = file.bytes_of(name)
    found: list[Node] = []
    for node in file.descendants(scope, "identifier", "shorthand_field_identifier"):
        if node.start_byte <= name.start_byte or file.bytes_of(node) != word:
            continue
        binding = binding_of(node, file)
        if binding is not None and binding.name.start_byte == name.start_byte and not _binds(node):
            found.append(node)
    return found


def _binds(node: Node) -> bool:
    """Whether an identifier is a name that a pattern gives: the `x` of `let x = x.clone();` is no use of the other."""
    inner, around = node, node.parent
    while around is not None and around.type.endswith("_pattern"):
        if around.child_by_field_name("condition") == inner:
            return False
        inner, around = around, around.parent
    if around is None:
        return False
    return around.child_by_field_name("pattern") == inner or around.type == "closure_parameters"


def let_of(node: Node, file: RustFile) -> Node | None:
    """The `let` whose whole value the expression is, through `?`, `.await`, parentheses and unwraps."""
    current = node
    for around in file.ancestors(node):
        if around.type == "let_declaration":
            value = around.child_by_field_name("value")
            return around if value is not None and expression(value) == expression(current) else None
        if around.type not in _WRAPPERS and not _unwraps(around, current, file):
            return None
        current = around
    return None


_WRAPPERS = {"try_expression", "await_expression", "parenthesized_expression"}
_UNWRAPS = {
    "unwrap",
    "expect",
    "unwrap_or_else",
    "unwrap_or_default",
    "map_err",
    "context",
    "with_context",
    "into_inner",
}


def _unwraps(around: Node, inner: Node, file: RustFile) -> bool:
    """`around` is the receiver chain or the call of an unwrapping method on `inner`."""
    if around.type == "field_expression":
        field = around.child_by_field_name("field")
        return around.child_by_field_name("value") == inner and field is not None and file.text(field) in _UNWRAPS
    if around.type == "call_expression":
        return around.child_by_field_name("function") == inner and inner.type == "field_expression"
    return False
