"""From captured names to rules: who is woken by what."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from tree_sitter import Node

from .facts.code.paths import canonical
from .facts.code.rust_file import RustFile
from .facts.data.paths import CANONICAL
from .rule import Call, Rule, Trigger, all_rules
from .syntax.macros import KNOWN, macro_name
from .syntax.query import StructuralQuery, arguments_of, place_of, structural_query
from .syntax.units import Unit

Captures = dict[str, list[Node]]
Aliases = tuple[tuple[bytes, bytes], ...]
_Table = dict[bytes, list[tuple[Rule, Trigger]]]
_KINDS = ("call", "method", "macro", "path", "type")


class Woken(NamedTuple):
    """A rule with the place it is to judge."""

    rule: Rule
    place: Call


class Dispatch:
    """The triggers of a set of rules, by kind and last name."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = tuple(rule.name for rule in rules)
        self._needy = tuple(rule for rule in rules if rule.needs)
        self.tables: dict[str, _Table] = {kind: {} for kind in (*_KINDS, "node")}
        for rule in rules:
            for trigger in rule.triggers:
                self.tables[trigger.kind].setdefault(trigger.name.encode(), []).append((rule, trigger))
        kinds = frozenset(kind for kind in _KINDS if self.tables[kind])
        types = frozenset(name.decode() for name in self.tables["node"])
        self.query: StructuralQuery = structural_query(kinds, types)

    def sees_nothing(self, captures: Captures, aliases: Aliases, unit: Unit) -> bool:
        """Whether no rule is woken by what the query found in a unit; macros may hold something, so they count."""
        data, text = unit.data, unit.text
        for kind, nodes in captures.items():
            if kind == "invocation":
                if any(macro_name(node, data).encode() in KNOWN for node in nodes):
                    return False
                continue
            table = self.tables[kind]
            for node in nodes:
                name = node.type.encode() if kind == "node" else data[node.start_byte : node.end_byte]
                found = table.get(name)
                if found is not None and any(_is_worth_it(rule, text) for rule, _ in found):
                    return False
                if found is None and aliases and any(name == alias for alias, _ in aliases):
                    return False
        return True

    def woken(self, file: RustFile, first: Captures) -> Iterator[Woken]:
        """The rules to run in a unit, with their places, in no certain order; `first` is what it captures."""
        aliases = file.names.aliases(file.unit.modules)
        text = file.unit.text
        idle = {rule.name for rule in self._needy if not _is_worth_it(rule, text)}
        for captures in self._captures(file, first):
            for kind, captured in captures.items():
                if (table := self.tables.get(kind)) is not None:
                    yield from _matching(kind, captured, table, aliases, idle, file)

    def _captures(self, file: RustFile, first: Captures) -> list[Captures]:
        """What the query finds in the unit and in the arguments of its macros, which are all parsed first."""
        found = [first]
        pending = file.expand(first.get("invocation", ()))
        while pending:
            captures = self.query.captures(pending.pop())
            pending += file.expand(captures.get("invocation", ()))
            found.append(captures)
        return found


def _is_worth_it(rule: Rule, text: bytes) -> bool:
    """Whether a unit says what a rule needs."""
    needs = rule.needs
    return not needs or needs[0] in text or (len(needs) > 1 and any(each in text for each in needs[1:]))


def _matching(
    kind: str, captured: list[Node], table: _Table, aliases: Mapping[bytes, bytes], idle: Set[str], file: RustFile
) -> Iterator[Woken]:
    data = file.data
    for node in captured:
        name = node.type.encode() if kind == "node" else data[node.start_byte : node.end_byte]
        found = table.get(name)
        if found is None and name in aliases and kind in ("call", "path", "type"):
            found = table.get(aliases[name])
        if found is not None and idle:
            found = [(rule, trigger) for rule, trigger in found if rule.name not in idle]
        if found:
            found = _of_owner(node, found, aliases, data) if kind in ("call", "path") else found
            yield from _places(kind, node, found, file)


def _of_owner(
    node: Node, found: list[tuple[Rule, Trigger]], aliases: Mapping[bytes, bytes], data: bytes
) -> list[tuple[Rule, Trigger]]:
    """The triggers that may be meant by the segment before the name: many types have a `new`, few are asked for."""
    path = node.parent.child_by_field_name("path") if node.parent is not None else None
    if path is None or path.type not in ("identifier", "scoped_identifier"):
        return found
    owner = data[path.start_byte : path.end_byte].rsplit(b"::", 1)[-1]
    if owner in aliases:
        return found
    return [(rule, trigger) for rule, trigger in found if not trigger.paths or owner in _owners(trigger)]


@functools.cache
def _owners(trigger: Trigger) -> frozenset[bytes]:
    """The last segments but one under which the trigger's paths are written, other spellings of them included."""
    written = set(trigger.paths)
    for prefix, spelling in CANONICAL:
        written |= {prefix + path[len(spelling) :] for path in trigger.paths if path.startswith(spelling)}
    return frozenset(path.encode().rsplit(b"::", 2)[-2] for path in written if "::" in path)


@functools.lru_cache(64)
def dispatch_for(names: tuple[str, ...]) -> Dispatch:
    """The dispatch of the rules of these names."""
    known = all_rules()
    return Dispatch(tuple(known[name] for name in names))


def _places(kind: str, node: Node, found: list[tuple[Rule, Trigger]], file: RustFile) -> Iterator[Woken]:
    if kind == "node":
        for rule, _ in found:
            yield Woken(rule, Call(node, node.type))
        return
    whole = place_of(kind, node)
    callee = _callee(kind, whole, found, file)
    function = whole.child_by_field_name("function") if kind == "method" else None
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    receiver = function.child_by_field_name("value") if function is not None else None
    call = Call(
        whole, file.text(node), callee, receiver, tuple(arguments_of(whole)) if kind in ("call", "method") else ()
    )
    for rule, trigger in found:
        if not trigger.paths or callee in trigger.paths:
            yield Woken(rule, call)


def _callee(kind: str, whole: Node, found: list[tuple[Rule, Trigger]], file: RustFile) -> str | None:
    if kind not in ("call", "path") or not any(trigger.paths for _, trigger in found):
        return None
    named = whole.child_by_field_name("function") if kind == "call" else whole
    return canonical(named, file) if named is not None else None
