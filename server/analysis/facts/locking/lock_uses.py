"""Everything that the workspace does with a lock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.units import Unit
from ..code.bindings import binding_of, uses_of
from ..code.calls import called_name, callee_path
from ..code.paths import canonical
from ..code.rust_file import RustFile, expression
from ..code.scope import Scope
from ..code.type_model import Type, peeled
from ..types.expressions import type_of
from ..types.helpers import view_of
from .guards import Guard, guard_taken, methods_taking
from .locks import CLONES, CONSTRUCTORS, Lock, cloned, is_private, lock_behind

_DEPTH = 4
_ASYNC_METHODS = frozenset(methods_taking(blocking=False))
_HARMLESS_CALLS = frozenset({"std::sync::Arc::strong_count", "std::sync::Arc::ptr_eq", "std::sync::Arc::weak_count"})
_EXCLUSIVE = frozenset({"get_mut", "into_inner"})
_SHOWING = "field"  # of `std::fmt::DebugStruct`


class Use(NamedTuple):
    """One place at which a lock is used.

    `guard` is taken there, `made` the expression that makes the lock, `exclusive` a call that needs no guard as it
    has the lock to itself. With none of these the lock gets out of sight.
    """

    node: Node
    view: RustFile
    guard: Guard | None = None
    made: Node | None = None
    exclusive: Node | None = None

    @property
    def away(self) -> bool:
        """Whether nothing is known of what happens to the lock from here."""
        return self.guard is None and self.made is None and self.exclusive is None


def uses_of_lock(lock: Lock, file: RustFile) -> Iterator[Use]:
    """Every use of the lock, in all files that can name it."""
    declaring = file.names.of(lock.view.unit.path)
    if any(unit.node.type == "macro_definition" for unit in declaring.mentioning(f".{lock.name}")):
        yield Use(lock.declaration, file)
    if lock.declaration.type == "identifier":
        function = lock.view.unit.node
        for use in uses_of(lock.declaration, function, lock.view):
            yield from _uses(use, lock, lock.view, 0)
        return
    for unit in _units(lock, file):
        view = view_of(unit, file)
        for node in _named(lock, view):
            yield from _uses(node, lock, view, 0)


def _units(lock: Lock, file: RustFile) -> Iterator[Unit]:
    """The units that may use the lock; a field with a number is also given by the type's name or `Self`."""
    declaring = file.names.of(lock.view.unit.path)
    type_name = lock.owner.rpartition("::")[2]
    if lock.name.isdigit():
        words = (f".{lock.name}", type_name, "Self(")
        yield from {unit.node.id: unit for word in words for unit in declaring.mentioning(word)}.values()
        return
    yield from declaring.mentioning(lock.name)
    home = declaring.home() if lock.owner else None
    if home is None:
        return
    said = (f".{lock.name}", f"{type_name} {{")
    within = Scope(declaring, lock.view.unit.modules) if is_private(lock.declaration) else None
    for path in sorted({path for word in said for path in declaring.files_with_word(home.target, word)}):
        names = file.names.of(path)
        if path != declaring.path and (within is None or within.holds(Scope(names, ()))):
            yield from names.mentioning(lock.name)


def _named(lock: Lock, view: RustFile) -> Iterator[Node]:
    """The expressions of a unit that may mean the lock."""
    if lock.owner and lock.name.isdigit():
        yield from _numbered(lock, view)
        return
    for node in occurrences(lock.name, view):
        around = view.parent(node)
        if around is None or node.type == "token_tree":
            yield node
        elif not lock.owner:
            is_name = around.child_by_field_name("name") == node
            if node.type == "identifier" and not is_name and binding_of(node, view) is None:
                yield node
        elif around.type == "field_expression":
            if around.child_by_field_name("field") == node and _may_own(around, lock, view):
                yield around
        elif node.type in _FIELD_NAMES and around.type != "field_declaration" and not _is_of_other(node, lock, view):
            yield node
        elif around.type == "shorthand_field_initializer" and not _is_of_other(node, lock, view):
            yield around


_FIELD_NAMES = ("field_identifier", "shorthand_field_identifier")


def occurrences(word: str, view: RustFile) -> Iterator[Node]:
    """The nodes of a word in a unit, by its text; the whole tokens of an unknown macro that has it behind a `.`."""
    unit = view.unit
    for match in re.finditer(rb"\b" + re.escape(word.encode()) + rb"\b", unit.text):
        start, end = unit.start + match.start(), unit.start + match.end()
        roots = (*reversed(view.fragment_roots()), unit.node)
        found = [node for root in roots if (node := root.descendant_for_byte_range(start, end)) is not None]
        exact = [node for node in found if (node.start_byte, node.end_byte) == (start, end)]
        node = next((node for node in exact if not _in_tokens(node)), None)
        if node is not None:
            yield node
        elif exact and exact[-1].parent is not None and view.data[start - 1 : start] == b".":
            yield exact[-1].parent


