"""Collections that are made of an iterator only to ask for what the iterator could have told itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.query import arguments_of
from ..code.bindings import binding_of
from ..code.calls import argument_index, called_name, callee_path, receiver_of
from ..code.generics import bounds_of
from ..code.heads import parameter_for
from ..code.loops import LOOPS
from ..code.nodes import is_mutable, lies_in
from ..code.places import exact_place
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type
from ..moves.escapes import named_by
from ..moves.value_uses import Does, does, uses
from ..types.expressions import type_of
from ..types.helpers import functions_called
from ..types.written_types import type_from, type_in_turbofish

_LISTS = frozenset(
    {"std::vec::Vec", "std::collections::VecDeque", "std::collections::LinkedList", "std::collections::BinaryHeap"}
)
_SETS = frozenset({"std::collections::HashSet", "std::collections::BTreeSet"})
_MAPS = frozenset({"std::collections::HashMap", "std::collections::BTreeMap"})
_ASKED = {"len": _LISTS, "is_empty": _LISTS | _SETS | _MAPS, "contains": _LISTS | _SETS}
_ASKED_LATER = frozenset({"len", "is_empty", "contains", "into_iter"})
_ARGUMENTS = {"len": 0, "is_empty": 0, "contains": 1, "into_iter": 0}
_TAKE_ANY = frozenset({"extend", "zip", "chain"})
_TAKE_ANY_PATHS = re.compile(
    r"^std::(vec::Vec|string::String|collections::(Hash|BTree)(Map|Set)|collections::VecDeque|iter::FromIterator)"
    r"::from_iter$|^futures(_util)?::future::(try_)?join_all$"
)
_LENDING = frozenset(
    {
        "iter", "iter_mut", "chars", "bytes", "char_indices", "lines", "split", "split_whitespace", "keys", "values",
        "values_mut", "windows", "chunks", "chunks_exact", "splitn", "rsplit", "drain", "split_terminator",
    }
)  # fmt: skip
_ADAPTING = frozenset(
    {
        "into_iter", "into_keys", "into_values", "enumerate", "zip", "rev", "skip", "step_by", "cloned", "copied",
        "chain", "peekable", "take", "take_while", "skip_while", "flatten", "map", "filter", "filter_map", "flat_map",
        "inspect", "map_while", "scan", "fuse", "cycle",
    }
)  # fmt: skip
_PARALLEL = re.compile(rb"\bpar_\w+\(|\binto_par_iter\(|\bpar_bridge\(|\.by_ref\(\)$")
_EFFECTS = re.compile(
    rb"\b(spawn\w*|send|lock|write|read|start|join|recv|wait|execute|run|open|connect)\b|\.await|print(ln)?!"
)


class Needless(NamedTuple):
    """How a collection is used that need not be there: `len`, `is_empty`, `contains`, `into_iter` or `handed` on.

    `use` is the call that asks, the collecting call itself for what is handed on; `let` what gives it a name.
    """

    how: str
    use: Node
    let: Node | None = None


def needless_use(call: Node, items: Node, file: RustFile) -> Needless | None:
    """What is asked of the collection that `items.collect()` makes, if the items could be asked instead."""
    around = file.parent(call)
    if around is None or _PARALLEL.search(file.bytes_of(items)) or _is_lent(items, file):
        return None
    if around.type == "field_expression":
        return _asked_at_once(call, items, around, file)
    if around.type == "let_declaration":
        return _asked_later(call, items, around, file)
    return Needless("handed", call) if _is_handed(call, items, around, file) else None


def _is_lent(items: Node, file: RustFile) -> bool:
    """Whether the iterator is a borrowed one, which others go on with."""
    found = type_of(items, file)
    return found is not None and found.path == "&"


def _kind(call: Node, let: Node | None, file: RustFile) -> Type | None:
    """The type that is collected into, as it is written."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        return type_in_turbofish(function, file)
    written = let.child_by_field_name("type") if let is not None else None
    return type_from(written, file) if written is not None else None


