"""Parsed values that die before the bytes they came from: their texts could be borrowed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tree_sitter import Node

from ...syntax.query import arguments_of
from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import Binding, binding_of, names_in, uses_of
from ..code.calls import called_name, callee_path, is_called, receiver_of, receivers
from ..code.rust_file import RustFile, expression
from ..data.borrowing_parsers import BORROWING
from ..data.schema import facts_by_name
from ..moves.value_uses import Does, uses
from ..running.startup import is_startup
from .parsed_types import type_parsed, type_written_for

_PARSERS = facts_by_name(BORROWING)
_OWNED_BY = ("from_reader", "from_value", "json", ".json", "deserialize", ".deserialize", "from_row")
_DEPTH = 4
_THROUGH = frozenset(
    {
        "try_expression",
        "await_expression",
        "field_expression",
        "parenthesized_expression",
        "arguments",
        "closure_expression",
    }
)
# What closures that parse are given to, and what takes a value out of its result.
_GIVES_BACK = frozenset({"and_then", "map"})
_KEEPS = frozenset(
    {"transpose", "ok", "unwrap", "expect", "map_err", "context", "with_context", "inspect_err", "ok_or_else"}
)
_LENDS = frozenset({"as_ref", "as_bytes", "as_str", "as_slice", "deref", "trim", "borrow", "to_bytes"})
_FROM_FILES = frozenset({"read_to_string", "read_to_end", "read", "from_file", "join", "var"})


def fields_kept(name: str, file: RustFile) -> frozenset[str] | None:
    """The fields of a type that move on out of its parsed values; None where none are parsed, or one may live on."""
    if any(_takes_it_owned(name, unit) for unit in _units_naming(name, _OWNED_BY, file)):
        return None
    kept: set[str] = set()
    places = list(_places(name, file))
    for call, view in places:
        is_named = type_written_for(call, view) is not None and not is_startup(call, view)
        moved = _moved(call, view) if is_named else None
        if moved is None:
            return None
        kept |= moved
    return frozenset(kept) if places else None


def _places(name: str, file: RustFile) -> Iterator[tuple[Node, RustFile]]:
    """The calls of the workspace that parse into a type of that name."""
    for unit in _units_naming(name, _words(), file):
        if is_test_unit(unit):
            continue
        view = file.view(unit)
        for call in view.descendants(unit.node, "call_expression"):
            if called_name(call, view) in _names() and callee_path(call, view) in _PARSERS:
                path = type_parsed(call, view)
                if path is not None and path.rpartition("::")[2] == name:
                    yield call, view


def _units_naming(name: str, words: tuple[str, ...], file: RustFile) -> Iterator[Unit]:
    """The functions that name a type and call one of some functions, and the items of the file that name it."""
    home, spoken = file.names.home(), re.compile(rb"\b" + name.encode() + rb"\b")
    paths = (
        {path for word in words for path in file.names.files_with_word(home.target, word)}
        if home is not None
        else set()
    )
    for path in sorted(paths | {file.names.path}):
        for unit in file.names.of(path).mentioning(name):
            if unit.node != file.unit.node and spoken.search(unit.text):
                yield unit


def _takes_it_owned(name: str, unit: Unit) -> bool:
    """Whether a struct holds it, an extractor or a reader makes it, or a bound asks for an owned one."""
    word = name.encode()
    if unit.node.type in ("struct_item", "enum_item", "type_item", "static_item"):
        return True
    owned = rb"\b(Json|Query|Form|Path|Data|Payload|Extension|State)\s*<[^;{}()]*\b" + word + rb"\b"
    made = rb"\b(from_reader|from_value|json|deserialize|try_deserialize|from_row)\b[^;]*\b" + word + rb"\b"
    given = rb"\b" + word + rb"\b[^;]*\b(from_reader|from_value|\.json\(\)|deserialize)\b"
    return any(re.search(each, unit.text) for each in (owned, made, given))


def _moved(call: Node, file: RustFile) -> set[str] | None:
    """The fields that are taken out of the value; None where it moves on itself, or where it comes from a file."""
    binding = _bound(call, file)
    source = next(arguments_of(call), None)
    if binding is None or source is None or not _stays(source, file) or _is_from_file(source, file, 0):
        return None
    moved: set[str] = set()
    for use in uses(binding, file):
        if use.does is Does.READS:
            continue
        place = use.node.parent
        field = place.child_by_field_name("field") if place is not None and not is_called(place, file) else None
        if use.does is None or field is None:
            return None
        moved.add(file.text(field))
    return moved


def _stays(source: Node, file: RustFile) -> bool:
    """Whether the input is a place that lives on behind the call: no temporary, nor a closure's own value."""
    node, is_lent = expression(source), False
    while node.type != "identifier" and node.type != "self":
        is_lent = is_lent or node.type == "reference_expression"
        start = receiver_of(node) if node.type == "call_expression" and called_name(node, file) in _LENDS else None
        if node.type in ("field_expression", "index_expression", "reference_expression") and node.named_children:
            start = node.named_children[-1 if node.type == "reference_expression" else 0]
        if start is None:
            return False
        node = expression(start)
    binding = binding_of(node, file)
    return binding is None or binding.kind != "closure" or not is_lent


