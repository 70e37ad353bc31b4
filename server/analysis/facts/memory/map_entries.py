"""Maps that are asked whether they have a key, and then given it: two searches where an entry needs one."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from tree_sitter import Node

from ..code.bindings import binding_of
from ..code.calls import called_name, receiver_of
from ..code.loops import LOOPS
from ..code.nodes import lies_in
from ..code.rust_file import RustFile, expression
from ..data.maps import ENTRY_MODULES
from ..data.schema import facts_by_name
from ..types.expressions import receiver_type

_KINDS = facts_by_name(ENTRY_MODULES)
_LEAVES = ("identifier", "self")
_BRANCHES = ("match_block", "if_expression")
_LATER = (*LOOPS, "closure_expression", "async_block")


class AskedAndGiven(NamedTuple):
    """`if !map.contains_key(&key) { .. map.insert(key, value) .. }`.

    `vacant` is the block that runs where the key is missing, `occupied` the other one, if there is one. `inserts` are
    the calls in the first, or in both of them. `module` is where the map's `Entry` is declared.
    """

    branch: Node
    condition: Node
    map: Node
    key: Node
    module: str
    negated: bool
    vacant: Node | None
    occupied: Node | None
    inserts: tuple[Node, ...]


def asked_and_given(contains: Node, file: RustFile) -> AskedAndGiven | None:
    """What a call of `contains_key` is the condition of, where a key that it asks for is inserted behind it."""
    asked, key = receiver_of(contains), _asked_key(contains)
    condition, negated = _negations(contains, file)
    branch = file.parent(condition)
    if asked is None or key is None or branch is None or branch.type != "if_expression":
        return None
    if branch.child_by_field_name("condition") != condition:
        return None
    then, otherwise = branch.child_by_field_name("consequence"), _alternative(branch)
    vacant, occupied = (then, otherwise) if negated else (otherwise, then)
    if vacant is None or b".insert(" not in file.bytes_of(branch):
        return None
    module = _module(contains, file)
    found = [_inserts(arm, asked, key, file) for arm in (vacant, occupied) if arm is not None] if module else []
    if module is None or any(each is None for each in found):
        return None
    inserts = tuple(call for each in found for call in each or ())
    return AskedAndGiven(branch, condition, asked, key, module, negated, vacant, occupied, inserts) if inserts else None


def _asked_key(contains: Node) -> Node | None:
    arguments = contains.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if len(given) != 1 or given[0].type != "reference_expression":
        return None
    value = given[0].child_by_field_name("value")
    return expression(value) if value is not None else None


def _negations(node: Node, file: RustFile) -> tuple[Node, bool]:
    """The whole condition that an expression is, but for parentheses and `!`s, and whether it is negated."""
    negated = False
    while (around := file.parent(node)) is not None:
        if around.type == "unary_expression" and around.children[0].type == "!":
            negated = not negated
        elif around.type != "parenthesized_expression":
            break
        node = around
    return node, negated


def _alternative(branch: Node) -> Node | None:
    clause = branch.child_by_field_name("alternative")
    return clause.named_children[-1] if clause is not None and clause.named_children else None


def _module(contains: Node, file: RustFile) -> str | None:
    found = receiver_type(contains, file)
    return _KINDS.get(found.path) if found is not None else None


def _inserts(arm: Node, asked: Node, key: Node, file: RustFile) -> list[Node] | None:
    """The calls of an arm that insert the key, one a way through it; None where an entry could not take their place."""
    found = [call for call in file.descendants(arm, "call_expression") if _is_insert(call, asked, file)]
    if not found:
        return []
    if not all(_gives(call, key, arm, file) for call in found):
        return None
    if not all(_are_apart(one, two, arm, file) for one, two in pairwise(found)):
        return None
    return found if not says_other(arm, asked, [r for call in found if (r := receiver_of(call))], file) else None


def _is_insert(call: Node, asked: Node, file: RustFile) -> bool:
    receiver = receiver_of(call)
    return (
        receiver is not None
        and called_name(call, file) == "insert"
        and file.text(receiver).split() == file.text(asked).split()
    )


def _gives(call: Node, key: Node, arm: Node, file: RustFile) -> bool:
    """Whether a call inserts the very key, and once a way through the arm."""
    arguments = call.child_by_field_name("arguments")
    given = [node for node in arguments.named_children if not node.type.endswith("_comment")] if arguments else []
    if len(given) != 2 or not _is_same(expression(given[0]), key, file):
        return False
    return not any(around.type in _LATER and lies_in(around, arm) for around in file.ancestors(call))


def _is_same(one: Node, two: Node, file: RustFile) -> bool:
    """Whether two expressions read alike and mean the same variables."""
    if file.text(one).split() != file.text(two).split():
        return False
    pairs = zip(_leaves(one, file), _leaves(two, file), strict=True)
    return all(_declaration(a, file) == _declaration(b, file) for a, b in pairs)


def _declaration(name: Node, file: RustFile) -> int | None:
    binding = binding_of(name, file) if name.type == "identifier" else None
    return binding.name.start_byte if binding is not None else None


def _are_apart(one: Node, two: Node, arm: Node, file: RustFile) -> bool:
    """Whether only one of two calls can run: they stand in different branches."""
    above = next((a for a in file.ancestors(one) if lies_in(two, a)), None)
    return above is not None and above.type in _BRANCHES and lies_in(above, arm)


def _leaves(node: Node, file: RustFile) -> list[Node]:
    return [node] if node.type in _LEAVES else list(file.descendants(node, *_LEAVES))


def says_other(arm: Node, place: Node, but: list[Node], file: RustFile) -> bool:
    """Whether code says a variable of an expression other than in some of its parts."""
    words = {file.bytes_of(leaf) for leaf in _leaves(place, file)}
    return any(
        file.bytes_of(leaf) in words and not any(lies_in(leaf, each) for each in but)
        for leaf in file.descendants(arm, *_LEAVES)
    )
