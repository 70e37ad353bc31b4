"""`DashMap` in the place of the lock and the map, with all uses of the file, if each of them is a single step."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....analysis.facts.code.bindings import names_in, uses_of
from ....analysis.facts.code.paths import canonical
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.data.maps import SETS
from ....analysis.facts.locking.held import is_dropped
from ....analysis.facts.locking.lock_uses import Use, uses_of_lock
from ....analysis.facts.locking.locked_maps import LockedMap, declared_map
from ....analysis.facts.locking.locks import Lock
from ....analysis.finding import Finding, Span
from ...concurrent_map import rewritten
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_PLAIN = ("std::collections::HashMap", "std::collections::HashSet", "hashbrown::HashMap", "hashbrown::HashSet")
_EMPTY = ("new", "default")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The type, what makes it and what uses it; nothing when one use would lose what the lock gave it."""
    view = file.view_at(finding.span)
    found = _declared(finding, view, file) if view is not None else None
    if view is None or found is None or found.visible or found.alias or view.unit.modules:
        return None
    if found.map.path not in _PLAIN:
        return None
    twin = "DashSet" if found.map.path.rpartition("::")[2] in SETS else "DashMap"
    edits = _edits(found, twin, view, file)
    if edits is None:
        return None
    if view.names.imported((), twin) is None:
        edits = _with_import(edits, twin, file)
    there = file.crate.known and file.crate.uses("dashmap")
    title = f"Use `{twin}` for `{found.name}`: two calls are no longer one step"
    if there:
        return Fix(title, Safety.UNSAFE, tuple(dict.fromkeys(edits)))
    return Fix(f"{title} (after `cargo add dashmap`)", Safety.SHOW, tuple(dict.fromkeys(edits)))


def _with_import(edits: list[Edit], twin: str, file: FixFile) -> list[Edit]:
    """The edits with the import of the twin; it takes the place of the last import where that goes."""
    added = file.add_use(f"dashmap::{twin}")
    at = added.span.start
    last = next((edit for edit in edits if not edit.text and edit.span.start < at <= edit.span.end), None)
    if last is None:
        return [*edits, added]
    replaced = Edit(last.span, f"use dashmap::{twin};{file.newline}") if last.span.end > at else None
    return [edit for edit in edits if edit != last] + [replaced or added]


def _declared(finding: Finding, view: RustFile, file: FixFile) -> LockedMap | None:
    place = file.node_at(finding.span, view)
    for node in [place, *view.descendants(place, "generic_type")] if place is not None else ():
        found = declared_map(node, view) if node.type == "generic_type" else None
        if found is not None:
            return found
    return None


def _edits(found: LockedMap, twin: str, view: RustFile, file: FixFile) -> list[Edit] | None:
    places = list(_types_in(found.declaration, found, view))
    local = found.declaration.child_by_field_name("pattern")
    declaration = local or (found.place if found.owner else found.declaration)
    uses = list(uses_of_lock(Lock(found.name, found.owner, declaration, view), view))
    if any(use.view.unit.path for use in uses):
        return None
    edits = [Edit(span_of(lock), f"{twin}{file.slice(span_of(arguments))}") for lock, arguments in places]
    made = [(use.made, use.view) for use in uses if use.made is not None]
    if not found.owner:
        made += [(value, view) for value in [found.declaration.child_by_field_name("value")] if value is not None]
    for node, where in made:
        constructed = _constructed(node, found, twin, where)
        if constructed is None:
            return None
        edits += constructed
    for use in uses:
        changed = _used(use, found, file) if use.made is None else []
        if changed is None:
            return None
        edits += changed
    return edits if places else None


def _types_in(node: Node, found: LockedMap, view: RustFile) -> Iterator[tuple[Node, Node]]:
    """`Mutex<HashMap<K, V>>` as it is written, with `<K, V>`."""
    for lock in view.descendants(node, "generic_type"):
        arguments = lock.child_by_field_name("type_arguments")
        inner = arguments.named_children[0] if arguments is not None and arguments.named_children else None
        named, held = lock.child_by_field_name("type"), inner.child_by_field_name("type") if inner is not None else None
        if named is None or inner is None or held is None or inner.type != "generic_type":
            continue
        if canonical(named, view) == found.lock and canonical(held, view) == found.map.path:
            of = inner.child_by_field_name("type_arguments")
            if of is not None and b"dyn" not in view.bytes_of(of) and len(of.named_children) <= 2:
                yield lock, of


