"""A `BufReader` or `BufWriter` around the stream, flushed where the last write is done."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.bindings import binding_of, uses_of
from ....analysis.facts.code.error_types import takes_io_error
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...stream_buffer import buffered_where_it_begins


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the function owns the stream and only reads it, or only writes to it."""
    view, at = file.view_at(finding.span), finding.captures.get("stream")
    stream = file.node_at(at, view) if view is not None and at is not None else None
    found = file.node_at(finding.span, view) if view is not None else None
    if view is None or stream is None or found is None:
        return None
    way, runtime = finding.data.get("way", ""), finding.data.get("runtime", "")
    if finding.data.get("how") == "handed":
        edits = _read(stream, found, view, file) if way == "read" else _written(stream, found, view, file)
    else:
        edits = buffered_where_it_begins(stream, way, runtime, view, file)
    title = "Read through a `BufReader`" if way == "read" else "Write through a `BufWriter` and flush it"
    return Fix(title, Safety.SAFE, tuple(edits)) if edits else None


def _read(stream: Node, call: Node, view: RustFile, file: FixFile) -> list[Edit]:
    """The argument in a buffer, unless somebody reads on behind it, or the type of the reader is spelled."""
    if _is_used_later(stream, call, view) or _names_types(call):
        return []
    return [Edit(span_of(stream), f"std::io::BufReader::new({file.slice(span_of(stream))})")]


def _written(stream: Node, call: Node, view: RustFile, file: FixFile) -> list[Edit]:
    """A buffer of its own before the statement `to_writer(file, ..)?;`, and a flush behind it."""
    asked = view.parent(call)
    statement = view.parent(asked) if asked is not None and asked.type == "try_expression" else None
    if statement is None or statement.type != "expression_statement" or statement.named_child(0) != asked:
        return []
    above = view.parent(statement)
    if above is None or above.type != "block" or not takes_io_error(call, view) or _names_types(call):
        return []
    if not file.slice(span_of(stream)).startswith("&") and _is_used_later(stream, call, view):
        return []
    indent = file.newline + file.indentation(statement.start_byte)
    before = f"let mut writer = std::io::BufWriter::new({file.slice(span_of(stream))});{indent}"
    return [
        Edit(Span(statement.start_byte, statement.start_byte), before),
        Edit(span_of(stream), "&mut writer"),
        Edit(Span(statement.end_byte, statement.end_byte), f"{indent}std::io::Write::flush(&mut writer)?;"),
    ]


def _is_used_later(stream: Node, call: Node, view: RustFile) -> bool:
    """Whether the same reader is asked again: what the buffer read ahead would be missing there."""
    inner = stream
    while inner.type == "reference_expression" and (value := inner.child_by_field_name("value")) is not None:
        inner = value
    if inner == stream:
        return False
    binding = binding_of(inner, view) if inner.type == "identifier" else None
    if binding is None:
        return True
    return any(use.start_byte > call.end_byte for use in uses_of(binding.name, binding.scope, view))


def _names_types(call: Node) -> bool:
    """Whether a turbofish names the stream's type."""
    function = call.child_by_field_name("function")
    arguments = function.child_by_field_name("type_arguments") if function is not None else None
    return arguments is not None and arguments.named_child_count > 1
