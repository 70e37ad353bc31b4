"""Functions that something outside calls again and again: handlers, services, resolvers, iterators."""

from __future__ import annotations

import re

from tree_sitter import Node

from ..code.paths import canonical, owner_trait
from ..code.rust_file import RustFile
from ..data import entry_points as data
from ..data import handler_parameters
from ..data.entry_kinds import Contract, Entry, How
from ..data.schema import Known, fact_above, facts_by_name
from ..types.returned import is_async

_ATTRIBUTE = re.compile(rb"#\[\s*((?:\w+\s*::\s*)*)(\w+)\s*(\(?)")
_ANSWERS = re.compile(
    rb"\b(Responder|IntoResponse|HttpResponse|Reply|Json|Html|Redirect|StatusCode)\b|\bResponse\b|^Response<"
)
_RPC_TRAIT = re.compile(r"(Rpc|Api|RPC)?Server$")
_HANDED = facts_by_name(handler_parameters.HANDED)
_NOT_HANDED = facts_by_name(handler_parameters.NOT_HANDED)
_SHARED = facts_by_name(handler_parameters.SHARED)
_SOCKETS = facts_by_name(handler_parameters.SOCKETS)


def _by_attribute_name(table: tuple[Known[Entry], ...]) -> dict[str, list[tuple[str, Entry]]]:
    """The packages that have an attribute of a name, with what each makes of the function."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for path, entry in facts_by_name(table).items():
        found.setdefault(path.rpartition("::")[2], []).append((path.partition("::")[0], entry))
    return found


def _by_trait_name(table: tuple[Known[Contract], ...]) -> dict[str, list[tuple[Contract, frozenset[str]]]]:
    """The contracts of traits of a name, with the packages that have such a trait."""
    found: dict[str, list[tuple[Contract, frozenset[str]]]] = {}
    for entry in table:
        packages: dict[str, set[str]] = {}
        for path in entry.names:
            packages.setdefault(path.rpartition("::")[2], set()).add(path.partition("::")[0])
        for name, owners in packages.items():
            found.setdefault(name, []).append((entry.fact, frozenset(owners)))
    return found


_ATTRIBUTES = _by_attribute_name(data.ATTRIBUTES)
_IMPL_ATTRIBUTES = _by_attribute_name(data.IMPL_ATTRIBUTES)
_TRAITS = _by_trait_name(data.TRAITS)


def entry_of(file: RustFile) -> Entry | None:
    """What makes the function that is the unit an entry point; None when nothing does."""
    function = file.unit.node
    if function.type != "function_item":
        return None
    return file.once("entry", function, lambda: _entry(function, file))


def _entry(function: Node, file: RustFile) -> Entry | None:
    head = file.data[file.unit.start : function.start_byte]
    found = _by_attribute(head, _ATTRIBUTES, file) or _by_trait(function, file)
    if found is not None:
        return found
    frame = next((f for f in reversed(file.unit.frames) if f.kind != "mod_item"), None)
    if frame is not None and (found := _by_attribute(frame.head, _IMPL_ATTRIBUTES, file)) is not None:
        return found
    return _by_parameters(function, file)


def _by_attribute(head: bytes, known: dict[str, list[tuple[str, Entry]]], file: RustFile) -> Entry | None:
    for match in _ATTRIBUTE.finditer(head):
        prefix, word = match[1].decode().replace(" ", "").rstrip(":"), match[2].decode()
        for package, entry in known.get(word, ()):
            if _is_of(package, prefix, word, file):
                return entry
    return None


def _is_of(package: str, prefix: str, word: str, file: RustFile) -> bool:
    """Whether an attribute comes from a package, by its path, its import, or what the crate depends on."""
    if prefix:
        return prefix.split("::")[0] == package
    imported = file.names.imported(file.unit.modules, word)
    if imported is not None:
        return imported.path[0] in (package, f"{package}_macros", f"{package}_codegen")
    if file.crate.known:
        return file.crate.uses(package)
    return any(glob.path[0] == package for glob in file.names.globs(file.unit.modules))


def _by_trait(function: Node, file: RustFile) -> Entry | None:
    trait, name = owner_trait(file), function.child_by_field_name("name")
    if trait is None or name is None:
        return None
    last = trait.split("<", 1)[0].rpartition("::")[2].strip()
    for contract, packages in _TRAITS.get(last, ()):
        fits = not contract.functions or file.text(name) in contract.functions
        if fits and (contract.of_all or (file.crate.known and file.crate.uses(*packages))):
            return contract.entry
    if file.crate.known and file.crate.uses("tower_lsp", "async_lsp") and last == "LanguageServer":
        return Entry(How.REQUEST, "a language server's method") if file.text(name) != "initialize" else None
    if file.crate.known and file.crate.uses("jsonrpsee", "jsonrpc_core") and _RPC_TRAIT.search(last):
        return Entry(How.REQUEST, "a JSON-RPC method")
    return None


def _by_parameters(function: Node, file: RustFile) -> Entry | None:
    parameters = function.child_by_field_name("parameters")
    for parameter in parameters.named_children if parameters is not None else ():
        written = parameter.child_by_field_name("type")
        found = _by_parameter(parameter, written, function, file) if written is not None else None
        if found is not None:
            return found
    return None


def _by_parameter(parameter: Node, written: Node, function: Node, file: RustFile) -> Entry | None:
    names = [written, *file.descendants(written, "type_identifier", "scoped_type_identifier")]
    for path in (canonical(name, file) for name in names if name.type in _NAMES):
        known = fact_above(path, _HANDED) if path is not None else None
        if path is None or known is None or path in _NOT_HANDED:
            continue
        if path in _SOCKETS:
            if path.endswith("::WebSocket") and written.type != "reference_type":
                return Entry(How.CONNECTION, "a WebSocket's task")
            continue
        if path in _SHARED and not (is_async(function) and (_is_taken_apart(parameter) or _answers(function, file))):
            continue
        return known if is_async(function) and written.type != "reference_type" else Entry(known.how, _PART)
    return None


_NAMES = frozenset({"type_identifier", "scoped_type_identifier"})
_PART = "given a request"


def _is_taken_apart(parameter: Node) -> bool:
    """`State(pool): State<Pool>`, as only a handler is written."""
    pattern = parameter.child_by_field_name("pattern")
    return pattern is not None and pattern.type == "tuple_struct_pattern"


def _answers(function: Node, file: RustFile) -> bool:
    written = function.child_by_field_name("return_type")
    return written is not None and _ANSWERS.search(file.bytes_of(written)) is not None
