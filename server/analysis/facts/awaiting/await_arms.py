"""Branches that await the same callee: what each arm calls, with which arguments, and whether their types agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..code.awaits import awaits_below, is_await_point
from ..code.bindings import binding_of
from ..code.calls import called_name, function_of, receiver_of
from ..code.generics import parameters_around, parameters_of
from ..code.rust_file import RustFile
from ..code.type_model import Type, peeled
from ..types.expressions import type_of
from ..types.helpers import functions_called

_OPEN_TYPE = re.compile(rb"\b(impl|dyn)\b")


class Arm(NamedTuple):
    """One branch: its whole body, and the only call that it awaits."""

    body: Node
    call: Node | None


def arms_of(branching: Node, file: RustFile) -> list[Arm]:
    """The arms of a `match`, or of a whole chain of `if`s; none for an `else if` of one that is judged itself."""
    return [Arm(body, _awaited_call(body, file)) for body in bodies_of(branching)]


def bodies_of(branching: Node) -> Iterator[Node]:
    """The values of a match's arms or the blocks of an `if` chain."""
    if branching.type == "match_expression":
        block = branching.child_by_field_name("body")
        for arm in block.named_children if block is not None else ():
            value = arm.child_by_field_name("value") if arm.type == "match_arm" else None
            if value is not None:
                yield value
        return
    consequence, alternative = (
        branching.child_by_field_name("consequence"),
        branching.child_by_field_name("alternative"),
    )
    if consequence is not None:
        yield consequence
    inner = alternative.named_children[-1] if alternative is not None and alternative.named_children else None
    if inner is not None and inner.type == "if_expression":
        yield from bodies_of(inner)
    elif inner is not None:
        yield inner


def _awaited_call(body: Node, file: RustFile) -> Node | None:
    """The call that the body awaits, if it is its only await and stands where the body begins or ends."""
    awaits = list(awaits_below(body, file)) + ([body] if is_await_point(body, file) else [])
    if len(set(awaits)) != 1 or awaits[0].type != "await_expression":
        return None
    called = awaits[0].named_children[0] if awaits[0].named_children else None
    if called is None or called.type != "call_expression" or not _is_plain(awaits[0], body, file):
        return None
    return called


def _is_plain(awaited: Node, body: Node, file: RustFile) -> bool:
    """Whether the await is the first or last statement of a short body, at its top level."""
    inner = awaited
    for around in (awaited, *file.ancestors(awaited)):
        if around == body and body.type != "block":
            return True
        if around.type == "block":
            statements = [n for n in around.named_children if not n.type.endswith("_comment")]
            return around == body and len(statements) <= 2 and inner in statements
        if around.type in ("match_arm", "closure_expression", "loop_expression", "for_expression", "while_expression"):
            return False
        inner = around
    return False


def callee_of(call: Node, file: RustFile) -> str | None:
    """What the arms must share: the function as written, with its receiver; None if that is no place."""
    function, receiver = call.child_by_field_name("function"), receiver_of(call)
    if function is None or (receiver is not None and not is_place(receiver)):
        return None
    return "".join(file.text(function).split())


def is_place(node: Node) -> bool:
    """Whether an expression only names something: a variable, a field of one."""
    while node.type in ("field_expression", "reference_expression", "parenthesized_expression"):
        node = node.named_children[0]
    return node.type in ("identifier", "self")


def is_bound_in(node: Node, branching: Node, file: RustFile) -> bool:
    """Whether a name in the node is bound by a pattern or a `let` inside the branches."""
    names = [node] if node.type == "identifier" else list(file.descendants(node, "identifier"))
    for name in names:
        binding = binding_of(name, file)
        if binding is not None and branching.start_byte <= binding.name.start_byte < branching.end_byte:
            return True
    return False


def arguments(call: Node) -> list[Node]:
    """The arguments of a call, comments left out."""
    given = call.child_by_field_name("arguments")
    return [n for n in given.named_children if not n.type.endswith("_comment")] if given is not None else []


def types_agree(one: Node, two: Node, branching: Node, file: RustFile) -> bool:
    """Whether two calls of the same callee are of one type, as far as their arguments tell."""
    first, second = arguments(one), arguments(two)
    if len(first) != len(second):
        return False
    if _is_monomorphic(one, file):
        return True
    return all(same_type(a, b, branching, file) for a, b in zip(first, second, strict=True))


