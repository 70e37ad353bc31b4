"""Where a locked map is locked, and what is done to it there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ..syntax.declared import Implementation
from ..syntax.test_code import is_test_unit
from ..syntax.units import Unit
from ..syntax.uses import NO_IMPORTS, Imports
from ..workspace.sources import functions_matching
from .bindings import names_in, uses_of
from .calls import called_name
from .data.locks import LOCKS, UNWRAPPING
from .guards import receiver_and_method
from .handlers import is_handler
from .helpers import view_of
from .loops import loop_around
from .names import Ground, Names
from .rust_file import RustFile
from .type_model import peeled
from .types import type_of

TAKING: frozenset[str] = frozenset(method for lock in LOCKS.values() for method in lock.methods)
_LOCKING = r"(?:lock|read|write|upgradable_read|blocking_lock|blocking_read|blocking_write)\s*\("


class Site(NamedTuple):
    """One place that takes the lock: the map's methods called under it, and the function it stands in."""

    call: Node
    view: RustFile
    operations: frozenset[str]
    function: str
    looped: bool
    handled: bool
    alone: bool


def sites_of(name: str, owner: str, file: RustFile, *, elsewhere: bool) -> Iterator[Site]:
    """The places outside of tests that lock the map of a name; in other files of the crate too if they can see it."""
    for unit in file.names.mentioning(name):
        if not is_test_unit(unit):
            yield from _sites_in(view_of(unit, file), name, owner)
    root = file.crate.root
    if elsewhere and root is not None:
        for unit in functions_matching(root, rf"\b{re.escape(name)}\s*\.\s*{_LOCKING}"):
            if not is_test_unit(unit) and unit.data != file.data:
                yield from _sites_in(
                    RustFile("", unit, file.crate, Names(Ground("-", file.crate, _Nothing()))), name, ""
                )


class _Nothing:
    """The names of a file that is only looked at in passing."""

    def items(self, modules: tuple[str, ...], name: str) -> tuple[Unit, ...]:
        return ()

    def methods(self, owner: str, name: str) -> tuple[Unit, ...]:
        return ()

    def imports(self, modules: tuple[str, ...]) -> Imports:
        return NO_IMPORTS

    def implementations(self, name: str) -> tuple[Implementation, ...]:
        return ()

    def opens(self, modules: tuple[str, ...]) -> bool:
        return False

    def declares(self, modules: tuple[str, ...], name: str) -> bool:
        return False

    def mentioning(self, word: str) -> tuple[Unit, ...]:
        return ()


def _sites_in(view: RustFile, name: str, owner: str) -> Iterator[Site]:
    names = {name, *_clones(view.unit.text.decode("utf-8", "replace"), name)}
    for call in view.descendants(view.unit.node, "call_expression"):
        lock, method = receiver_and_method(call.child_by_field_name("function"))
        if lock is None or method is None or view.text(method) not in TAKING:
            continue
        last = lock.child_by_field_name("field") or lock
        if view.text(last) in names and not _is_other(lock, owner, view):
            yield _site(call, view)


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
    looped, handled = loop_around(call, view) is not None, is_handler(call, view)
    return Site(call, view, operations, name, looped, handled, not _beside_another(call, view))


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
