"""Type parameters: which names of a declaration are no items, and what they stand for where a type is known."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from tree_sitter import Node

from ...syntax.units import Frame, Unit
from .type_model import UNKNOWN, Type

Arguments = Mapping[str, Type]
"""What the parameters of a declaration, and `Self`, stand for in one use of it."""

_IMPL = re.compile(rb"^[ \t]*(?:unsafe\s+)?impl\s*<", re.MULTILINE)
_TRAIT = re.compile(rb"\btrait\s+\w+\s*<")
_NAME = re.compile(rb"\s*(?:const\s+)?([A-Za-z_]\w*)")
_CLOSING = {b"<": 1, b"(": 1, b"[": 1, b">": -1, b")": -1, b"]": -1}


def parameters_of(unit: Unit) -> tuple[str, ...]:
    """The type and constant parameters that an item declares itself."""
    written = unit.node.child_by_field_name("type_parameters")
    return _names(unit.data[written.start_byte + 1 : written.end_byte]) if written is not None else ()


def bounds_of(unit: Unit, name: str) -> Iterator[Node]:
    """The traits that an item asks of one of its type parameters, in the list or behind `where`."""
    for part in unit.node.named_children:
        if part.type not in ("type_parameters", "where_clause"):
            continue
        for each in part.named_children:
            named = each.child_by_field_name("name") or each.child_by_field_name("left")
            bounds = each.child_by_field_name("bounds")
            if (
                named is not None
                and bounds is not None
                and unit.data[named.start_byte : named.end_byte] == name.encode()
            ):
                yield from bounds.named_children


def parameters_around(unit: Unit) -> frozenset[str]:
    """All parameters that the text of a unit sees: its own, and those of the `impl` or `trait` around it."""
    frame = _block(unit)
    return frozenset((*parameters_of(unit), *(_of_frame(frame) if frame is not None else ())))


def arguments_of_block(unit: Unit, owner: Type) -> Arguments:
    """What the parameters of the `impl` around a function stand for, where it is called on a type."""
    frame = _block(unit)
    if frame is None:
        return {}
    parameters, written = _of_frame(frame), _written_arguments(frame)
    found = {name: owner.argument(index) or UNKNOWN for index, name in written if name in parameters}
    return {**found, "Self": owner}


def arguments_of_item(unit: Unit, owner: Type) -> Arguments:
    """What the parameters of a struct, enum or alias stand for in a type that is made of it."""
    return {name: owner.argument(index) or UNKNOWN for index, name in enumerate(parameters_of(unit))}


def _block(unit: Unit) -> Frame | None:
    frame = unit.frames[-1] if unit.frames else None
    return frame if frame is not None and frame.kind != "mod_item" else None


def _of_frame(frame: Frame) -> tuple[str, ...]:
    return _of_head(frame.kind, frame.head) if b"<" in frame.head else ()


@functools.lru_cache(maxsize=1024)
def _of_head(kind: str, head: bytes) -> tuple[str, ...]:
    found = (_TRAIT if kind == "trait_item" else _IMPL).search(head)
    return _names(head[found.end() :]) if found is not None else ()


def _written_arguments(frame: Frame) -> Iterator[tuple[int, str]]:
    """The arguments of the type that an `impl` is for, by their index, lifetimes left out."""
    _, opened, rest = frame.name.partition("<")
    every = [part.strip() for part in _parts(rest.encode())] if opened else []
    yield from enumerate(part.decode() for part in every if not part.startswith(b"'"))


def _names(text: bytes) -> tuple[str, ...]:
    """The names in `T: Into<U>, const N: usize>…`, up to the bracket that closes the list."""
    found = (_NAME.match(part) for part in _parts(text) if not part.lstrip().startswith(b"'"))
    return tuple(match[1].decode() for match in found if match is not None)


def _parts(text: bytes) -> Iterator[bytes]:
    """The parts between the commas of a list, up to the bracket that closes it."""
    depth = start = 0
    for index in range(len(text)):
        token = text[index : index + 1]
        if token == b">" and text[index - 1 : index] in (b"-", b"="):
            continue
        depth += _CLOSING.get(token, 0)
        if depth < 0 or (token == b"," and depth == 0):
            yield text[start:index]
            start = index + 1
        if depth < 0:
            return
