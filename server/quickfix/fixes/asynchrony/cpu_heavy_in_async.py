"""`spawn_blocking` around the call, applied where the closure can own all that it uses, and shown elsewhere."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.awaiting.async_context import future_of
from ....analysis.facts.code.bindings import Binding, binding_of, uses_of
from ....analysis.facts.code.loops import LOOPS
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.data.blocking_work import GIVES_OWNED
from ....analysis.facts.data.schema import facts_by_name
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding
from ...async_runtime import runtime_of, tokio_feature
from ...edit import Fix, Safety
from ...fix_file import FixFile
from ...offload import offload_shown, offloaded

SHOWS = True

_OWNED_RESULTS = frozenset(facts_by_name(GIVES_OWNED))
_OWNED = frozenset({"std::string::String", "std::vec::Vec", "bool", "u8", "u16", "u32", "u64", "usize", "i32", "i64"})


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Moves what the call uses into the closure; its panic is the task's."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or call.type != "call_expression":
        return None
    features = tokio_feature(file, "rt") if runtime_of(file) == "tokio" else None
    is_owned = finding.data["name"] in _OWNED_RESULTS and finding.data.get("awaitable") == "yes"
    if features is None or not is_owned or not _owns_all(call, view):
        return offload_shown(finding, file)
    title = "Run it with `spawn_blocking`; a cancelled request no longer stops it"
    return Fix(title, Safety.UNSAFE, (offloaded(finding, file), *features))


def _owns_all(call: Node, view: RustFile) -> bool:
    """Whether every local that the call uses is an owned value of this future which nothing else uses."""
    future = future_of(call, view)
    if future is None or any(
        view.descendants(call, "self", "macro_invocation", "closure_expression", "try_expression")
    ):
        return False
    for around in view.ancestors(call):
        if around.type in LOOPS:
            return False
        if around == future:
            break
    bindings = [binding_of(name, view) for name in view.descendants(call, "identifier")]
    return all(_is_movable(binding, call, future, view) for binding in bindings if binding is not None)


def _is_movable(binding: Binding, call: Node, future: Node, view: RustFile) -> bool:
    if binding.kind == "parameter" and binding.scope != future:
        return False
    if binding.kind not in ("let", "parameter") or (binding.kind == "let" and future_of(binding.name, view) != future):
        return False
    uses = uses_of(binding.name, binding.scope, view)
    used_here = next((use for use in uses if call.start_byte <= use.start_byte < call.end_byte), None)
    found = type_of(used_here, view) if used_here is not None else None
    if found is None or found.path not in _OWNED:
        return False
    return all(call.start_byte <= use.start_byte < call.end_byte for use in uses)
