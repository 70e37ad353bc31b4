"""`FxHashMap` for a local map that goes nowhere else."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.bindings import uses_of
from ....analysis.facts.code.calls import callee_path
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

SHOWS = True

_KEPT = frozenset(
    {
        "insert", "get", "get_mut", "contains", "contains_key", "remove", "entry", "len", "is_empty", "keys", "values",
        "values_mut", "iter", "iter_mut", "clear", "retain", "reserve", "extend", "drain", "into_values", "into_keys",
    }
)  # fmt: skip


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """The type and its constructor, where nothing but methods that all maps have is called on it."""
    view, span = file.view_at(finding.span), finding.captures.get("declaration")
    let = file.node_at(span, view) if view is not None and span is not None else None
    written = file.node_at(finding.span, view) if view is not None else None
    if view is None or let is None or written is None or let.type != "let_declaration":
        return None
    pattern, value = let.child_by_field_name("pattern"), let.child_by_field_name("value")
    arguments = written.child_by_field_name("type_arguments")
    if pattern is None or value is None or arguments is None or let.child_by_field_name("type") != written:
        return None
    name = "FxHashSet" if "Set" in view.text(written).partition("<")[0] else "FxHashMap"
    made = _made(value, name, view)
    if made is None or let.parent is None or not _stays(pattern, let.parent, view):
        return None
    edits = (
        Edit(Span(written.start_byte, arguments.start_byte), f"rustc_hash::{name}"),
        Edit(span_of(value), made),
    )
    title = f"Use `{name}`: an attacker who chooses keys can make them collide"
    if file.crate.known and file.crate.uses("rustc_hash"):
        return Fix(title, Safety.UNSAFE, edits)
    return Fix(f"{title} (after `cargo add rustc-hash`)", Safety.SHOW, edits)


def _made(value: Node, name: str, view: RustFile) -> str | None:
    """The constructor of the map with another hasher."""
    path = callee_path(value, view) if value.type == "call_expression" else ""
    arguments = value.child_by_field_name("arguments")
    owner, _, function = path.rpartition("::")
    if not owner.startswith("std::collections::Hash") or arguments is None:
        return None
    if function in ("new", "default"):
        return f"rustc_hash::{name}::default()"
    if function == "with_capacity":
        return f"rustc_hash::{name}::with_capacity_and_hasher({view.text(arguments)[1:-1]}, Default::default())"
    return None


def _stays(pattern: Node, scope: Node, view: RustFile) -> bool:
    """Whether every use of the variable is one of the methods that are the same for every hasher, or an index."""
    label = pattern if pattern.type == "identifier" else next(iter(pattern.named_children[-1:]), None)
    if label is None or label.type != "identifier":
        return False
    return all(_is_kept(use, view) for use in uses_of(label, scope, view))


def _is_kept(use: Node, view: RustFile) -> bool:
    around = view.parent(use)
    if around is not None and around.type == "index_expression":
        return around.named_children[0] == use
    field = around.child_by_field_name("field") if around is not None and around.type == "field_expression" else None
    return field is not None and view.text(field) in _KEPT
