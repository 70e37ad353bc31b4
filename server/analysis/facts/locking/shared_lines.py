"""Counters of one struct that different threads change although they lie on one cache line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.macros import macro_name, token_tree
from ...syntax.test_code import is_test_unit
from ..code.paths import canonical, own_type_path
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..code.type_model import peeled
from ..programs.code_kind import is_test_path
from ..running.callers import callers_of
from ..running.heat import heat_of
from ..running.heat_model import Level
from ..types.expressions import type_of
from .atomics import Operation, operations_on

COUNTERS = frozenset(
    f"std::sync::atomic::Atomic{width}"
    for width in ("U8", "U16", "U32", "U64", "Usize", "I8", "I16", "I32", "I64", "Isize")
)
_MOST = 32
_REPR = re.compile(rb"#\[repr\([^\]]*align")
_PADDING = re.compile(r"_*(cache_?)?(line_?)?pad(ding)?\w*")
# What hardly ever changes, or once for each thing that is made, has its line for itself most of the time.
_SELDOM = re.compile(
    r"(^|_)(fail\w*|err\w*|panic\w*|reject\w*|drop\w*|lost|timed?_?outs?|retr\w+|consecutive|restart\w*|reconnect\w*|"
    r"reload\w*|overflow\w*|ids?|epoch|version|generation|sequence|seq|last|max|min|capacity|limit)(_|$)"
)
# The two ends of a queue: each is stored by a thread of its own.
_ENDS = re.compile(r"(^|_)(head|tail|front|back|push|pop|read|write|producer|consumer|enqueue|dequeue)(_|$)")
_SET_UP = re.compile(r"^(new|default|reset|clear|init|from|build|with|snapshot|drain|take)(_\w+)?$")
_Block = tuple[str, int]
_ADDS = re.compile(rb"\.\s*fetch_(?:add|sub)\s*\(")


class Counter(NamedTuple):
    """A counter that a struct holds by value, and where it is changed while others run."""

    name: Node
    written: Node
    changes: tuple[Operation, ...]


class Way(NamedTuple):
    """A way through a function: the counters that are changed on it, and the innermost of these changes."""

    counters: frozenset[str]
    change: Operation


def counters_of(struct: Node, file: RustFile) -> list[Counter]:
    """The counters of a struct that nothing keeps apart; none where there are less than two."""
    body, label = struct.child_by_field_name("body"), struct.child_by_field_name("name")
    if body is None or label is None or body.type != "field_declaration_list":
        return []
    if _REPR.search(file.data, file.unit.start, struct.start_byte):
        return []
    found: list[Counter] = []
    for field in body.named_children:
        name, written = field.child_by_field_name("name"), field.child_by_field_name("type")
        if name is None or written is None:
            continue
        if _PADDING.fullmatch(file.text(name)):
            return []
        if canonical(written, file) in COUNTERS and not _SELDOM.search(file.text(name)):
            found.append(Counter(name, written, ()))
    if not 2 <= len(found) <= _MOST:
        return []
    path = scope_of(file).path_of(file.text(label))
    return [each._replace(changes=tuple(_changes(file.text(each.name), path, file))) for each in found]


def _changes(name: str, path: str, file: RustFile) -> Iterator[Operation]:
    for change in (*(operations_on(name, file) or ()), *_in_macros(name, file)):
        view = change.view
        if not change.method.startswith("fetch_") and not (change.method == "store" and _ENDS.search(name)):
            continue
        if is_test_unit(view.unit) or is_test_path(view.path, view.crate) or _sets_up(view):
            continue
        if _belongs(change, path) and heat_of(change.call, view).level is not Level.COLD:
            yield change


def _sets_up(view: RustFile) -> bool:
    label = view.unit.node.child_by_field_name("name")
    return label is not None and _SET_UP.match(view.text(label)) is not None


def _in_macros(name: str, file: RustFile) -> Iterator[Operation]:
    """`count!(self.stats, hits)`, where a macro of the file adds to the field that it is given."""
    for unit in file.names.mentioning(name):
        view = file.view(unit)
        for call in view.descendants(unit.node, "macro_invocation"):
            tree = token_tree(call)
            words = [] if tree is None else [view.text(token) for token in tree.named_children]
            if name in words and _adds(macro_name(call, view.data), view):
                yield Operation(call, "fetch_add", name, (), view)


def _adds(macro: str, view: RustFile) -> bool:
    found = view.names.items(view.unit.modules, macro)
    return any(unit.node.type == "macro_definition" and _ADDS.search(unit.text) for unit in found)


def _belongs(change: Operation, path: str) -> bool:
    """Whether the operation is on a field of the struct; one of its own file is where nothing tells."""
    view, function = change.view, change.call.child_by_field_name("function")
    field = function.child_by_field_name("value") if function is not None else None
    base = field.child_by_field_name("value") if field is not None and field.type == "field_expression" else None
    if base is None:
        return change.call.type == "macro_invocation"
    if base.type == "self":
        return own_type_path(view) == path
    found = peeled(type_of(base, view))
    return found.path == path if found is not None else view.names.path == view.names.ground.path


def ways_apart(counters: list[Counter], file: RustFile) -> tuple[Way, Way] | None:
    """Two ways that change different counters.

    None where one counter is changed on all ways: the threads would wait for that one anyway.
    """
    ways = list(_ways(counters, file))
    if not ways or frozenset.intersection(*(way.counters for way in ways)):
        return None
    pairs = ((one, two) for index, one in enumerate(ways) for two in ways[index + 1 :])
    return next(((one, two) for one, two in pairs if not one.counters & two.counters), None)


def _ways(counters: list[Counter], file: RustFile) -> Iterator[Way]:
    changes = [(file.text(each.name), change, _blocks(change)) for each in counters for change in each.changes]
    for _, change, ways in changes:
        around = {block for way in ways for block in way}
        names = (name for name, _, others in changes if any(other and other[0] in around for other in others))
        yield Way(frozenset(names), change)


def _blocks(change: Operation) -> list[list[_Block]]:
    """The blocks and arms around a change within its function, innermost first, and those around calls of that."""
    return [_around(change.call, change.view), *(_around(*caller) for caller in callers_of(change.view) or ())]


def _around(node: Node, view: RustFile) -> list[_Block]:
    inside = (around for around in view.ancestors(node) if around.type in ("block", "match_arm"))
    return [(view.path, around.start_byte + view.unit.base) for around in inside]
