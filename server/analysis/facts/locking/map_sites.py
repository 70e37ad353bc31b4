"""Where a locked map is locked, and what is done to it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import binding_of, names_in, uses_of
from ..code.calls import called_name
from ..code.paths import canonical
from ..code.rust_file import RustFile
from ..code.type_model import peeled
from ..data.method_names import UNWRAPPING
from ..running.heat import heat_of
from ..running.heat_model import Heat, Level
from ..types.expressions import type_of
from ..types.helpers import view_of
from .guards import LOCKS, receiver_and_method
from .locks import cloned

TAKING: frozenset[str] = frozenset(method for lock in LOCKS.values() for method in lock.methods)
_LOCKING = tuple(f".{method}" for method in sorted(TAKING))
_MOST_FILES = 64


class Site(NamedTuple):
    """One place that takes the lock: the map's methods called under it, and the function it stands in."""

    call: Node
    view: RustFile
    operations: frozenset[str]
    function: str
    alone: bool

    @property
    def heat(self) -> Heat:
        """How often the place runs."""
        return heat_of(self.call, self.view)

    @property
    def loaded(self) -> bool:
        """Whether requests, messages or connections are known to come by, and not only the rounds of some loop."""
        heat = self.heat
        return heat.level >= Level.REQUEST and (heat.how.startswith("per ") or bool(heat.under))


def sites_of(name: str, owner: str, file: RustFile) -> Iterator[Site]:
    """The places of this file, tests left out, that lock the map of a name."""
    for unit in file.names.mentioning(name):
        if not is_test_unit(unit):
            yield from _sites_in(view_of(unit, file), name, owner)


def sites_elsewhere(name: str, owner: str, file: RustFile) -> Iterator[Site]:
    """Those of other files: there the type of what holds the field must be known, or the path of the static."""
    words = (f".{name}",) if owner else _LOCKING
    for view in _others(words, name, file):
        yield from _sites_in(view, name, owner, told=True)


def sites_by_alias(alias: str, file: RustFile) -> Iterator[Site]:
    """Those of other files where something is declared with an alias."""
    for view in _others(_LOCKING, alias, file):
        for name in sorted(named_by_alias(alias, view.unit)):
            yield from _sites_in(view, name, "")


def named_by_alias(alias: str, unit: Unit) -> set[str]:
    """The fields and parameters of an item that are declared with an alias."""
    pattern = re.compile(rf"(\w+)\)?\s*:\s*&?\s*(?:mut\s+)?(?:[\w:]+<)*(?:\w+::)*{re.escape(alias)}\b")
    return set(pattern.findall(unit.text.decode("utf-8", "replace")))


def _others(words: Iterable[str], mentioned: str, file: RustFile) -> Iterator[RustFile]:
    """The functions of other files, tests left out, that mention a name; only in files that say one of the words."""
    home = file.names.home()
    if home is None:
        return
    paths = {path for word in words for path in file.names.files_with_word(home.target, word)} - {file.path}
    for path in sorted(path for path in paths if not _is_for_tests(path, file)) if len(paths) <= _MOST_FILES else ():
        for unit in file.names.of(path).mentioning(mentioned):
            if unit.node.type == "function_item" and not is_test_unit(unit):
                yield view_of(unit, file)


def _is_for_tests(path: str, file: RustFile) -> bool:
    home = file.names.of(path).home()
    return home is None or home.test


def _sites_in(view: RustFile, name: str, owner: str, *, told: bool = False) -> Iterator[Site]:
    """`told` asks for a receiver that is known to be the map's, and not only named so."""
    names = {name, *_clones(view.unit.text.decode("utf-8", "replace"), name)}
    for call in view.descendants(view.unit.node, "call_expression"):
        lock = _locked(call, view)
        if lock is None:
            continue
        last = lock.child_by_field_name("field") or lock.child_by_field_name("name") or lock
        if view.text(last) in names and (
            _is_this(lock, name, owner, view) if told else not _is_other(lock, owner, view)
        ):
            yield _site(call, view)


def _locked(call: Node, view: RustFile) -> Node | None:
    """What `map.lock()` locks, and `profiled.lock(&map)`."""
    receiver, method = receiver_and_method(call.child_by_field_name("function"))
    if receiver is None or method is None or view.text(method) not in TAKING:
        return None
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    if len(given) == 1 and given[0].type == "reference_expression":
        return given[0].child_by_field_name("value")
    return receiver