def _constructed(node: Node, found: LockedMap, twin: str, view: RustFile) -> list[Edit] | None:
    """`Mutex::new(HashMap::with_capacity(n))` becomes `DashMap::with_capacity(n)`."""
    calls = [node, *view.descendants(node, "call_expression")]
    paths = [(call, _path(call, view)) for call in calls if call.type == "call_expression"]
    for call, path in paths:
        arguments = call.child_by_field_name("arguments")
        given = arguments.named_children if arguments is not None else []
        if path == f"{found.lock}::default":
            return [Edit(span_of(call), f"{twin}::default()")]
        if path == f"{found.lock}::new" and len(given) == 1:
            return _from_map(call, given[0], found, twin, view)
    return [] if paths and paths[0][1].endswith("::default") else None


def _from_map(call: Node, made: Node, found: LockedMap, twin: str, view: RustFile) -> list[Edit] | None:
    owner, _, name = _path(made, view).rpartition("::")
    arguments = made.child_by_field_name("arguments")
    if arguments is None or owner not in (found.map.path, "std::default::Default"):
        return None
    if name in _EMPTY or (name == "with_capacity" and owner == found.map.path):
        return [Edit(span_of(call), f"{twin}::{name}{view.text(arguments)}")]
    return None


def _path(call: Node, view: RustFile) -> str:
    function = call.child_by_field_name("function")
    return (canonical(function, view) if function is not None else None) or ""


def _used(use: Use, found: LockedMap, file: FixFile) -> list[Edit] | None:
    guard, view = use.guard, use.view
    if guard is None or guard.value is None or guard.kind != found.lock or guard.wrapped:
        return None
    is_set = found.map.path.endswith("Set")
    around = view.parent(guard.value)
    if around is not None and around.type == "let_declaration":
        return _bound(around, guard.lock, view, file, is_set=is_set)
    operation = view.parent(around) if around is not None and around.type == "field_expression" else None
    if operation is None or operation.type != "call_expression":
        return None
    edits = rewritten(operation, view, is_set=is_set)
    opened = Edit(Span(guard.lock.end_byte, guard.value.end_byte), "")
    return None if edits is None else [opened, *edits]


def _bound(let: Node, lock: Node, view: RustFile, file: FixFile, *, is_set: bool) -> list[Edit] | None:
    """`let guard = ..; guard.insert(..);` with a single step under the lock."""
    pattern, scope = let.child_by_field_name("pattern"), let.parent
    names = list(names_in(pattern, view)) if pattern is not None else []
    if scope is None or len(names) != 1:
        return None
    uses = uses_of(names[0], scope, view)
    steps = [use for use in uses if not is_dropped(use, view)]
    if len(steps) != 1:
        return None
    field = view.parent(steps[0])
    operation = view.parent(field) if field is not None and field.type == "field_expression" else None
    inner = any(a.type in ("closure_expression", "async_block") and a.start_byte > let.start_byte
                for a in view.ancestors(steps[0]))  # fmt: skip
    if operation is None or operation.type != "call_expression" or inner:
        return None
    edits = rewritten(operation, view, is_set=is_set)
    if edits is None:
        return None
    removed = [_statement(let, file)]
    for use in uses:
        if use not in steps:
            call = next(a for a in view.ancestors(use) if a.type == "expression_statement")
            removed.append(_statement(call, file))
    return [*removed, Edit(span_of(steps[0]), view.text(lock)), *edits]


def _statement(node: Node, file: FixFile) -> Edit:
    """Takes a statement away, with its line if nothing else stands there."""
    start = file.text.rfind(b"\n", 0, node.start_byte) + 1
    end = file.text.find(b"\n", node.end_byte)
    alone = not file.text[start : node.start_byte].strip() and end >= 0 and not file.text[node.end_byte : end].strip()
    return Edit(Span(start, end + 1) if alone else span_of(node), "")
