"""The twin of the call in the crate's runtime, awaited; where there is none, `spawn_blocking` is shown."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.calls import called_name
from ....analysis.facts.code.paths import canonical
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.data.blocking import OTHER_PATHS, SAME_IN_TOKIO
from ....analysis.facts.data.schema import facts_by_name
from ....analysis.facts.types.expressions import type_of
from ....analysis.finding import Finding, Span
from ...async_runtime import runtime_of, tokio_feature
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...offload import offload_shown

SHOWS = True

_FORMS = {
    "exists": "metadata({}).await.is_ok()",
    "is_file": "metadata({}).await.is_ok_and(|metadata| metadata.is_file())",
    "is_dir": "metadata({}).await.is_ok_and(|metadata| metadata.is_dir())",
    "is_symlink": "symlink_metadata({}).await.is_ok_and(|metadata| metadata.is_symlink())",
}
_SAME_IN_TOKIO = facts_by_name(SAME_IN_TOKIO)
_OTHER_PATHS = facts_by_name(OTHER_PATHS)
_UNWRAPS = {"unwrap", "expect", "map_err", "context", "with_context", "ok"}
_PLACES = ("identifier", "field_expression", "index_expression", "self")


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """A safe twin if the call has one and can be awaited where it stands."""
    view = file.view_at(finding.span)
    node = file.node_at(finding.span, view) if view is not None else None
    runtime = runtime_of(file)
    if view is None or node is None or node.type != "call_expression" or runtime is None:
        return None
    edit = _twin(finding, node, runtime, view, file) if finding.data.get("awaitable") == "yes" else None
    features = tokio_feature(file, "fs") if runtime == "tokio" else ()
    if edit is not None and features is not None:
        loses_names = b"fs_err" in file.text and finding.data["name"].startswith("std::fs")
        title = f"Replace by `{edit.text.split('(')[0]}`, awaited"
        if loses_names:
            return Fix(f"{title}; errors no longer name the path", Safety.UNSAFE, (edit, *features))
        return Fix(title, Safety.SAFE, (edit, *features))
    return offload_shown(finding, file)


def _twin(finding: Finding, node: Node, runtime: str, view: RustFile, file: FixFile) -> Edit | None:
    owner, _, name = finding.data["name"].rpartition("::")
    arguments = node.child_by_field_name("arguments")
    function = node.child_by_field_name("function")
    if arguments is None or function is None or function.type == "generic_function":
        return None
    given = file.slice(span_of(arguments))[1:-1]
    if owner == "std::fs::File":
        return _opened(node, name, given, runtime, view, file)
    if owner == "Path":
        receiver = function.child_by_field_name("value")
        given = _lent(receiver, view, file) if receiver is not None else ""
    elif owner not in ("std::fs", "std::path::Path") or not given.strip():
        return None
    form = _form(owner, name, runtime)
    return Edit(finding.span, f"{runtime}::fs::{form.format(given)}") if form is not None else None


def _form(owner: str, name: str, runtime: str) -> str | None:
    """The call in the runtime's `fs` module, with a place for what it is given."""
    if f"{runtime}::fs::{name}" in _OTHER_PATHS:
        return None
    if runtime == "tokio" and name in ("exists", "try_exists"):
        question = "try_exists({}).await"
        return f"{question}.unwrap_or(false)" if name == "exists" and owner != "std::fs" else question
    if owner != "std::fs" and name in _FORMS:
        return _FORMS[name]
    return f"{name}({{}}).await" if f"std::fs::{name}" in _SAME_IN_TOKIO else None


def _lent(receiver: Node, view: RustFile, file: FixFile) -> str:
    """The receiver as an argument: a place is borrowed, as the method did."""
    text = file.slice(span_of(receiver))
    if receiver.type not in _PLACES:
        return text
    known = type_of(receiver, view)
    return text if known is not None and known.path == "&" else f"&{text}"


def _opened(node: Node, name: str, given: str, runtime: str, view: RustFile, file: FixFile) -> Edit | None:
    """A file that is made a `tokio::fs::File` at once, or only created: any other use would be left half."""
    if runtime != "tokio" or name not in ("open", "create"):
        return None
    opened = f"tokio::fs::File::{name}({given}).await"
    outer = node
    for around in view.ancestors(node):
        if around.type == "expression_statement":
            return Edit(span_of(node), opened)
        if around.type == "arguments":
            call = view.parent(around)
            function = call.child_by_field_name("function") if call is not None else None
            if call is None or function is None or canonical(function, view) != "tokio::fs::File::from_std":
                return None
            suffix = file.slice(Span(node.end_byte, outer.end_byte))
            return Edit(span_of(call), opened + suffix)
        if around.type == "call_expression" and called_name(around, view) not in _UNWRAPS:
            return None
        if around.type not in ("try_expression", "field_expression", "call_expression"):
            return None
        outer = around
    return None
