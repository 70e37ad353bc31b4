"""Which unit of a parsed text declares which name."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from .units import Unit
from .uses import USES, Modules

NAMED = frozenset(
    {
        "function_item", "function_signature_item", "struct_item", "enum_item", "union_item", "type_item",
        "const_item", "static_item", "macro_definition", "mod_item", "associated_type", "trait_item",
    }
)  # fmt: skip


class Implementation(NamedTuple):
    """An `impl trait for name`, both as written."""

    modules: Modules
    name: str
    trait: str


class Declared(NamedTuple):
    """The declarations of a parsed text, methods by the base name of their type; `opened` are inline modules."""

    items: Mapping[tuple[Modules, str], tuple[Unit, ...]]
    methods: Mapping[tuple[str, str], tuple[Unit, ...]]
    uses: Mapping[Modules, tuple[Unit, ...]]
    opened: Mapping[Modules, tuple[Unit, ...]]
    implementations: Mapping[str, tuple[Implementation, ...]]

    def questions(self) -> set[Hashable]:
        """Everything that can be asked for, to tell two texts apart."""
        return {
            *(("items", *key) for key in self.items),
            *(("methods", *key) for key in self.methods),
            *(("uses", key) for key in self.uses),
            *(("opened", key) for key in self.opened),
            *(("implementations", key) for key in self.implementations),
        }


def declared_in(units: Iterable[Unit]) -> Declared:
    """The declarations of the units."""
    items: dict[tuple[Modules, str], list[Unit]] = {}
    methods: dict[tuple[str, str], list[Unit]] = {}
    uses: dict[Modules, list[Unit]] = {}
    opened: dict[Modules, list[Unit]] = {}
    implementations: dict[str, dict[Implementation, None]] = {}
    for unit in units:
        kind, modules = unit.node.type, unit.modules
        implementation = implementation_of(unit)
        if implementation is not None:
            implementations.setdefault(base_name(implementation.name), {})[implementation] = None
        around = modules
        while around and around not in opened:
            opened[around] = []
            around = around[:-1]
        if kind in USES:
            uses.setdefault(modules, []).append(unit)
        elif kind in NAMED:
            owner = owner_of(unit)
            if owner:
                methods.setdefault((owner, name_of(unit)), []).append(unit)
            else:
                items.setdefault((modules, name_of(unit)), []).append(unit)
        else:
            for name in lazy_statics(unit):
                items.setdefault((modules, name), []).append(unit)
    found = {name: tuple(each) for name, each in implementations.items()}
    return Declared(_frozen(items), _frozen(methods), _frozen(uses), _frozen(opened), found)


def implementation_of(unit: Unit) -> Implementation | None:
    """The implementation of a trait that a unit is a member of, or is itself where it has no members."""
    if unit.node.type == "impl_item":
        name, trait = (unit.node.child_by_field_name(field) for field in ("type", "trait"))
        if name is None or trait is None:
            return None
        written = [unit.data[node.start_byte : node.end_byte].decode("utf-8", "replace") for node in (name, trait)]
        return Implementation(unit.modules, *written)
    frame = unit.frames[-1] if unit.frames else None
    if frame is None or frame.kind != "impl_item" or not frame.trait:
        return None
    return Implementation(unit.modules, frame.name, frame.trait)


def _frozen(table: dict[Any, list[Unit]]) -> dict[Any, tuple[Unit, ...]]:
    return {key: tuple(units) for key, units in table.items()}


def name_of(unit: Unit) -> str:
    """The name that an item declares, empty where it has none."""
    node = unit.node.child_by_field_name("name")
    return "" if node is None else unit.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


def owner_of(unit: Unit) -> str:
    """The base name of the type or trait in whose block the unit stands, empty outside of blocks."""
    frame = unit.frames[-1] if unit.frames else None
    return base_name(frame.name) if frame is not None and frame.kind != "mod_item" else ""


def lazy_statics(unit: Unit) -> list[str]:
    """The names that `lazy_static!` declares in a unit."""
    if unit.node.type not in ("macro_invocation", "expression_statement") or b"static ref" not in unit.text:
        return []
    parts = unit.text.split(b"static ref ")[1:]
    return [part.split(b":", 1)[0].strip().decode("utf-8", "replace") for part in parts]


@functools.lru_cache(4096)
def base_name(type_text: str) -> str:
    """`Foo` of `crate::Foo<T>` or `&mut Foo`."""
    return type_text.split("<", 1)[0].rsplit("::", 1)[-1].strip("&' ").removeprefix("mut ").strip()


def shown(unit: Unit) -> Hashable:
    """All that others can see of a unit."""
    return unit.node.type, unit.frames, skeleton(unit)


def print_of(unit: Unit) -> int:
    """A checksum of all that others can see of a unit: its text without a function's body, and the heads around it."""
    seed = 0
    for frame in unit.frames:
        seed = crc32(frame.head, seed)
    return crc32(skeleton(unit), seed)


def body_print_of(unit: Unit) -> int:
    """A checksum of a function's body, 0 for what has none."""
    body = unit.node.child_by_field_name("body") if unit.node.type == "function_item" else None
    return crc32(unit.data[body.start_byte : unit.end]) if body is not None else 0


def skeleton(unit: Unit) -> bytes:
    """The text of a unit without a function's body, and without what else stands on its first line."""
    body = unit.node.child_by_field_name("body") if unit.node.type == "function_item" else None
    return unit.data[first_byte(unit) : unit.end if body is None else body.start_byte]


def first_byte(unit: Unit) -> int:
    """Where a unit can be read from alone: the start of its line, if nothing else stands there."""
    first = unit.leading[0] if unit.leading else unit.node
    return first.start_byte if unit.data[unit.start : first.start_byte].strip() else unit.start
