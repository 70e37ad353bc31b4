"""Who calls a function: the places that are seen, and whether there may be others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import binding_of
from ..code.calls import receiver_of
from ..code.nodes import is_public, visibility_of
from ..code.paths import canonical, own_type_path, owner_type
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..types.expressions import receiver_type
from ..types.helpers import functions_called, view_of

Caller = tuple[Node, RustFile]
_MOST_FILES = 12
_MOST_UNITS = 48
_MOST = 32


class _Found(NamedTuple):
    places: list[Caller]
    complete: bool


def callers_of(file: RustFile, *, elsewhere: bool = True) -> list[Caller] | None:
    """The calls of the function that is the unit, and the places that hand it on by name, each with its view.

    Tests do not count, nor does the function itself. None when they cannot be told: for the functions of traits, and
    for names that are all over the place. Without `elsewhere` only those in the function's own file are looked for.
    """
    found = _found(file, elsewhere)
    return found.places if found is not None else None


def knows_all_callers(file: RustFile) -> bool:
    """Whether nobody but the places of `callers_of` can call the function."""
    found = _found(file, True)
    return found is not None and found.complete and not may_be_called_unseen(file)


def function_name(file: RustFile) -> str:
    """The name of the function that is the unit; empty for other units."""
    name = file.unit.node.child_by_field_name("name") if file.unit.node.type == "function_item" else None
    return file.text(name) if name is not None else ""


def _found(file: RustFile, elsewhere: bool) -> _Found | None:
    elsewhere = elsewhere and is_visible(file)
    key = ("callers", file.path, file.unit.node.id, elsewhere)
    if key not in file.names.memo:
        file.names.memo[key] = _search(file, elsewhere)
    found: _Found | None = file.names.memo[key]
    return found


def _search(file: RustFile, elsewhere: bool) -> _Found | None:
    name = function_name(file)
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    if not name or (frame is not None and (frame.trait or frame.kind == "trait_item")):
        return None
    units = _units_with(name, file, elsewhere)
    if units is None:
        return None
    places: list[Caller] = []
    complete = True
    for unit in units:
        view = view_of(unit, file)
        for node in _mentions(name, view):
            fits = _fits(node, name, view, file)
            if fits:
                places.append((node, view))
            complete &= fits is not None
    return _Found(places[:_MOST], complete and len(places) <= _MOST)


def _units_with(name: str, file: RustFile, elsewhere: bool) -> list[Unit] | None:
    """The items that may call a function, in its own file and in those that call or read something of that name."""
    found = list(file.names.saying(name, file.unit))
    home = file.names.home() if elsewhere else None
    if home is not None:
        owner, within = owner_type(file), [*home.modules, *file.unit.modules]
        library = file.names.name_of(home.target) or "crate"
        begins = (owner, "Self") if owner else (within[-1] if within else library, "super", "self", "crate")
        words = (f".{name}" if owner else name, *(f"{begin}::{name}" for begin in begins))
        paths = {path for word in words for path in file.names.files_with_word(home.target, word)} - {file.path}
        if len(paths) > _MOST_FILES:
            return None
        for path in sorted(paths):
            found += file.names.of(path).mentioning(name)
    used = [unit for unit in found if unit.node != file.unit.node and unit.node.type != "use_declaration"]
    return [unit for unit in used if not is_test_unit(unit)] if len(used) <= _MOST_UNITS else None


def _mentions(name: str, view: RustFile) -> Iterator[Node]:
    """The calls of something of that name in a unit, and the places where such a name is a value."""
    for match in re.finditer(rb"\b%s\b" % re.escape(name.encode()), view.unit.text):
        start, end = view.unit.start + match.start(), view.unit.start + match.end()
        node = _leaf(start, end, view)
        above = view.parent(node) if node is not None else None
        while node is not None and above is not None and _ends_in(above, node):
            node, above = above, view.parent(above)
        if node is None or above is None:
            continue
        if above.type == "call_expression" and above.child_by_field_name("function") == node:
            yield above
        elif node.type != "field_expression" and above.type in _VALUES and above.child_by_field_name("pattern") != node:
            yield node


def _ends_in(path: Node, name: Node) -> bool:
    """Whether a path, a method with its receiver or a name with its turbofish ends in the name."""
    if path.type == "generic_function":
        return path.child_by_field_name("function") == name
    return path.type in ("scoped_identifier", "field_expression") and path.end_byte == name.end_byte


_VALUES = frozenset(
    {"arguments", "reference_expression", "array_expression", "tuple_expression", "field_initializer",
     "let_declaration", "assignment_expression"}
)  # fmt: skip


def _leaf(start: int, end: int, view: RustFile) -> Node | None:
    """The name that stands at a place, in code or in what is parsed of a macro's arguments."""
    node = view.unit.node.descendant_for_byte_range(start, end)
    if node is not None and node.parent is not None and node.parent.type == "token_tree":
        inside = (root.descendant_for_byte_range(start, end) for root in view.fragment_roots())
        node = next((leaf for leaf in inside if leaf is not None and _is_name(leaf, start)), None)
    return node if node is not None and _is_name(node, start) else None


def _is_name(leaf: Node, start: int) -> bool:
    above = leaf.parent
    in_code = above is not None and above.type != "token_tree"
    return in_code and leaf.start_byte == start and leaf.type in ("identifier", "field_identifier")


def _fits(node: Node, name: str, view: RustFile, file: RustFile) -> bool | None:
    """Whether a call or a value means the function that is the unit; None when nothing tells."""
    if node.type == "call_expression":
        if any(unit.node == file.unit.node for unit in functions_called(node, view)):
            return True
        is_method = receiver_of(node) is not None and owner_type(file) is not None
        return None if is_method and receiver_type(node, view) is None else False
    owner = own_type_path(file)
    path = f"{owner}::{name}" if owner is not None else scope_of(file).path_of(name)
    return canonical(node, view) == path and binding_of(node, view) is None


def is_visible(file: RustFile) -> bool:
    """Whether the function that is the unit can be named outside of its module."""
    return visibility_of(file.unit.node) is not None


def may_be_called_unseen(file: RustFile) -> bool:
    """Whether code that is not seen can call a function: that of other crates, without an index of other files too."""
    if not is_visible(file) or file.path.endswith("main.rs"):
        return False
    home = file.names.home()
    if home is None or not is_public(file.unit.node):
        return home is None
    return file.names.is_library(home.target) is not False