def _is_this(lock: Node, name: str, owner: str, view: RustFile) -> bool:
    """Whether an expression of another file is known to be the field or static, or a clone of it."""
    if lock.type == "identifier" and (binding := binding_of(lock, view)) is not None:
        held = cloned(binding.value, view) if binding.value is not None else None
        return held is not None and held != lock and _is_this(held, name, owner, view)
    if owner:
        value = lock.child_by_field_name("value") if lock.type == "field_expression" else None
        found = peeled(type_of(value, view)) if value is not None else None
        return found is not None and found.path == owner
    path = canonical(lock, view)
    return path is not None and path.startswith("self::") and path.rpartition("::")[2] == name


def _clones(text: str, name: str) -> list[str]:
    """Locals that hold a clone of the map's `Arc`."""
    word = re.escape(name)
    return re.findall(rf"let (?:mut )?(\w+)\s*=\s*(?:[\w.]*\b{word}\.clone\(\)|\w*::clone\(&[\w.]*\b{word}\))", text)


def _is_other(lock: Node, owner: str, view: RustFile) -> bool:
    """Whether a field of the name belongs to a struct that is known to be another one."""
    value = lock.child_by_field_name("value") if lock.type == "field_expression" else None
    if value is None or not owner:
        return False
    found = peeled(type_of(value, view))
    return found is not None and found.path != owner


def _site(call: Node, view: RustFile) -> Site:
    functions = [around for around in view.ancestors(call) if around.type == "function_item"]
    label = functions[-1].child_by_field_name("name") if functions else None
    operations = frozenset(_operations(call, view))
    name = view.text(label) if label is not None else ""
    return Site(call, view, operations, name, not _beside_another(call, view))


def _operations(call: Node, view: RustFile) -> Iterator[str]:
    """The methods that are called on the map under the lock; `whole` where it is handed on."""
    node = call
    while (around := view.parent(node)) is not None:
        kind = around.type
        if kind in ("await_expression", "try_expression", "parenthesized_expression"):
            node = around
            continue
        if kind == "field_expression":
            outer = view.parent(around)
            if outer is not None and outer.type == "call_expression" and called_name(outer, view) in UNWRAPPING:
                node = outer
                continue
        if kind in ("let_declaration", "let_condition"):
            yield from _under_name(around, view)
        else:
            yield _operation(node, around, view)
        return


def _operation(node: Node, around: Node, view: RustFile) -> str:
    if around.type == "field_expression":
        method = around.child_by_field_name("field")
        return view.text(method) if method is not None else "whole"
    if around.type == "index_expression":
        return "index"
    outer = view.parent(around)
    if around.type == "unary_expression" and outer is not None and outer.type == "assignment_expression":
        return "assigned" if outer.child_by_field_name("left") == around else "whole"
    return "whole"


def _under_name(let: Node, view: RustFile) -> Iterator[str]:
    pattern = let.child_by_field_name("pattern")
    names = list(names_in(pattern, view)) if pattern is not None else []
    for use in uses_of(names[0], view.unit.node, view) if len(names) == 1 else ():
        around = view.parent(use)
        if around is None or around.type == "arguments":
            continue
        inner, outer = use, around
        while outer.type in ("reference_expression", "unary_expression", "parenthesized_expression"):
            above = view.parent(outer)
            if above is None:
                break
            inner, outer = outer, above
        yield _operation(inner, outer, view) if outer.type != "arguments" else "whole"


def _beside_another(call: Node, view: RustFile) -> bool:
    """Whether another lock is bound in the same statement, or in the statement just before or behind."""
    statement = next((a for a in view.ancestors(call) if a.type not in _CARRYING), None)
    if statement is None or statement.type != "let_declaration":
        return False
    others = [statement.prev_named_sibling, statement.next_named_sibling]
    inside = sum(1 for c in view.descendants(statement, "call_expression") if _takes(c, view))
    return inside > 1 or any(
        other is not None and other.type == "let_declaration" and _binds_guard(other, view) for other in others
    )


_CARRYING = frozenset(
    {"await_expression", "try_expression", "parenthesized_expression", "tuple_expression", "field_expression",
     "call_expression"}
)  # fmt: skip


def _takes(call: Node, view: RustFile) -> bool:
    arguments = call.child_by_field_name("arguments")
    return called_name(call, view) in TAKING and arguments is not None and not arguments.named_children


def _binds_guard(let: Node, view: RustFile) -> bool:
    """Whether a `let` keeps a guard, and not what was read under it."""
    node = let.child_by_field_name("value")
    while node is not None and node.type in ("await_expression", "try_expression", "call_expression"):
        if node.type != "call_expression":
            node = node.named_children[0]
        elif called_name(node, view) in UNWRAPPING:
            node = receiver_and_method(node.child_by_field_name("function"))[0]
        else:
            return _takes(node, view)
    return False