def _asked_at_once(call: Node, items: Node, field: Node, file: RustFile) -> Needless | None:
    asked = file.parent(field)
    if asked is None or asked.type != "call_expression" or asked.child_by_field_name("function") != field:
        return None
    how = called_name(asked, file)
    held = _kind(call, None, file) if how in _ASKED and _has_arguments(asked, how) else None
    if held is None or held.path not in _ASKED[how]:
        return None
    if how != "len" and _EFFECTS.search(file.bytes_of(items)):
        return None
    if how == "contains" and held.path in _SETS and not _is_of_same_type(next(iter(arguments_of(asked))), file):
        return None
    return Needless(how, asked)


def _has_arguments(call: Node, how: str) -> bool:
    return len(list(arguments_of(call))) == _ARGUMENTS[how]


def _is_of_same_type(asked: Node, file: RustFile) -> bool:
    """Whether a set is asked for an element by itself; a text may stand for a `String`, and is none."""
    if asked.type == "reference_expression":
        return True
    found = type_of(asked, file)
    return found is not None and found.path == "&" and found.argument(0) not in (None, Type("str"), Type("[]"))


def _asked_later(call: Node, items: Node, let: Node, file: RustFile) -> Needless | None:
    """`let all: Vec<_> = items.collect();` of which one question is asked, in the same round of everything."""
    binding = named_by(call, file)
    held = _kind(call, let, file) if binding is not None and not is_mutable(let) else None
    if binding is None or held is None or held.path not in _LISTS:
        return None
    found = uses(binding, file)
    field = file.parent(found[0].node) if len(found) == 1 and found[0].captured is None else None
    asked = file.parent(field) if field is not None and field.type == "field_expression" else None
    if asked is None or asked.type != "call_expression" or asked.child_by_field_name("function") != field:
        return None
    how = called_name(asked, file)
    if how not in _ASKED_LATER or not _has_arguments(asked, how) or _is_iterated_by_loop(asked, file):
        return None
    if _is_repeated(asked, binding.scope, file) or not _can_wait(items, file):
        return None
    if how == "into_iter" and not _ends_here(asked, file):
        return None
    until = binding.scope.end_byte if how == "into_iter" else asked.end_byte
    quiet = not any(_disturbs(items, part, file) for part in _between(let, until, binding.scope))
    return Needless(how, asked, let) if quiet else None


def _ends_here(items: Node, file: RustFile) -> bool:
    """Whether an iterator is used up where it stands, or handed to a function; another may outlive what it lends."""
    node, around = items, file.parent(items)
    while around is not None and (around.type == "field_expression" or around.child_by_field_name("function") == node):
        node, around = around, file.parent(around)
        if node.type == "call_expression" and called_name(node, file) not in _ADAPTING:
            return True
    return around is not None and around.type == "arguments"


def _is_iterated_by_loop(asked: Node, file: RustFile) -> bool:
    around = file.parent(asked)
    return around is not None and around.type == "for_expression"


def _is_repeated(place: Node, scope: Node, file: RustFile) -> bool:
    inner = place
    for around in file.ancestors(place):
        if around == scope:
            return False
        is_head = around.type == "for_expression" and around.child_by_field_name("value") == inner
        if (around.type in LOOPS and not is_head) or around.type in ("closure_expression", "async_block"):
            return True
        inner = around
    return True


def _between(let: Node, until: int, scope: Node) -> list[Node]:
    return [each for each in scope.named_children if let.end_byte <= each.start_byte < until]


def _can_wait(items: Node, file: RustFile) -> bool:
    """Whether an iterator over a place may run later than it is made: its closures have no effects, nor has its source.

    What lends from a temporary would outlive it, and what is not known may hold a lock.
    """
    if _EFFECTS.search(file.bytes_of(items)):
        return False
    node = expression(items)
    while node.type == "call_expression":
        receiver, name = receiver_of(node), called_name(node, file)
        if receiver is None or name in _LENDING:
            return receiver is not None and exact_place(receiver, file) is not None
        if name not in _ADAPTING:
            return False
        node = expression(receiver)
    return node.type == "range_expression" or exact_place(node, file) is not None


