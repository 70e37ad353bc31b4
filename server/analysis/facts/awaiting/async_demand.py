"""Who needs a function to be async: those who hand it on or keep its future, a trait, an attribute, users unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.test_code import is_test_unit
from ...syntax.units import Unit
from ..code.bindings import binding_of
from ..code.calls import called_name
from ..code.members import declared, own_methods
from ..code.nodes import is_public, lies_in
from ..code.paths import own_type_path, owner_type
from ..code.rust_file import RustFile
from ..code.scope import scope_of
from ..running.callers import Caller, callers_of, function_name, is_visible

_ATTRIBUTE = re.compile(rb"#!?\[\s*((?:\w+\s*::\s*)*\w+)")
_INERT = frozenset(
    {
        b"allow", b"warn", b"deny", b"expect", b"doc", b"inline", b"cold", b"must_use", b"deprecated", b"track_caller",
        b"instrument", b"rustfmt::skip", b"forbid", b"cfg",
    }
)  # fmt: skip
_ON_PURPOSE = re.compile(rb"unused_async|//[^\n]*\b(?:async|runtime)\b")
_UNFINISHED = re.compile(rb"//[^\n]*(?:TODO|FIXME|[Pp]laceholder|\b[Ss]tub|[Nn]ot (?:yet )?implemented|[Ff]or now\b)")
_MOST_FILES = 16


class Waiters(NamedTuple):
    """The calls of an async function, each awaited where it stands."""

    calls: list[Caller]


def is_free_to_change(file: RustFile) -> bool:
    """Whether neither a trait, an attribute, a twin nor code of other projects fixes how the function is declared."""
    if any(frame.kind == "trait_item" or frame.trait for frame in file.unit.frames):
        return False
    head = file.data[file.unit.start : file.unit.node.start_byte]
    heads = [head, *(frame.head for frame in file.unit.frames if frame.kind != "mod_item")]
    if any(name.replace(b" ", b"") not in _INERT for text in heads for name in _ATTRIBUTE.findall(text)):
        return False
    if _ON_PURPOSE.search(b"".join(heads)) or _UNFINISHED.search(file.unit.text):
        return False
    return not _has_twin(file) and not _is_api(file)


def waiters_of(file: RustFile) -> Waiters | None:
    """Those who call the function; None when one of them wants its future, or when it is handed on by its name."""
    places = callers_of(file)
    if places is None or any(not _is_awaited(*place) for place in places):
        return None
    if any(_is_one_of_many(call, view, [own for own, other in places if other is view]) for call, view in places):
        return None
    return Waiters(places) if not is_handed_on(file) else None


def is_handed_on(file: RustFile) -> bool:
    """Whether the function is used by its name: as a handler, a callback, an argument of a macro."""
    places = callers_of(file) or ()
    return any(place.type != "call_expression" for place, _ in places) or any(
        _hands_on(unit, file) for unit in _units_that_may(file)
    )


def _is_awaited(place: Node, view: RustFile) -> bool:
    above = view.parent(place)
    return place.type == "call_expression" and above is not None and above.type == "await_expression"


def _is_one_of_many(call: Node, view: RustFile, calls: list[Node]) -> bool:
    """Whether other arms of a `match` await functions of that name or family: `run` of each command, `handle_…`."""
    name = called_name(call, view)
    family = rb"%s_\w+" % re.escape(name.partition("_")[0].encode()) if "_" in name else re.escape(name.encode())
    awaited = re.compile(rb"\b%s\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*\.await" % family)
    for around in view.ancestors(call):
        if around.type == "match_arm" and around.parent is not None:
            others = [arm for arm in around.parent.named_children if not any(lies_in(own, arm) for own in calls)]
            return sum(awaited.search(view.bytes_of(arm)) is not None for arm in others) >= (2 if "_" in name else 1)
        if around.type == "closure_expression":
            return False
    return False


def _has_twin(file: RustFile) -> bool:
    """Whether there is another function of that name in its place, for other features or targets."""
    name, owner, home = function_name(file), own_type_path(file), file.names.home()
    if owner is None:
        return len(declared(scope_of(file).path_of(name), file)) > 1 or (is_visible(file) and _is_conditional(file))
    base = owner.rpartition("::")[2]
    others = file.names.files_with_methods(home.target, base, name) if home is not None else ()
    beside = [path for path in others if PurePath(path).parent == PurePath(file.path).parent]
    return len(beside) > 1 or max(len(file.names.methods(base, name)), len(own_methods(owner, name, file))) > 1


def _is_conditional(file: RustFile) -> bool:
    """Whether the module is built for some targets or features only: another may stand in for it."""
    home = file.names.home()
    inline = any(b"#[cfg" in frame.head for frame in file.unit.frames if frame.kind == "mod_item")
    return inline or (home is not None and home.conditional)


def _is_api(file: RustFile) -> bool:
    """Whether other projects may call the function: it is `pub`, in a library that is made for them."""
    if not is_public(file.unit.node) or file.path.endswith("main.rs"):
        return False
    owner = own_type_path(file)
    types = [unit for unit in declared(owner, file) if unit.node.type != "type_item"] if owner is not None else []
    if types and not any(is_public(unit.node) for unit in types):
        return False
    home = file.names.home()
    if home is not None:
        return file.names.is_library(home.target) is True and not file.names.is_of_application(home.target)
    # A file that no module of the workspace declares is built by nobody, so it offers nothing.
    is_alone = file.names.ground.workspace is None
    return not file.crate.known or (is_alone and file.crate.has_library and not file.crate.has_binary)


def _units_that_may(file: RustFile) -> Iterator[Unit]:
    """The items that may name the function without calling it: of its own file, and of files that import it."""
    name = function_name(file)
    yield from (unit for unit in file.names.mentioning(name) if unit.node != file.unit.node)
    home = file.names.home()
    if home is None or own_type_path(file) is not None:
        return
    # What modules around export again is named by theirs.
    around = ["crate", *home.modules, *file.unit.modules, "super"]
    paths = {path for word in around for path in file.names.files_with_word(home.target, f"{word}::{name}")}
    brought = (name, *(f"{word}::*" for word in around[-2:]))
    paths |= {path for word in brought for path in file.names.files_with_import(home.target, word)}
    for path in sorted(paths - {file.path})[:_MOST_FILES]:
        yield from file.names.of(path).mentioning(name)


def _hands_on(unit: Unit, file: RustFile) -> bool:
    """Whether a unit has the function's name as a value, also among the loose tokens of a macro."""
    if unit.node.type in ("use_declaration", "mod_item") or is_test_unit(unit):
        return False
    name, owner = function_name(file).encode(), owner_type(file)
    begins = rb"\b(?:%s|Self)\s*::\s*" % re.escape(owner.encode()) if owner else rb"(?<![\w.])"
    view = file.view(unit)
    for match in re.finditer(begins + rb"%s\b(?!\s*(?:\(|::<|!|:(?!:)))" % re.escape(name), unit.text):
        if _is_value(unit.start + match.end() - len(name), view):
            return True
    return False


def _is_value(start: int, view: RustFile) -> bool:
    leaf = view.unit.node.named_descendant_for_byte_range(start, start + 1)
    above = leaf.parent if leaf is not None else None
    if leaf is None or above is None or leaf.type != "identifier":
        return False
    if above.type in ("token_tree", "scoped_identifier"):
        return True
    declares = leaf in (above.child_by_field_name("pattern"), above.child_by_field_name("name"))
    return not declares and not above.type.endswith("_pattern") and binding_of(leaf, view) is None