def _bound(call: Node, file: RustFile) -> Binding | None:
    """The name of the parsed value, out of its result, and out of the closure that parses."""
    inner = call
    for around in file.ancestors(call):
        if around.type in ("let_declaration", "let_condition", "match_expression"):
            return _named(around, file)
        if around.type == "closure_expression" and around.child_by_field_name("body") != inner:
            return None
        if around.type == "call_expression":
            handed = _GIVES_BACK if inner.type == "arguments" else _KEEPS
            if called_name(around, file) not in handed:
                return None
        elif around.type not in _THROUGH:
            return None
        inner = around
    return None


def _named(around: Node, file: RustFile) -> Binding | None:
    if around.type == "match_expression":
        body = around.child_by_field_name("body")
        patterns = [arm.child_by_field_name("pattern") for arm in body.named_children] if body is not None else []
    else:
        patterns = [around.child_by_field_name("pattern")]
    for pattern in patterns:
        taken = pattern is not None and not file.text(pattern).startswith(("Err", "None", "_"))
        names = list(names_in(pattern, file)) if pattern is not None and taken else []
        if len(names) == 1:
            return _binding(names[0], around, file)
    return None


def _binding(name: Node, around: Node, file: RustFile) -> Binding | None:
    """The binding of a name that a pattern gives, by its uses: the widest, as a chain of conditions is one too."""
    scope = around
    while scope.parent is not None and scope.type not in (
        "block",
        "match_expression",
        "if_expression",
        "while_expression",
    ):
        scope = scope.parent
    word, found = file.bytes_of(name), list[Binding]()
    for use in file.descendants(scope, "identifier"):
        if use.start_byte > name.start_byte and file.bytes_of(use) == word:
            binding = binding_of(use, file)
            found += [binding] if binding is not None and binding.name == name else []
    return max(found, key=lambda each: each.scope.end_byte - each.scope.start_byte, default=None)


def _is_from_file(value: Node, file: RustFile, depth: int) -> bool:
    """Whether the text was read from a file or the environment: that costs more than any copy of it."""
    node = expression(value)
    while node.type in ("reference_expression", "try_expression", "await_expression") and node.named_children:
        node = expression(node.named_children[-1])
    if depth > _DEPTH:
        return False
    chain = list(receivers(node))
    if any(called_name(each, file) in _FROM_FILES for each in chain):
        return True
    binding = binding_of(node, file) if node.type == "identifier" else None
    if binding is None:
        return False
    filled = any(_fills(use, file) for use in uses_of(binding.name, binding.scope, file))
    return filled or (binding.value is not None and _is_from_file(binding.value, file, depth + 1))


def _fills(use: Node, file: RustFile) -> bool:
    """`file.read_to_string(&mut text)`"""
    call = use.parent.parent.parent if use.parent is not None and use.parent.parent is not None else None
    return call is not None and call.type == "call_expression" and called_name(call, file) in _FROM_FILES


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(path.rpartition("::")[2] for path in _PARSERS)


@functools.cache
def _words() -> tuple[str, ...]:
    return tuple(sorted({*_names(), *("::".join(path.split("::")[-2:]) for path in _PARSERS)}))
