"""The value moves to the heap: `vec![0; N]` for an array, `Box::pin` around the future that is waited for."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.bindings import uses_of
from ....analysis.facts.code.calls import argument_index, called_name, callee_path
from ....analysis.facts.code.rust_file import RustFile
from ....analysis.facts.types.helpers import functions_called
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile

SHOWS = True

# Methods of streams and sockets that take `&[u8]` or `&mut [u8]`.
_READS_AND_WRITES = frozenset(
    {
        "read", "read_exact", "recv", "recv_from", "peek", "peek_from", "write", "write_all", "send", "send_to",
        "try_read", "try_write", "try_recv", "try_recv_from", "try_send", "try_send_to",
    }
)  # fmt: skip
_TAKES_SLICE = frozenset({"tokio::io::ReadBuf::new", "std::str::from_utf8", "std::string::String::from_utf8_lossy"})
# Methods that arrays have from slices, as vectors do.
_SLICED = frozenset(
    {
        "len", "is_empty", "iter", "iter_mut", "get", "get_mut", "first", "last", "fill", "copy_from_slice", "chunks",
        "chunks_exact", "split_at", "split_at_mut", "to_vec", "starts_with", "ends_with", "contains", "copy_within",
        "clone_from_slice", "swap", "as_ptr", "as_mut_ptr", "windows", "reverse", "sort", "sort_unstable",
    }
)  # fmt: skip


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Applied where every use takes the vector as well; other uses may ask for the array itself."""
    awaited, array, declared = (finding.captures.get(name) for name in ("awaited", "array", "declared"))
    if awaited is not None:
        boxed = (Edit(Span(awaited.start, awaited.start), "Box::pin("), Edit(Span(awaited.end, awaited.end), ")"))
        return Fix("Put the future on the heap with `Box::pin`", Safety.SAFE, boxed)
    view = file.view_at(finding.span)
    let = file.node_at(declared, view) if declared is not None and view is not None else None
    if view is None or let is None or let.type != "let_declaration":
        return None
    if array is None:
        return _boxed(let, view)
    value = let.child_by_field_name("value")
    if value is None or value.child_by_field_name("length") is None or view.text(value).startswith("[const"):
        return None
    edits = [Edit(Span(value.start_byte, value.start_byte), "vec!"), *_as_vector_type(let, view)]
    safety = Safety.SAFE if _takes_vector(let, view) else Safety.SHOW
    return Fix("Put the buffer on the heap with `vec![..]`", safety, tuple(edits))


def _boxed(let: Node, view: RustFile) -> Fix | None:
    value = let.child_by_field_name("value")
    if value is None or let.child_by_field_name("type") is not None:
        return None
    at, end = value.start_byte, value.end_byte
    edits = Edit(Span(at, at), "Box::new("), Edit(Span(end, end), ")")
    return Fix(f"Put `{view.text(value)[:40]}` on the heap with `Box::new`", Safety.SHOW, edits)


def _as_vector_type(let: Node, view: RustFile) -> list[Edit]:
    written = let.child_by_field_name("type")
    element = written.child_by_field_name("element") if written is not None else None
    if written is None or element is None:
        return []
    return [Edit(Span(written.start_byte, written.end_byte), f"Vec<{view.text(element)}>")]


def _takes_vector(let: Node, view: RustFile) -> bool:
    pattern = let.child_by_field_name("pattern")
    if pattern is None or let.parent is None:
        return False
    return all(_fits(use, view) for use in uses_of(pattern, let.parent, view))


def _fits(use: Node, view: RustFile) -> bool:
    """Whether a use means the same for a vector: an index, a method of slices, a reference for a slice."""
    around = view.parent(use)
    if around is None:
        return False
    if around.type == "index_expression":
        return around.named_children[0] == use
    if around.type == "field_expression":
        method = around.child_by_field_name("field")
        return method is not None and view.text(method) in _SLICED
    arguments = view.parent(around) if around.type == "reference_expression" else None
    call = view.parent(arguments) if arguments is not None and arguments.type == "arguments" else None
    return call is not None and call.type == "call_expression" and _wants_slice(call, use, view)


def _wants_slice(call: Node, use: Node, view: RustFile) -> bool:
    units = functions_called(call, view)
    if not units:
        path = callee_path(call, view)
        return path in _TAKES_SLICE if path else called_name(call, view) in _READS_AND_WRITES
    index = argument_index(call, use)
    for unit in units:
        parameters = unit.node.child_by_field_name("parameters")
        named = [p for p in parameters.named_children if p.type == "parameter"] if parameters is not None else []
        written = named[index].child_by_field_name("type") if index < len(named) else None
        inner = written.child_by_field_name("type") if written is not None else None
        if inner is None or inner.type != "array_type" or inner.child_by_field_name("length") is not None:
            return False
    return True