def _is_monomorphic(call: Node, file: RustFile) -> bool:
    """A function of the workspace takes arguments of one type each, unless the call chooses a type parameter."""
    for unit in functions_called(call, file):
        parameters = unit.node.child_by_field_name("parameters")
        chosen = parameters_around(unit) if receiver_of(call) is None else parameters_of(unit)
        text = unit.data[parameters.start_byte : parameters.end_byte] if parameters is not None else b"impl "
        return not _OPEN_TYPE.search(text) and not any(re.search(rf"\b{name}\b".encode(), text) for name in chosen)
    return False


def same_type(one: Node, two: Node, branching: Node, file: RustFile) -> bool:
    """Whether two arguments have one type; what is bound outside the branches and not known counts as the same."""
    if one.type == two.type == "reference_expression":
        return same_type(one.named_children[-1], two.named_children[-1], branching, file)
    if one.type == two.type == "range_expression" and _shape(one) != _shape(two):
        return False
    first, second = literal_kind(one, file), literal_kind(two, file)
    if first is not None and second is not None:
        return first == second
    known_one, known_two = type_of(one, file), type_of(two, file)
    if known_one is not None and known_two is not None and known_one.path != "async":
        alike = _alike(known_one, known_two)
        return not any(is_bound_in(node, branching, file) for node in (one, two)) if alike is None else alike
    return not any(_is_open(node, branching, file) for node in (one, two))


def _shape(interval: Node) -> list[bool]:
    """Which of the ends a range has, and what stands between: each form is a type of its own."""
    return [child.is_named or child.type == "..=" for child in interval.children]


def _alike(one: Type, two: Type) -> bool | None:
    """Whether two types are one; None where parts of them are not known."""
    bare_one, bare_two = peeled(one), peeled(two)
    if bare_one is None or bare_two is None:
        return None
    if "{integer}" in (bare_one.path, bare_two.path):
        return True
    if bare_one.path != bare_two.path:
        return False
    if len(bare_one.args) != len(bare_two.args):
        return None
    parts = [_alike(*pair) for pair in zip(bare_one.args, bare_two.args, strict=True)]
    return False if False in parts else (None if None in parts else True)


def _is_open(node: Node, branching: Node, file: RustFile) -> bool:
    """Whether the type of an expression may be another in each arm: bound there, a call's result, a closure."""
    while node.type in ("reference_expression", "field_expression", "await_expression", "try_expression"):
        node = node.named_children[-1 if node.type == "reference_expression" else 0]
    return node.type not in ("identifier", "self", "scoped_identifier") or is_bound_in(node, branching, file)


_KINDS = {
    "integer_literal": "number", "float_literal": "float", "raw_string_literal": "text", "boolean_literal": "bool",
    "char_literal": "char",
}  # fmt: skip


def literal_kind(node: Node, file: RustFile) -> str | None:
    """What the expression's own shape says of its type: a literal, a variant, a constructor, a macro."""
    if node.type == "string_literal":
        return "bytes" if file.bytes_of(node).startswith(b"b") else "text"
    if node.type == "macro_invocation":
        return called_name(node, file)
    if node.type == "call_expression":
        function = function_of(node)
        return _kind_of_path(file.text(function)) if function is not None and receiver_of(node) is None else None
    if node.type == "scoped_identifier":
        return _kind_of_path(file.text(node))
    if node.type == "struct_expression":
        name = node.child_by_field_name("name")
        return _kind_of_path(file.text(name)) if name is not None else None
    if node.type == "identifier" and file.text(node) == "None":
        return "Option"
    return _KINDS.get(node.type)


def _kind_of_path(path: str) -> str | None:
    """`Event` of `Event::Next`, `Duration` of `Duration::from_secs`; a plain function's result is not known."""
    if path in ("Some", "None"):
        return "Option"
    owner, _, name = path.rpartition("::")
    last = owner.rpartition("::")[2].split("<")[0]
    if last[:1].isupper():
        return last if name[:1].isupper() or name.startswith("from") or name in ("new", "default") else path
    return path if name[:1].isupper() and not name.isupper() else None


def argument_name(call: Node, index: int, file: RustFile) -> str:
    """A name for an argument: the parameter's if the function is in the file, else its type's last word."""
    for unit in functions_called(call, file):
        parameters = unit.node.child_by_field_name("parameters")
        named = [p for p in parameters.named_children if p.type == "parameter"] if parameters is not None else []
        pattern = named[index].child_by_field_name("pattern") if index < len(named) else None
        if pattern is not None and pattern.type == "identifier":
            return unit.data[pattern.start_byte : pattern.end_byte].decode("utf-8", "replace").lstrip("_")
    kind = literal_kind(arguments(call)[index], file) or "argument"
    kind = "text" if kind == "format" else kind
    words = _WORD.findall(kind.rpartition("::")[2])
    return words[-1].lower() if words else "argument"


_WORD = re.compile(r"[A-Z]?[a-z]+")
