"""Who calls a function: the places that are seen, and whether there may be others."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from ..syntax.test_code import is_test_unit
from ..syntax.units import Unit
from .bindings import binding_of
from .calls import called_name, receiver_of
from .helpers import functions_called, view_of
from .paths import canonical, own_type_path, owner_type
from .rust_file import RustFile
from .scope import scope_of
from .types import receiver_type

Caller = tuple[Node, RustFile]
_MOST_FILES = 16
_MOST_UNITS = 64
_MOST = 32


class _Found(NamedTuple):
    places: list[Caller]
    complete: bool


def callers_of(file: RustFile) -> list[Caller] | None:
    """The calls of the function that is the unit, and the places that hand it on by name, each with its view.

    Tests do not count, nor does the function itself. None when they cannot be told: for the functions of traits, and
    for names that are all over the file.
    """
    found = _found(file)
    return found.places if found is not None else None


def knows_all_callers(file: RustFile) -> bool:
    """Whether nobody but the places of `callers_of` can call the function."""
    found = _found(file)
    return found is not None and found.complete and not _is_exported(file)


def function_name(file: RustFile) -> str:
    """The name of the function that is the unit; empty for other units."""
    name = file.unit.node.child_by_field_name("name") if file.unit.node.type == "function_item" else None
    return file.text(name) if name is not None else ""


def _found(file: RustFile) -> _Found | None:
    key = ("callers", file.path, file.unit.node.id)
    if key not in file.names.memo:
        file.names.memo[key] = _search(file)
    found: _Found | None = file.names.memo[key]
    return found


def _search(file: RustFile) -> _Found | None:
    name = function_name(file)
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    if not name or (frame is not None and (frame.trait or frame.kind == "trait_item")):
        return None
    units = _units_with(name, file)
    if units is None:
        return None
    places: list[Caller] = []
    complete = True
    for unit in units:
        view = view_of(unit, file)
        complete &= _calls_in(view, name, file, places)
        places += [(value, view) for value in _handed_on(view, name, file)]
    return _Found(places[:_MOST], complete and len(places) <= _MOST)


def _units_with(name: str, file: RustFile) -> list[Unit] | None:
    """The items that may call a function, in its own file and in those that call or read something of that name."""
    found = list(file.names.mentioning(name))
    home = file.names.home()
    if home is not None and _is_visible(file):
        owner, within = owner_type(file), [*home.modules, *file.unit.modules]
        begins = (owner, "Self") if owner else (within[-1] if within else "crate", "super", "self", "crate")
        words = (f".{name}" if owner else name, *(f"{begin}::{name}" for begin in begins))
        paths = {path for word in words for path in file.names.files_with_word(home.target, word)} - {file.path}
        if len(paths) > _MOST_FILES:
            return None
        for path in sorted(paths):
            found += file.names.of(path).mentioning(name)
    used = [unit for unit in found if unit.node != file.unit.node and unit.node.type != "use_declaration"]
    return [unit for unit in used if not is_test_unit(unit)] if len(used) <= _MOST_UNITS else None


def _calls_in(view: RustFile, name: str, file: RustFile, places: list[Caller]) -> bool:
    """Adds the calls of the function in a unit; False if some may be calls of it and nothing tells."""
    complete = True
    for call in view.descendants(view.unit.node, "call_expression"):
        if called_name(call, view) != name:
            continue
        if any(unit.node == file.unit.node for unit in functions_called(call, view)):
            places.append((call, view))
        elif receiver_of(call) is not None and owner_type(file) is not None:
            complete &= receiver_type(call, view) is not None
    return complete


def _handed_on(view: RustFile, name: str, file: RustFile) -> list[Node]:
    """Where the function is named as a value: `get(list_users)`, `.map(Self::parse)`."""
    owner = own_type_path(file)
    path = f"{owner}::{name}" if owner is not None else scope_of(file).path_of(name)
    found: list[Node] = []
    for node in view.descendants(view.unit.node, "identifier", "scoped_identifier"):
        above = view.parent(node)
        if above is None or above.type in _NO_VALUES or above.child_by_field_name("function") == node:
            continue
        named = view.text(node).rpartition("::")[2] == name and canonical(node, view) == path
        if named and binding_of(node, view) is None:
            found.append(node)
    return found


_NO_VALUES = frozenset({"scoped_identifier", "generic_function", "function_item", "macro_invocation"})


def _is_visible(file: RustFile) -> bool:
    return any(child.type == "visibility_modifier" for child in file.unit.node.children)


def _is_exported(file: RustFile) -> bool:
    """Whether code that is not seen can call a function: that of other crates, without an index of other files too."""
    written = next((child for child in file.unit.node.children if child.type == "visibility_modifier"), None)
    if written is None or file.path.endswith("main.rs"):
        return False
    home = file.names.home()
    if home is None or file.bytes_of(written) != b"pub":
        return home is None
    package = file.names.name_of(home.target)
    return package is None or file.names.library(home.target, package) == home.target
