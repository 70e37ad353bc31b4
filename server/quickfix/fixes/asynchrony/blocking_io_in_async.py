"""tokio's `Command`, or the method's own twin, awaited; else `spawn_blocking` is shown."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.calls import function_of, receiver_of
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.data.async_twins import TWINS
from ....analysis.facts.data.schema import facts_by_name
from ....analysis.finding import Finding, Span
from ...async_commands import async_command
from ...async_runtime import runtime_of, tokio_feature
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...offload import offload_shown

SHOWS = True

_TWINS = facts_by_name(TWINS)


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A safe twin where the call has one that can be awaited there."""
    view = file.view_at(finding.span)
    call = file.node_at(finding.span, view) if view is not None else None
    if view is None or call is None or call.type != "call_expression":
        return None
    if finding.data.get("awaitable") == "yes":
        name = finding.data["name"]
        if name in _TWINS:
            return _twin(call, _TWINS[name])
        found = _command(name, call, file, view)
        if found is not None:
            return found
    return offload_shown(finding, file)


def _twin(call: Node, name: str) -> Fix | None:
    receiver, function = receiver_of(call), function_of(call)
    method = function.child_by_field_name("field") if function is not None else None
    if receiver is None or method is None:
        return None
    if not name:
        return Fix("Await it", Safety.SAFE, (Edit(Span(receiver.end_byte, call.end_byte), ".await"),))
    edits = (Edit(span_of(method), name), Edit(Span(call.end_byte, call.end_byte), ".await"))
    return Fix(f"Replace by `{name}`, awaited", Safety.SAFE, edits)


def _command(name: str, call: Node, file: FixFile, view: RustFile) -> Fix | None:
    if name not in ("Command::output", "Command::status") or runtime_of(file) != "tokio":
        return None
    edits, features = async_command(call, file, view), tokio_feature(file, "process")
    if edits is None or features is None:
        return None
    return Fix("Run it as a `tokio::process::Command`, awaited", Safety.SAFE, (*edits, *features))
