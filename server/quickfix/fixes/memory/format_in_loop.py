"""`write!` into the buffer that the text was copied to."""

from __future__ import annotations

from tree_sitter import Node

from ....analysis.facts.code.rust_file import RustFile
from ....analysis.finding import Finding, Span
from ...edit import Edit, Fix, Safety
from ...fix_file import FixFile, span_of
from ...writing import import_write, write_call

_FMT = frozenset({"std::string::String", "bytes::BytesMut"})
_IN_MEMORY = frozenset({"std::vec::Vec", "std::io::BufWriter", "std::io::LineWriter", "std::io::Cursor"})


def fix(finding: Finding, file: FixFile) -> Fix | None:
    """Where the buffer is known to take formatted text, and the arguments do not read it."""
    view = file.view_at(finding.span)
    formatted = file.node_at(finding.span, view) if view is not None else None
    whole, buffer = finding.captures.get("whole"), finding.captures.get("buffer")
    if view is None or formatted is None or whole is None:
        return None
    if buffer is None:
        return _folded(formatted, whole.end, view, file) if finding.data.get("how") == "collect" else None
    call = write_call(formatted, file.slice(buffer).removeprefix("*"), view)
    node = file.node_at(whole, view)
    edit = _written(call, node, finding, view) if call is not None and node is not None else None
    variable = finding.captures.get("variable")
    if edit is not None and node is not None and variable is not None:
        edit = _joined(edit, node, variable, view)
    if edit is None:
        return None
    module = "fmt" if finding.data.get("type") in _FMT else "io"
    imports = () if finding.data.get("how") in ("write_str", "write_all") else import_write(module, file, view)
    return Fix("Write into the buffer instead", Safety.SAFE, (*imports, edit))


def _written(call: str, whole: Node, finding: Finding, view: RustFile) -> Edit | None:
    how, kind = finding.data.get("how"), finding.data.get("type")
    if how == "write_str" or (how == "write_all" and kind in _IN_MEMORY):
        return Edit(span_of(whole), call)
    adds_text = how in ("push_str", "+=") and kind in _FMT
    if not adds_text and not (how == "extend_from_slice" and kind in _FMT | {"std::vec::Vec"}):
        return None
    around = view.parent(whole)
    if around is None:
        return None
    if around.type == "expression_statement":
        return Edit(span_of(whole), f"let _ = {call}")
    if around.type in ("match_arm", "closure_expression"):
        return Edit(span_of(whole), f"{{ let _ = {call}; }}")
    is_tail = around.type == "block" and around.named_children[-1] == whole
    return Edit(span_of(whole), f"let _ = {call};") if is_tail else None


def _joined(edit: Edit, whole: Node, variable: Span, view: RustFile) -> Edit | None:
    """The declaration of the variable and the statement right below it, as one."""
    statement = view.parent(whole)
    before = statement.prev_named_sibling if statement is not None else None
    if statement is None or before is None or span_of(before) != variable or not edit.text.startswith("let "):
        return None
    return Edit(Span(variable.start, edit.span.end), edit.text)


def _folded(formatted: Node, finish: int, view: RustFile, file: FixFile) -> Fix | None:
    """`.map(|x| format!(..)).collect::<String>()` as a `fold` that writes into one `String`; so if it is joined."""
    closure = view.parent(formatted)
    arguments = view.parent(closure) if closure is not None else None
    mapped = view.parent(arguments) if arguments is not None else None
    field = view.parent(mapped) if mapped is not None else None
    parameters = closure.child_by_field_name("parameters") if closure is not None else None
    if mapped is None or field is None or field.type != "field_expression" or parameters is None:
        return None
    call = write_call(formatted, "text", view)
    function = mapped.child_by_field_name("function")
    name = function.child_by_field_name("field") if function is not None else None
    if call is None or name is None or view.text(name) != "map":
        return None
    inner = view.text(parameters)[1:-1].strip()
    body = f"fold(String::new(), |mut text, {inner}| {{ let _ = {call}; text }})"
    edit = Edit(Span(name.start_byte, finish), body)
    return Fix("Write into one `String` instead", Safety.SAFE, (*import_write("fmt", file, view), edit))
