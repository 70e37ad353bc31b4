"""How an empty collection is filled after its declaration: by which loop, how often, and how that is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tree_sitter import Node

from ..code.bindings import binding_of, let_of, uses_of
from ..code.calls import called_name, receiver_of
from ..code.paths import canonical
from ..code.rounds import every_round
from ..code.rust_file import RustFile, expression
from ..code.type_model import peeled
from ..data import containers
from ..data.schema import by_owner, last_names
from ..types.loop_bounds import Bound, bound_of
from ..types.written_types import type_from

# What adds one element, by the type.
FILLS = by_owner(containers.FILLS)
_READS = last_names(containers.READS)
_DEPTH = 2  # loops in one another whose rounds are multiplied


@dataclass(frozen=True, slots=True)
class Filling:
    """A collection `name` declared by `let` and filled by `loop`.

    `text` is the number of elements as an expression, None when there is none to write; `place` says where it can
    be written: `here`, in the declaration, or `loop`, with the declaration moved down to the loop.
    """

    name: str
    container: str
    let: Node
    loop: Node
    text: str | None
    number: int | None
    place: str


def filling_of(value: Node, file: RustFile) -> Filling | None:
    """How the collection made by an expression is filled, None when no loop does or nothing tells how often."""
    let = let_of(value, file)
    block = file.parent(let) if let is not None else None
    pattern = let.child_by_field_name("pattern") if let is not None else None
    if let is None or block is None or block.type != "block" or pattern is None or pattern.type != "identifier":
        return None
    container = _container(value, let, file)
    if container is None or not _may_be_filled(pattern, container, let, block, file):
        return None
    uses = uses_of(pattern, block, file)
    loop = _first_loop(uses, container, block, file)
    if loop is None:
        return None
    rounds = _rounds(loop, uses, container, file, 0)
    if rounds is None:
        return None
    before = [use for use in uses if use.start_byte < loop.start_byte]
    place = _place(rounds, let, loop, before, block, file)
    text = rounds.text if place else None
    return Filling(file.text(pattern), container, let, loop, text, rounds.number, place or "none")


def _container(value: Node, let: Node, file: RustFile) -> str | None:
    """The canonical path of the collection's type."""
    if value.type == "macro_invocation":
        return "std::vec::Vec"
    function = value.child_by_field_name("function")
    path = canonical(function, file) if function is not None else None
    if path is not None and path != "std::default::Default::default":
        owner = path.rpartition("::")[0]
        return owner if owner in FILLS else None
    annotation = let.child_by_field_name("type")
    held = peeled(type_from(annotation, file)) if annotation is not None else None
    is_plain = held is not None and held.path in ("std::vec::Vec", "std::collections::VecDeque")
    return held.path if held is not None and is_plain else None


def _may_be_filled(pattern: Node, container: str, let: Node, block: Node, file: RustFile) -> bool:
    """A quick look at the text: most collections are not filled in any loop."""
    text = file.data[let.end_byte : block.end_byte]
    words = b"|".join(word.encode() for word in FILLS[container])
    return b"for " in text and bool(
        re.search(re.escape(file.bytes_of(pattern)) + rb"\s*\.\s*(" + words + rb")\b", text)
    )


def _first_loop(uses: list[Node], container: str, block: Node, file: RustFile) -> Node | None:
    """The first loop of the block that fills it, when nothing before gives it a size or hands it away."""
    for use in uses:
        statement = _statement(use, block, file)
        if statement is None:
            return None
        loop = expression(statement)
        if loop.type == "for_expression":
            inside = [each for each in uses if loop.start_byte <= each.start_byte < loop.end_byte]
            return loop if all(_is_harmless(each, container, file) for each in inside) else None
        if not _is_harmless(use, container, file):
            return None
    return None


def _statement(node: Node, block: Node, file: RustFile) -> Node | None:
    """The statement of the block that holds a node."""
    inner = node
    for around in file.ancestors(node):
        if around == block:
            return inner
        inner = around
    return None


def _method_on(use: Node, file: RustFile) -> Node | None:
    """The call of a method on a use of a name."""
    field = file.parent(use)
    call = file.parent(field) if field is not None and field.type == "field_expression" else None
    return call if call is not None and call.type == "call_expression" else None


def _fills(use: Node, container: str, file: RustFile) -> Node | None:
    """The statement's call that adds one element; `if set.insert(x)` and the like decide something and add fewer."""
    call = _method_on(use, file)
    if call is None or called_name(call, file) not in FILLS[container]:
        return None
    if container.endswith(("Set", "Map")):
        around = file.parent(call)
        return call if around is not None and around.type in ("expression_statement", "block", "match_arm") else None
    return call