def _disturbs(items: Node, elsewhere: Node, file: RustFile) -> bool:
    """Whether something that the iterator reads is changed or given away in other code, or may be."""
    words = {file.bytes_of(name) for name in _roots(items, file)}
    if b".await" in file.bytes_of(elsewhere):
        return True
    return any(
        file.bytes_of(name) in words
        and not lies_in(name, items)
        and not _is_declared_in(elsewhere, name, file)
        and does(name, file) is not Does.READS
        for name in file.descendants(elsewhere, "identifier", "self")
    )


def _is_declared_in(part: Node, name: Node, file: RustFile) -> bool:
    """Whether a name is another variable of that part, such as the parameter of a closure."""
    binding = binding_of(name, file) if name.type == "identifier" else None
    return binding is not None and lies_in(binding.name, part)


def _roots(items: Node, file: RustFile, depth: int = 1) -> Iterator[Node]:
    """The variables that an iterator reads, and those that these may borrow from; not the ones of its own closures."""
    named = [items] if items.type in ("identifier", "self") else []
    for name in (*named, *file.descendants(items, "identifier", "self")):
        binding = binding_of(name, file) if name.type == "identifier" else None
        if name.type == "self" or (binding is not None and not lies_in(binding.name, items)):
            yield name
        if depth and binding is not None and binding.value is not None:
            yield from _roots(expression(binding.value), file, depth - 1)


def _is_handed(call: Node, items: Node, around: Node, file: RustFile) -> bool:
    """Whether the collection goes straight to what takes any iterator, and nobody minds when its items are made."""
    function = call.child_by_field_name("function")
    if function is None or function.type != "generic_function" or not _can_wait(items, file):
        return False
    held = type_in_turbofish(function, file)
    if held is None or held.path not in _LISTS:
        return False
    if around.type == "for_expression":
        body = around.child_by_field_name("body")
        return body is not None and around.child_by_field_name("value") == call and not _disturbs(items, body, file)
    taker = file.parent(around) if around.type == "arguments" else None
    if taker is None or taker.type != "call_expression" or not _takes_any(taker, call, file):
        return False
    return not _disturbs(items, taker, file)


def _takes_any(taker: Node, given: Node, file: RustFile) -> bool:
    """Whether a parameter asks for `IntoIterator` and nothing more."""
    receiver, name = receiver_of(taker), called_name(taker, file)
    if receiver is not None and name in _TAKE_ANY:
        if name == "extend":
            found = type_of(receiver, file)
            return found is not None and not found.path.startswith("self::")
        return _PARALLEL.search(file.bytes_of(receiver)) is None and _can_wait(receiver, file)
    if receiver is None and _TAKE_ANY_PATHS.match(callee_path(taker, file)):
        return True
    units = functions_called(taker, file)
    if len(units) != 1:
        return False
    parameter = parameter_for(argument_index(taker, given), taker, units[0].node)
    written = parameter.child_by_field_name("type") if parameter is not None else None
    text = written.text.decode() if written is not None and written.text is not None else ""
    if written is not None and written.type == "type_identifier":
        bounds = [(bound.text or b"").decode() for bound in bounds_of(units[0], text)]
        whole = units[0].data[units[0].node.start_byte : units[0].node.end_byte].partition(b"{")[0]
        return len(bounds) == 1 and _ANY.fullmatch(bounds[0]) is not None and b"::IntoIter" not in whole
    return _ANY.fullmatch(text.removeprefix("impl ")) is not None and text.startswith("impl ")


_ANY = re.compile(r"(std::iter::)?IntoIterator\s*<.*>", re.DOTALL)
