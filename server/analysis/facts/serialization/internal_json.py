"""JSON that a program writes for itself: into which store, of which type, and whether its own code reads it back."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from ...syntax.declared import name_of
from ...syntax.query import arguments_of
from ...syntax.units import Unit
from ..code.bindings import Binding, binding_of, uses_of
from ..code.calls import called_name, callee_path, receiver_of, receivers
from ..code.members import declared
from ..code.rust_file import RustFile, expression
from ..code.type_model import Type
from ..data.internal_stores import PUTS, TAKES, WORDS
from ..data.schema import Known, names_by_fact
from ..types.expressions import receiver_type, type_of
from .parsed_types import parameter_parsed, parameter_written, type_parsed

FILE = "a file of its own"
CACHE = "a cache of its own"
_DEPTH = 6
_WRITERS = frozenset({"to_string", "to_vec", "to_writer"})
_READERS = ("from_str", "from_slice", "from_reader")
_OWN_FILE = re.compile(
    r"(?i)(^|[^a-z])(data_?base|db|cached?|caches|index(es)?|spool|journal|snapshots?|checkpoints?|wal|queued?|kv)($|[^a-z])"
)
_FOR_OTHERS = re.compile(r"(?i)(^|[^a-z])(dump|export|import|backup|restore|migrat\w*|report)s?($|[^a-z])")
_FILE_CALLS = (
    re.compile(rb"\bFile::create\b|\bfs::write\b|\bOpenOptions\b|\bwrite_all\b"),
    re.compile(rb"\bFile::open\b|\bfs::read(_to_string)?\b|\bOpenOptions\b|\bread_to_(end|string)\b"),
)
_CACHED = re.compile(r"(?i)cache")
_CACHE_CALL = re.compile(r"(get|set|put|insert|load|store|read|write|save|fetch|lookup|add)(_(?!or_)\w+)?")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


class Kept(NamedTuple):
    """What a call of serde_json writes or reads: the store, the type or type parameter, and whether it is written."""

    store: str
    type: str
    written: bool
    is_any: bool = False


def kept_as_json(call: Node, file: RustFile) -> Kept | None:
    """What a call writes to a store of the program, or reads from one."""
    written = called_name(call, file) in _WRITERS
    store = _store_of(call, written, file)
    if store is None:
        return None
    name = _type_written(call, file) if written else _type_read(call, file)
    if name is not None:
        return Kept(store, name, written)
    parameter = parameter_written(call, file) if written else parameter_parsed(call, file)
    return Kept(store, parameter, written, is_any=True) if parameter is not None else None


def other_side(kept: Kept, file: RustFile) -> Unit | None:
    """The function of the workspace that reads back what is written, or writes what is read."""
    calls = _READERS if kept.written else tuple(sorted(_WRITERS))
    called = re.compile(rb"(?<![.\w])(serde_json::)?(" + b"|".join(map(str.encode, calls)) + rb")\s*(::<|\()")
    name = re.compile(rb"\b" + kept.type.encode() + rb"\b")
    for path, unit in _saying(calls, file):
        spoken = unit.text + b" ".join(frame.name.encode() for frame in unit.frames)
        is_meant = _is_beside(unit, path, file) if kept.is_any else name.search(spoken) is not None
        if is_meant and called.search(unit.text) and _is_kept_in(kept.store, path, unit, not kept.written, file):
            return unit
    return None


def _is_beside(unit: Unit, path: str, file: RustFile) -> bool:
    """Whether a function stands beside the judged one, and is for any type as well."""
    generic = unit.node.child_by_field_name("type_parameters") is not None
    return generic and path == file.names.path and unit.frames == file.unit.frames


def _is_kept_in(store: str, path: str, unit: Unit, written: bool, file: RustFile) -> bool:
    """Whether a function uses a store, by its own words or by those of its file, as of the struct that holds it."""
    if _uses(store, unit, path, written):
        return True
    source = file.names.of(path)
    return any(source.mentioning(word.decode()) for word in _words_of().get(store, ()))


def _saying(calls: tuple[str, ...], file: RustFile) -> Iterator[tuple[str, Unit]]:
    """The functions of the crate, and of those built on it, that call one of these functions of serde_json."""
    home = file.names.home()
    words = [f"{before}{name}" for name in calls for before in ("", "serde_json::")]
    paths = (
        {path for word in words for path in file.names.files_with_word(home.target, word)}
        if home is not None
        else set()
    )
    for path in sorted(paths | {file.names.path}):
        for name in calls:
            yield from (
                (path, unit) for unit in file.names.of(path).mentioning(name) if unit.node.type == "function_item"
            )


def _uses(store: str, unit: Unit, path: str, written: bool) -> bool:
    """Whether a function speaks of a store, by its own words or those of the type around it."""
    if store == CACHE:
        return _CACHED.search(_names_around(unit, path)) is not None
    if store == FILE:
        return _FILE_CALLS[0 if written else 1].search(unit.text) is not None
    spoken = unit.text.lower() + b" ".join(frame.name.lower().encode() for frame in unit.frames)
    return any(word in spoken for word in _words_of()[store])


def _store_of(call: Node, written: bool, file: RustFile) -> str | None:
    unit = file.unit
    names = set(_ways_out(call, file) if written else _ways_in(call, file))
    for store, methods in (_methods(PUTS) if written else _methods(TAKES)).items():
        is_typed = any(f"{word.decode()}::" in names for word in _words_of()[store])
        if names & methods and (is_typed or _uses(store, unit, file.path, written)):
            return store
    if names & (
        {"File", "write", "write_all"} if written else {"File", "read", "read_to_string", "read_to_end", "read_exact"}
    ):
        return FILE if _is_own_file(call, file) else None
    is_cached = any(_CACHE_CALL.fullmatch(name) for name in names) and _uses(CACHE, unit, file.path, written)
    return CACHE if is_cached else None


def _names_around(unit: Unit, path: str) -> str:
    """The names of a function, of what it stands in, and of its file and folder."""
    parts = path.replace("\\", "/").removesuffix(".rs").split("/")[-2:]
    return " ".join([*parts, name_of(unit), *(frame.name for frame in unit.frames)])


def _is_own_file(call: Node, file: RustFile) -> bool:
    """Whether the names around speak of a database, cache or queue: other files are for people, or other programs."""
    function = file.function_around(call)
    label = function.child_by_field_name("name") if function is not None else None
    parts = file.path.replace("\\", "/").removesuffix(".rs").split("/")[-2:]
    own = [*parts, file.text(label) if label is not None else "", *(frame.name for frame in file.unit.frames)]
    spoken = " ".join("_".join(_WORD.findall(each)) for each in own)
    return _OWN_FILE.search(spoken) is not None and _FOR_OTHERS.search(f"{spoken} {file.crate.name}") is None


def _ways_out(call: Node, file: RustFile) -> Iterator[str]:
    """The calls that are given what is written, directly or by a name."""
    if called_name(call, file) == "to_writer":
        target = next(arguments_of(call), None)
        yield from _origin(target, file, 0) if target is not None else ()
        return
    binding = _bound(call, file)
    places = [call] if binding is None else uses_of(binding, _scope(binding), file)
    for place in places:
        for around in file.ancestors(place):
            if around.type == "call_expression" and place.start_byte > around.start_byte:
                yield from _said_of(around, file)
            if around.type in ("block", "let_declaration"):
                break


def _said_of(call: Node, file: RustFile) -> Iterator[str]:
    """The name of what is called, and the crate of the type it is called on: `sled::`."""
    yield called_name(call, file)
    owner = receiver_type(call, file)
    if owner is not None and "::" in owner.path:
        yield owner.path.partition("::")[0] + "::"


def _bound(call: Node, file: RustFile) -> Node | None:
    """The name that is given to a value, through `?`, `match` and the like."""
    for around in file.ancestors(call):
        if around.type == "let_declaration":
            pattern = around.child_by_field_name("pattern")
            return pattern if pattern is not None and pattern.type == "identifier" else None
        if around.type in ("block", "arguments", "closure_expression", "function_item"):
            return None
    return None


def _scope(name: Node) -> Node:
    scope = name
    while scope.parent is not None and scope.type != "block":
        scope = scope.parent
    return scope


def _ways_in(call: Node, file: RustFile) -> Iterator[str]:
    source = next(arguments_of(call), None)
    yield from _origin(source, file, 0) if source is not None else ()


def _origin(value: Node, file: RustFile, depth: int) -> Iterator[str]:
    """The names of the calls that a value comes from: `File`, `write` for the functions of files."""
    node: Node | None = expression(value)
    while node is not None and node.type in ("reference_expression", "try_expression", "await_expression"):
        node = expression(node.named_children[-1]) if node.named_children else None
    if node is None or depth > _DEPTH:
        return
    for each in receivers(node):
        path = callee_path(each, file)
        if re.search(r"\bfs::(File|OpenOptions)::", path):
            yield "File"
        else:
            yield from _said_of(each, file)
        for argument in arguments_of(each):
            yield from _origin(argument, file, depth + 1)
        node = each
    function = node.child_by_field_name("function") if node.type == "call_expression" else None
    start = function.child_by_field_name("value") if function is not None else node
    if start is not None and start.type == "identifier":
        binding = binding_of(start, file)
        yield from _of_binding(binding, start, file, depth)


def _of_binding(binding: Binding | None, use: Node, file: RustFile, depth: int) -> Iterator[str]:
    """What a variable was made by, or filled by: `file.read_to_string(&mut text)`."""
    if binding is None:
        return
    given_to = _given_to(binding) if binding.kind == "closure" else None
    if given_to is not None:
        yield from _origin(given_to, file, depth + 1)
    if binding.value is not None:
        yield from _origin(binding.value, file, depth + 1)
    for each in uses_of(binding.name, binding.scope, file):
        call = each.parent.parent.parent if each.parent is not None and each.parent.parent is not None else None
        if each.start_byte < use.start_byte and call is not None and call.type == "call_expression":
            yield called_name(call, file)


def _given_to(parameter: Binding) -> Node | None:
    """What a closure of `map` or `and_then` is given: what the method is called on."""
    arguments = parameter.scope.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    return receiver_of(call) if call is not None else None


def _type_written(call: Node, file: RustFile) -> str | None:
    given = list(arguments_of(call))
    found = type_of(given[-1], file) if given else None
    return next(_own_types(found, file), None) if found is not None else None


def _own_types(found: Type, file: RustFile) -> Iterator[str]:
    if any(unit.node.type in ("struct_item", "enum_item") for unit in declared(found.path, file)):
        yield found.path.rpartition("::")[2]
    for argument in found.args:
        yield from _own_types(argument, file)


def _type_read(call: Node, file: RustFile) -> str | None:
    path = type_parsed(call, file)
    return path.rpartition("::")[2] if path is not None else None


@functools.cache
def _words_of() -> dict[str, frozenset[bytes]]:
    return {store: frozenset(name.encode() for name in names) for store, names in names_by_fact(WORDS).items()}


@functools.cache
def _methods(table: tuple[Known[str], ...]) -> dict[str, frozenset[str]]:
    return {
        store: frozenset(name.rpartition("::")[2] for name in names) for store, names in names_by_fact(table).items()
    }