def _is_harmless(use: Node, container: str, file: RustFile) -> bool:
    """Whether a use adds one element or only looks: anything else makes the size unknown."""
    call = _method_on(use, file)
    if call is not None:
        name = called_name(call, file)
        return name in FILLS[container] or (name in _READS and not _looks_up_to_update(name, container))
    around = file.parent(use)
    return around is not None and around.type == "index_expression"


def _looks_up_to_update(name: str, container: str) -> bool:
    """A map that is asked for what it holds while it is filled counts or groups, and ends up smaller."""
    return container.endswith("Map") and name in ("get", "get_mut")


def _rounds(loop: Node, uses: list[Node], container: str, file: RustFile, depth: int) -> Bound | None:
    """The number of elements that a loop adds, loops in it included when their bounds are known before it."""
    iterated, body = loop.child_by_field_name("value"), loop.child_by_field_name("body")
    bound = bound_of(iterated, file) if iterated is not None else None
    if iterated is None or bound is None or body is None or depth >= _DEPTH:
        return None
    fills = {call.id for use in uses if (call := _fills(use, container, file)) is not None}
    count = every_round(body, lambda node: node.id in fills, file)
    if count and _is_fixed_list(iterated, bound, file) and _is_looked_up(fills, body, file):
        return None
    if count:
        return _times(bound, count)
    for inner in file.descendants(body, "for_expression"):
        within = _rounds(inner, uses, container, file, depth + 1)
        if within is not None:
            if _declared_within(within, loop) or not every_round(body, inner.__eq__, file):
                return None
            return _product(bound, within)
    return None


def _is_fixed_list(iterated: Node, bound: Bound, file: RustFile) -> bool:
    """Whether what is iterated was written down: a constant number of rounds, or an array's items."""
    base = expression(iterated)
    while base.type == "call_expression" and (receiver := receiver_of(base)) is not None:
        base = expression(receiver)
    binding = binding_of(base, file) if base.type == "identifier" else None
    value = binding.value if binding is not None and binding.kind == "let" else None
    return bound.number is not None or (value is not None and value.type == "array_expression")


def _is_looked_up(fills: set[int], body: Node, file: RustFile) -> bool:
    """Whether the items of a list are asked for: `if let Some(value) = headers.get(name)`."""
    return any(
        inner.id in fills
        for condition in file.descendants(body, "if_expression")
        if condition.child_by_field_name("alternative") is None
        for inner in file.descendants(condition, "call_expression")
    )


def _declared_within(bound: Bound, loop: Node) -> bool:
    return any(loop.start_byte <= name.start_byte < loop.end_byte for name in bound.reads)


def _times(bound: Bound, count: int) -> Bound:
    number = bound.number * count if bound.number is not None else None
    if bound.text is None or count == 1:
        return bound._replace(number=number)
    return Bound(str(number) if number is not None else f"{_grouped(bound.text)} * {count}", bound.reads, number)


def _product(outer: Bound, inner: Bound) -> Bound | None:
    if outer.text is None or inner.text is None:
        return None
    number = outer.number * inner.number if outer.number is not None and inner.number is not None else None
    text = str(number) if number is not None else f"{_grouped(outer.text)} * {_grouped(inner.text)}"
    return Bound(text, (*outer.reads, *inner.reads), number)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"[\w.:()]+", text) else f"({text})"


def _place(rounds: Bound, let: Node, loop: Node, before: list[Node], block: Node, file: RustFile) -> str | None:
    """Where the number can be written: everything it reads must be there, and be what the loop will see."""
    later = [name for name in rounds.reads if name.start_byte > let.start_byte]
    if not later and not _changed_between(rounds, let, loop, block, file):
        return "here"
    return "loop" if not before and file.parent(let) == block else None


def _changed_between(rounds: Bound, let: Node, loop: Node, block: Node, file: RustFile) -> bool:
    """Whether a name that the number reads may be changed between the declaration and the loop."""
    for statement in block.named_children:
        if not let.end_byte <= statement.start_byte < loop.start_byte:
            continue
        text = file.bytes_of(statement)
        for name in rounds.reads:
            if file.bytes_of(name) in text and any(
                binding is not None and binding.name == name
                for each in file.descendants(statement, "identifier")
                for binding in (binding_of(each, file),)
            ):
                return True
        if rounds.text is not None and rounds.text.startswith("self.") and b"self" in text:
            return True
    return False