def _in_tokens(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "token_tree"


def _numbered(lock: Lock, view: RustFile) -> Iterator[Node]:
    """`self.0`, and what the type's constructor is given or its pattern takes out."""
    for node in view.descendants(view.unit.node, "field_expression", "call_expression", "tuple_struct_pattern"):
        field = node.child_by_field_name("field")
        if field is not None:
            if view.text(field) == lock.name and _may_own(node, lock, view):
                yield node
            continue
        named = node.child_by_field_name("function") or node.child_by_field_name("type")
        if named is not None and canonical(named, view) == lock.owner:
            yield node


def _may_own(field: Node, lock: Lock, view: RustFile) -> bool:
    value = field.child_by_field_name("value")
    owner: Type | None = peeled(type_of(value, view)) if value is not None else None
    return owner is None or owner.path == lock.owner


def _is_of_other(node: Node, lock: Lock, view: RustFile) -> bool:
    """Whether a name in braces belongs to a struct that is known to be another one."""
    for around in view.ancestors(node):
        if around.type in ("struct_expression", "struct_pattern"):
            name = around.child_by_field_name("name") or around.child_by_field_name("type")
            path = canonical(name, view) if name is not None else None
            return path is not None and path != lock.owner
    return False


def _uses(node: Node, lock: Lock, view: RustFile, depth: int) -> Iterator[Use]:
    """What happens to an expression that is the lock."""
    around = view.parent(node)
    while around is not None and around.type in ("parenthesized_expression", "reference_expression"):
        node, around = around, view.parent(around)
    if around is None or depth > _DEPTH:
        yield Use(node, view)
    elif around.type == "field_expression":
        yield from _method_use(node, around, lock, view, depth)
    elif around.type == "arguments":
        call = view.parent(around)
        if call is not None and callee_path(call, view) in CLONES:
            yield from _aliased(call, lock, view, depth)
        elif call is None or (callee_path(call, view) not in _HARMLESS_CALLS and called_name(call, view) != _SHOWING):
            yield Use(node, view)
    else:
        made = _makes(node, around, lock, view)
        if made is not None:
            yield Use(node, view, made=made)
        elif not _goes_on(node, around, lock, view):
            yield Use(node, view)


def _method_use(node: Node, field: Node, lock: Lock, view: RustFile, depth: int) -> Iterator[Use]:
    method, call = field.child_by_field_name("field"), view.parent(field)
    name = view.text(method) if method is not None else ""
    if call is None or call.type != "call_expression":
        yield Use(node, view)
    elif name in _EXCLUSIVE:
        yield Use(node, view, exclusive=call)
    elif name == "clone":
        yield from _aliased(call, lock, view, depth)
    else:
        guard = guard_taken(call, view)
        if guard is None and name in _ASYNC_METHODS:
            guard = _unknown_receiver(call, node, name, view)
        yield Use(node, view, guard)


def _unknown_receiver(call: Node, node: Node, name: str, view: RustFile) -> Guard | None:
    """A field of this name on something of an unknown type is taken for ours."""
    awaited = view.parent(call)
    is_awaited = awaited is not None and awaited.type == "await_expression"
    return Guard(call, node, name, "tokio::sync::Mutex", awaited) if is_awaited else None


def _aliased(call: Node, lock: Lock, view: RustFile, depth: int) -> Iterator[Use]:
    """A clone of the `Arc`: its name is the same lock, and so is the field of this name that it is put in."""
    let = view.parent(call)
    if let is None or let.type != "let_declaration":
        yield from _uses(call, lock, view, depth + 1)
        return
    pattern, scope = let.child_by_field_name("pattern"), let.parent
    annotated = let.child_by_field_name("type") is not None
    if pattern is None or pattern.type != "identifier" or scope is None or annotated:
        yield Use(call, view)
        return
    for use in uses_of(pattern, scope, view):
        yield from _uses(use, lock, view, depth + 1)


def _makes(node: Node, around: Node, lock: Lock, view: RustFile) -> Node | None:
    """The first value of the field, where the place gives it one that nothing else holds."""
    if around.type == "field_initializer" and around.child_by_field_name("field") == node:
        return _first_value(around.child_by_field_name("value"), lock, view)
    if node.type == "call_expression" and canonical(node.children[0], view) == lock.owner:
        arguments = node.child_by_field_name("arguments")
        given = arguments.named_children if arguments is not None else []
        return _first_value(given[int(lock.name)], lock, view) if int(lock.name) < len(given) else None
    return _first_value(node.named_children[0], lock, view) if node.type == "shorthand_field_initializer" else None


def _first_value(value: Node | None, lock: Lock, view: RustFile) -> Node | None:
    value = expression(value) if value is not None else None
    if value is None or _is_clone_of(lock, value, view):
        return value
    if value.type == "identifier":
        binding = binding_of(value, view)
        if binding is None or binding.kind != "let" or binding.annotation is not None:
            return None
        others = [use for use in uses_of(binding.name, view.unit.node, view) if use.start_byte != value.start_byte]
        return _first_value(binding.value, lock, view) if not others else None
    return value if value.type == "call_expression" and called_name(value, view) in CONSTRUCTORS else None


def _is_clone_of(lock: Lock, value: Node, view: RustFile) -> bool:
    behind = lock_behind(value, view) if cloned(value, view) is not None else None
    return behind is not None and (behind.name, behind.owner) == (lock.name, lock.owner)


def _goes_on(node: Node, around: Node, lock: Lock, view: RustFile) -> bool:
    """Whether a clone of the lock's `Arc` becomes the same field of another value of the type."""
    named = around.type == "field_initializer" and view.text(around.children[0]) == lock.name
    shorthand = around.type == "shorthand_field_initializer" and view.text(around) == lock.name
    return bool(lock.owner) and (named or shorthand) and not _is_of_other(node, lock, view)
