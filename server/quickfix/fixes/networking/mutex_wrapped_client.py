"""The client without its lock: each place that took the lock has a clone, which is another handle."""

from __future__ import annotations

from collections.abc import Iterator

from tree_sitter import Node

from ....analysis.facts.code.bindings import let_of, uses_of
from ....analysis.facts.code.calls import callee_path
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.locking.lock_uses import Use, uses_of_lock
from ....analysis.facts.locking.locked_clients import declared_as
from ....analysis.facts.locking.locks import is_private
from ....analysis.finding import Finding
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of

_TITLE = "Clone the client for each use, without a lock: requests no longer wait for each other"
_AROUND = frozenset({"std::sync::Arc", "std::rc::Rc"})


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """For private fields whose every use is in the file, and takes the guard as it is."""
    view = file.view_at(finding.span)
    node = file.node_at(finding.span, view) if view is not None else None
    declared = declared_as(node, view) if node is not None and view is not None else None
    if node is None or view is None or declared is None or not is_private(declared.lock.declaration):
        return None
    inner = node.child_by_field_name("type_arguments")
    if inner is None:
        return None
    edits = [Edit(span_of(declared.written), file.slice(span_of(inner.named_children[0])))]
    for use in uses_of_lock(declared.lock, view):
        edit = None if use.view.unit.path else _without_lock(use, file)
        if edit is None:
            return None
        edits.append(edit)
    return Fix(_TITLE, Safety.UNSAFE, tuple(dict.fromkeys(edits)))


def _without_lock(use: Use, file: FixFile) -> Edit | None:
    if use.made is not None:
        client = _client_in(use.made, use.view)
        return Edit(span_of(use.made), file.slice(span_of(client))) if client is not None else None
    guard = use.guard
    if guard is None or guard.value is None or guard.wrapped or any(map(_is_deref, _places(guard.value, use.view))):
        return None
    above = guard.value.parent
    cloned = above is not None and above.type == "field_expression" and file.slice(span_of(above)).endswith(".clone")
    return Edit(span_of(guard.value), file.slice(span_of(guard.lock)) + ("" if cloned else ".clone()"))


def _client_in(made: Node, view: RustFile) -> Node | None:
    """What is locked in `Mutex::new(..)`, also in an `Arc::new(..)`."""
    arguments = made.child_by_field_name("arguments")
    path = callee_path(made, view) if made.type == "call_expression" else ""
    if arguments is None or arguments.named_child_count != 1 or not path.endswith("::new"):
        return None
    inside = arguments.named_children[0]
    return _client_in(inside, view) if path.removesuffix("::new") in _AROUND else inside


def _places(value: Node, view: RustFile) -> Iterator[Node]:
    """The guard where it is taken, and its name where that is used."""
    yield value
    let = let_of(value, view)
    pattern, scope = (let.child_by_field_name("pattern"), let.parent) if let is not None else (None, None)
    name = next((n for n in (pattern, *pattern.named_children) if n.type == "identifier"), None) if pattern else None
    if name is not None and scope is not None:
        yield from uses_of(name, scope, view)


def _is_deref(node: Node) -> bool:
    """Whether the guard is taken for what it points to, in a way that a client cannot be."""
    around = node.parent
    while around is not None and around.type == "parenthesized_expression":
        around = around.parent
    return around is not None and around.type in ("unary_expression", "reference_expression")
